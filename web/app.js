// The page: a message to the API, its titles onto the page. Data is only ever set as text.
const form = document.querySelector("#ask");
const message = document.querySelector("#message");
const button = form.querySelector("button");
const status = document.querySelector("#status");
const titles = document.querySelector("#titles");

// A browser may refuse storage: the token then lives as long as the page.
let token = null;
try { token = localStorage.getItem("token"); } catch { /* refused */ }

async function session() {
  ({ token } = await read(await fetch("api/session", { method: "POST" })));
  try { localStorage.setItem("token", token); } catch { /* refused */ }
}

// What was answered. An error says what to do, unless it comes from something on the way, which sends no JSON.
async function read(response) {
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  throw new Error(answer?.detail ?? "The service cannot answer now. Try again in a moment.");
}

async function call(path, body) {
  const ask = () => fetch(path, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!token) await session();
  let response = await ask();
  if (response.status === 401) {
    await session();
    response = await ask();
  }
  return read(response);
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function facts(item) {
  const series = item.kind === "series";
  const runtime = item.runtime_minutes && `${item.runtime_minutes} min${series ? " an episode" : ""}`;
  return [item.year, series && "series", runtime, item.age_rating, item.genres?.join(", ")].filter(Boolean).join(" · ");
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
  if (button.ariaDisabled) return;
  button.ariaDisabled = "true"; // not `disabled`, which would take the focus from who works by keyboard
  status.textContent = "Looking…";
  try {
    show(await call("api/recommendations", { message: message.value }));
  } catch (error) {
    status.textContent = error instanceof TypeError ? "The service cannot be reached. Try again in a moment." : error.message;
  } finally {
    button.ariaDisabled = null;
  }
});

message.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
