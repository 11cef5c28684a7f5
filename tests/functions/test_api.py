"""The routes over HTTP, with the bundled model behind them."""

import importlib
import pkgutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import httpx2
import jwt
import pytest

import functions
from functions.problems import ROUTES

for module in pkgutil.iter_modules(functions.__path__, "functions."):
    importlib.import_module(module.name)  # so that ROUTES holds the routes of all

ANYONE = ("api/session", "api/health", "api/health/ready", "{*path}")
PROBLEM = "application/problem+json"


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer.json()["items"]]


def test_session_is_a_signed_guest(service: httpx2.Client) -> None:
    answer = service.post("/api/session", json={})
    body = answer.json()
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert body.keys() == {"token", "user_id", "expires_at"}
    claims = jwt.decode(body["token"], options={"verify_signature": False})
    assert claims["sub"] == body["user_id"]
    assert datetime.fromisoformat(body["expires_at"]).timestamp() == claims["exp"]


def test_session_renews_its_guest_and_begins_others(service: httpx2.Client, guest: httpx2.Client) -> None:
    renewed = {guest.post("/api/session", json={}).json()["user_id"] for _ in range(2)}
    begun = {service.post("/api/session", json={}).json()["user_id"] for _ in range(2)}
    assert len(renewed) == 1
    assert len(begun) == 2


@pytest.mark.parametrize("route", [route for route in ROUTES if route not in ANYONE])
def test_routes_for_users_ask_who_it_is(service: httpx2.Client, route: str) -> None:
    answer = service.request(ROUTES[route][0], "/" + route.replace("{id}", "x"))
    assert answer.status_code == 401
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_mood_of_a_message(guest: httpx2.Client) -> None:
    answer = guest.post("/api/mood", json={"message": "I am exhausted. Something funny, no horror, under two hours"})
    mood = answer.json()
    assert answer.status_code == 200
    assert mood["wanted"]["funny"] > 0.5
    fields = {constraint["field"]: constraint["value"] for constraint in mood["constraints"]}
    assert fields["not_genre"] in ("Horror", ["Horror"])
    assert fields["runtime_max"] <= 120


def test_mood_of_a_conversation_is_that_of_its_last_turns(guest: httpx2.Client) -> None:
    turns = [{"role": "user", "content": "a western"}, {"role": "assistant", "content": "Here."}]
    both = guest.post("/api/mood", json={"messages": [*turns, {"role": "user", "content": "under 90 minutes"}]}).json()
    assert {constraint["field"] for constraint in both["constraints"]} >= {"genre", "runtime_max"}
    assert guest.post("/api/mood", json={"messages": turns, "message": "under 90 minutes"}).json() == both


@pytest.mark.parametrize("body", [{}, {"message": " "}, {"messages": [{"role": "assistant", "content": "hi"}]}])
def test_mood_of_nothing_is_refused(guest: httpx2.Client, body: Any) -> None:
    assert guest.post("/api/mood", json=body).status_code == 400


def test_recommendations_have_the_shape_relied_on(guest: httpx2.Client) -> None:
    answer = guest.post("/api/recommendations", json={"message": "rough day, something warm and funny"}).json()
    assert answer.keys() - {"loosened"} == {"recommendation_id", "mood", "legs", "items"}
    assert len(answer["items"]) == 10
    assert answer["legs"]
    for item in answer["items"]:
        assert item.keys() >= {"id", "title", "kind", "genres", "score", "reasons"}
        assert 0 <= item["score"] <= 1
        assert item["reasons"]


def test_newcomer_without_a_word_gets_titles_that_another_need_not_see(
    new_guest: Callable[[], httpx2.Client], guest: httpx2.Client
) -> None:
    mine = ids(guest.post("/api/recommendations", json={}))
    assert len(set(mine)) == 10
    assert mine == ids(guest.post("/api/recommendations", json={}))
    assert any(mine != ids(new_guest().post("/api/recommendations", json={})) for _ in range(3))


def test_mood_alone_is_enough_and_comes_back(guest: httpx2.Client) -> None:
    mood = guest.post("/api/mood", json={"message": "scary, nothing before 2000"}).json()
    answer = guest.post("/api/recommendations", json={"mood": mood}).json()
    assert answer["mood"]["wanted"] == mood["wanted"]
    assert all(item.get("year", 0) >= 2000 for item in answer["items"])


def test_message_beside_a_mood_still_rules_out(guest: httpx2.Client) -> None:
    body = {"mood": {"wanted": {"funny": 1}}, "message": "no comedies please", "limit": 20}
    answer = guest.post("/api/recommendations", json=body).json()
    assert answer["items"]
    assert not [item for item in answer["items"] if "Comedy" in item["genres"]]


def test_filters_limit_and_exclude_hold(guest: httpx2.Client) -> None:
    body: dict[str, Any] = {"message": "something", "filters": {"kind": "film", "runtime_max": 110}, "limit": 5}
    first = guest.post("/api/recommendations", json=body).json()["items"]
    assert len(first) == 5
    assert all(item["kind"] == "film" and item["runtime_minutes"] <= 110 for item in first)
    second = ids(guest.post("/api/recommendations", json=body | {"exclude": [item["id"] for item in first]}))
    assert second
    assert not {item["id"] for item in first} & set(second)


