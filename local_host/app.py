"""The functions as an ASGI application: HTTP in, azure.functions.HttpRequest through, HTTP out."""

import hmac
import inspect
import json
import logging
from collections.abc import Sequence
from urllib.parse import parse_qsl

import azure.functions as func
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from functions.problems import Problem
from local_host.routes import Route, find

MAX_BODY_BYTES = 1 << 20
"""More is refused here, without being kept; the functions have tighter limits of their own."""

_log = logging.getLogger("local_host")


class LocalHost:
    """Routes requests to functions, as the Functions host would."""

    def __init__(self, routes: Sequence[Route], key: str) -> None:
        self._routes, self._key = routes, key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request (ASGI); other protocols are not spoken."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except Problem as problem:
            answer = problem.response()
        except ClientDisconnect:
            return
        response = Response(answer.get_body(), answer.status_code)
        # Replaced as a whole: a header that is sent twice, such as Set-Cookie, stays two.
        response.raw_headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in answer.headers.items()]
        if answer.status_code != 304:
            response.headers["content-length"] = str(len(answer.get_body()))
            charset = f"; charset={answer.charset}" if answer.mimetype.startswith("text/") else ""
            response.headers.setdefault("content-type", answer.mimetype + charset)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> func.HttpResponse:
        path = request.scope.get("raw_path", request.url.path.encode()).decode("latin-1").partition("?")[0]
        route, parameters, allowed = find(self._routes, request.method, path)
        if route is None:
            raise _unrouted(allowed)
        query = dict(parse_qsl(request.url.query, keep_blank_values=True, errors="replace"))
        if route.auth_level != "anonymous":
            self._check_key(request.headers.get("x-functions-key") or query.get("code", ""))
        received = func.HttpRequest(
            request.method,
            str(request.url),
            headers=dict(request.headers),
            params=query,
            route_params=parameters,
            body=await _body(request),
        )
        try:
            if inspect.iscoroutinefunction(route.call):
                answer = await route.call(received)
            else:
                answer = await run_in_threadpool(route.call, received)
            if not isinstance(answer, func.HttpResponse):
                raise TypeError(f"{route.name} gave {type(answer).__name__}, not an HttpResponse")
        except Exception:
            _log.exception("function %s failed", route.name)
            return func.HttpResponse(status_code=500)
        return answer

    def _check_key(self, given: str) -> None:
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._key.encode()):
            detail = "Send the function key in the header x-functions-key, or as ?code=."
            raise Problem(401, "unauthorized", "A function key is needed", detail)


def route_prefix(host_json: str) -> str:
    """The `routePrefix` of a host.json; the Functions host's own default is `api`."""
    prefix: str = json.loads(host_json).get("extensions", {}).get("http", {}).get("routePrefix", "api")
    return prefix


def _unrouted(allowed: Sequence[str]) -> Problem:
    if not allowed:
        return Problem(404, "not-found", "Not found", "There is no function under this address.")
    methods = ", ".join(allowed)
    return Problem(
        405, "method-not-allowed", "Method not allowed", f"This address takes {methods}.", {"Allow": methods}
    )


async def _body(request: Request) -> bytes:
    """The body. One that is too large is read to its end, so that the sender hears the answer, but not kept."""
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MAX_BODY_BYTES:
            chunks.append(chunk)
    if size > MAX_BODY_BYTES:
        detail = f"The body has {size} bytes, at most {MAX_BODY_BYTES} are read; send less."
        raise Problem(413, "body-too-large", "The body is too large", detail)
    return b"".join(chunks)
