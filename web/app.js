// The page: a message to the API, its titles onto the page. Data is only ever set as text.
const form = document.querySelector("#ask");
const message = document.querySelector("#message");
const button = form.querySelector("button");
const status = document.querySelector("#status");
const titles = document.querySelector("#titles");

async function session() {
  const response = await fetch("api/session", { method: "POST" });
  if (!response.ok) throw new Error((await response.json()).detail);
  const { token } = await response.json();
  localStorage.setItem("token", token);
  return token;
}

async function call(path, body) {
  const ask = (token) => fetch(path, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  let response = await ask(localStorage.getItem("token") ?? await session());
  if (response.status === 401) response = await ask(await session());
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function facts(item) {
  const runtime = item.runtime_minutes && `${item.runtime_minutes} min`;
  const kind = item.kind === "series" ? "series" : null;
  return [item.year, kind, runtime, item.genres?.join(", ")].filter(Boolean).join(" · ");
}

function card(item) {
  const made = document.createElement("li");
  made.append(element("h2", item.title), element("p", facts(item), "facts"));
  if (item.reasons.length) made.append(element("p", item.reasons.join(" · "), "reasons"));
  if (item.overview) made.append(element("p", item.overview, "overview"));
  return made;
}

function show({ items, loosened }) {
  titles.replaceChildren(...items.map(card));
  const missed = (loosened ?? []).map((one) => `“${one.words || one.value}”: ${one.why}.`);
  const found = items.length === 1 ? "One title for you." : `${items.length || "No"} titles for you.`;
  status.textContent = [found, ...missed].join(" ");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  status.textContent = "Looking…";
  try {
    show(await call("api/recommendations", { message: message.value }));
  } catch (error) {
    status.textContent = error instanceof TypeError ? "The service cannot be reached. Try again in a moment." : error.message;
  } finally {
    button.disabled = false;
  }
});

message.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