def test_what_cannot_be_held_is_said(guest: httpx2.Client) -> None:
    kept = guest.post("/api/recommendations", json={"filters": {"kind": "film"}}).json()
    impossible = guest.post("/api/recommendations", json={"filters": {"kind": "film", "year_max": 1801}}).json()
    assert "loosened" not in kept
    assert [one["field"] for one in impossible["loosened"]] == ["year_max"]


def test_people_get_one_list_for_all(guest: httpx2.Client) -> None:
    people = [{"message": "something funny"}, {"mood": {"wanted": {"scary": 1}}}, {"message": "no series"}]
    answer = guest.post("/api/recommendations", json={"people": people}).json()
    assert {"funny", "scary"} <= answer["mood"]["wanted"].keys()
    assert {item["kind"] for item in answer["items"]} == {"film"}
    silent = guest.post("/api/recommendations", json={"people": [*people, {}]})
    assert silent.status_code == 400
    assert "people[3]" in silent.json()["detail"]


def test_titles_are_found_shown_and_compared(guest: httpx2.Client) -> None:
    popular = guest.get("/api/titles").json()["items"]
    assert len(popular) == 10
    title = popular[0]
    assert title["id"] in ids(guest.get("/api/titles", params={"query": title["title"], "limit": 50}))
    record = guest.get(f"/api/titles/{title['id']}")
    assert record.status_code == 200
    assert record.json()["title"] == title["title"]
    similar = ids(guest.get(f"/api/titles/{title['id']}/similar", params={"limit": 7}))
    assert len(set(similar)) == 7
    assert title["id"] not in similar


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/titles/no-such-title", 404),
        ("/api/titles/no-such-title/similar", 404),
        ("/api/titles/%00%ED%A0%80", 404),
        ("/api/titles?limit=0", 400),
        ("/api/titles?limit=many", 400),
        ("/api/titles?limit=" + "9" * 5000, 400),
        ("/api/titles?query=" + "x" * 201, 400),
        ("/api/titles?query=%00%ff%ED%A0%80", 200),
        ("/api/none", 404),
    ],
)
def test_odd_addresses_have_an_answer(guest: httpx2.Client, path: str, status: int) -> None:
    answer = guest.get(path)
    assert answer.status_code == status
    if status >= 400:
        problem = answer.json()
        assert answer.headers["content-type"] == PROBLEM
        assert problem["type"].startswith("/problems/")
        assert problem["status"] == status


@pytest.mark.parametrize("route", ["/api/mood", "/api/recommendations"])
@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"", "application/json", 400),
        (b'{"message": "\\ud83d"}', "application/json", 400),
        (b'{"message": "\\u0000"}', "application/json", 400),
        (b'{"limit": NaN, "messages": NaN}', "application/json", 400),
        (b'{"x": ' + b"[" * 50_000, "application/json", 400),
        (b'{"message": {"$gt": ""}}', "application/json", 400),
        (b'{"message": "hi"}', "text/plain", 415),
        (b'{"message": "' + b"a" * 70_000 + b'"}', "application/json", 413),
        (b'{"message": "' + b"a" * 2_000_000 + b'"}', "application/json", 413),
        ('{"message": "‮\u200d👩‍👩‍👧 éx̧́ \\u0007 \\ud83d\\ude00"}'.encode(), "application/json", 200),
    ],
)
def test_odd_bodies_have_an_answer(
    guest: httpx2.Client, route: str, content: bytes, media_type: str, status: int
) -> None:
    answer = guest.request("POST", route, content=content, headers={"content-type": media_type})
    assert answer.status_code == status


def test_wrong_method_is_told_the_right_one(guest: httpx2.Client) -> None:
    wrong = guest.get("/api/recommendations")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
    wrong = guest.request("DELETE", "/api/titles/x/similar")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, HEAD")
    assert guest.request("POST", "/style.css").status_code == 405


def test_page_and_its_files(service: httpx2.Client) -> None:
    for path, media_type in (
        ("/", "text/html"), ("/index.html", "text/html"), ("/app.js", "text/javascript"), ("/style.css", "text/css"),
    ):  # fmt: skip
        answer = service.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "'unsafe" not in answer.headers["content-security-policy"]
        again = service.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = service.request("HEAD", path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(answer.content))


@pytest.mark.parametrize(
    "path", ["/settings.py", "/..%2fsettings.py", "/%2e%2e/settings.py", "/web/../host.json", "/x/"]
)
def test_nothing_else_is_served(service: httpx2.Client, path: str) -> None:
    assert service.get(path).status_code == 404


def test_health(service: httpx2.Client) -> None:
    assert service.get("/api/health").json() == {"status": "ok"}
    ready = service.get("/api/health/ready")
    assert ready.status_code == 200
    assert ready.json()["status"] == "ready"
    assert ready.json()["model"]
    assert {"meaning", "ranker"} <= set(ready.json()["legs"])


def test_many_at_once(guest: httpx2.Client) -> None:
    bodies = [{"message": f"something {mood}"} for mood in ("funny", "sad", "tense", "warm")] * 4
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda body: guest.post("/api/recommendations", json=body), bodies))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["recommendation_id"] for answer in answers}) == len(bodies)
    assert ids(answers[0]) == ids(answers[4])
