"""The local host with functions of the test's own, spoken to over ASGI."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import azure.functions as func
import httpx2
import pytest

from local_host.app import MAX_BODY_BYTES, LocalHost, route_prefix
from local_host.routes import route

KEY = "the function key"


def echo(req: func.HttpRequest) -> func.HttpResponse:
    told = [req.method, req.route_params.get("name"), dict(req.params), req.headers.get("x-thing"), len(req.get_body())]
    return func.HttpResponse(str(told), headers={"Set-Cookie": "a=1", "X-Back": "yes"})


async def later(req: func.HttpRequest) -> func.HttpResponse:
    await asyncio.sleep(0)
    return func.HttpResponse(b"{}", status_code=202, mimetype="application/json")


def broken(req: func.HttpRequest) -> func.HttpResponse:
    raise RuntimeError("secret")


def nothing(req: func.HttpRequest) -> None:
    return None


def unchanged(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=304, headers={"ETag": '"x"'})


HOST = LocalHost(
    [
        route("api/echo/{name}", "echo", echo, ("GET", "HEAD", "POST"), "anonymous"),
        route("api/later", "later", later, (), "anonymous"),
        route("api/broken", "broken", broken, (), "anonymous"),
        route("api/nothing", "nothing", nothing, (), "anonymous"),
        route("api/unchanged", "unchanged", unchanged, (), "anonymous"),
        route("api/kept", "kept", echo, (), "function"),
    ],
    KEY,
)


def ask(method: str, path: str, **more: Any) -> httpx2.Response:
    async def once() -> httpx2.Response:
        transport = httpx2.ASGITransport(HOST)
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, **more)

    return asyncio.run(once())


def test_request_and_answer_go_through_whole() -> None:
    answer = ask("POST", "/api/echo/J%C3%BCrgen%2F?a=1&b=&a=2&c=%E4", content=b"12345", headers={"X-Thing": "t"})
    assert answer.text == str(["POST", "Jürgen/", {"a": "2", "b": "", "c": "�"}, "t", 5])
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-back"] == "yes"
    assert answer.headers["set-cookie"] == "a=1"


def test_async_functions_are_awaited() -> None:
    answer = ask("GET", "/api/later")
    assert (answer.status_code, answer.json(), answer.headers["content-type"]) == (202, {}, "application/json")


@pytest.mark.parametrize("path", ["/api/broken", "/api/nothing"])
def test_failing_function_is_a_bare_500(path: str) -> None:
    answer = ask("GET", path)
    assert (answer.status_code, answer.text) == (500, "")


def test_not_modified_has_no_content() -> None:
    answer = ask("GET", "/api/unchanged")
    assert (answer.status_code, answer.headers["etag"]) == (304, '"x"')
    assert "content-length" not in answer.headers


def test_unknown_address_and_method() -> None:
    assert ask("GET", "/api/none").status_code == 404
    wrong = ask("DELETE", "/api/echo/x")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, HEAD, POST")
    assert wrong.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, 401),
        ({"params": {"code": "wrong"}}, 401),
        ({"headers": {"x-functions-key": "wrong"}}, 401),
        ({"params": {"code": KEY}}, 200),
        ({"headers": {"x-functions-key": KEY}}, 200),
    ],
)
def test_function_key(more: dict[str, Any], status: int) -> None:
    assert ask("GET", "/api/kept", **more).status_code == status


def test_body_is_bounded() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 65536 + 1):
            yield b"x" * 65536

    assert ask("POST", "/api/echo/x", content=chunks()).status_code == 413
    assert ask("POST", "/api/echo/x", content=b"x" * MAX_BODY_BYTES).status_code == 200


def test_route_prefix() -> None:
    assert route_prefix('{"extensions": {"http": {"routePrefix": ""}}}') == ""
    assert route_prefix("{}") == "api"
