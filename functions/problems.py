"""The one typed error of the HTTP edge, and the one place where errors become answers (RFC 9457)."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

import azure.functions as func
import msgspec

from settings import SettingsError

Handler = Callable[[func.HttpRequest], func.HttpResponse]

ROUTES: dict[str, tuple[str, ...]] = {}
"""Every route that was registered, with its methods: what a wrong method is answered from."""

_log = logging.getLogger("streamsmart")


class Problem(Exception):  # noqa: N818 (the standard's word: it is the answer, not a fault of the program)
    """An answer other than the one asked for; raised anywhere, sent as application/problem+json.

    `kind` names the problem for programs and never changes: its `type` is `/problems/<kind>`, relative to the service.
    `detail` is a sentence for people that says what to do.
    """

    def __init__(
        self, status: int, kind: str, title: str, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.type, self.title, self.detail = status, f"/problems/{kind}", title, detail
        self.headers = dict(headers or {})

    def response(self) -> func.HttpResponse:
        """The problem as an HTTP response."""
        body = {"type": self.type, "title": self.title, "status": self.status, "detail": self.detail}
        return json_response(body, self.status, "application/problem+json", self.headers)


def invalid(detail: str) -> Problem:
    """A request whose content cannot be used."""
    return Problem(400, "invalid-request", "The request is not valid", detail)


def not_found(detail: str) -> Problem:
    """There is nothing under this address."""
    return Problem(404, "not-found", "Not found", detail)


def unavailable(detail: str, retry_after: int = 60) -> Problem:
    """The service cannot do this now; `retry_after` in seconds."""
    headers = {"Retry-After": str(retry_after)}
    return Problem(503, "unavailable", "The service cannot answer now", detail, headers)


def json_response(
    value: Any,  # noqa: ANN401 (whatever msgspec can write)
    status: int = 200,
    mimetype: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> func.HttpResponse:
    """A JSON answer. What is answered to a user is theirs alone, so that nothing on the way may keep it."""
    safe = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    body = msgspec.json.encode(value)
    return func.HttpResponse(body, status_code=status, mimetype=mimetype, headers={**safe, **(headers or {})})


def answer(handler: Handler, req: func.HttpRequest) -> func.HttpResponse:
    """Run a handler; whatever it raises becomes an answer, and only what nobody foresaw becomes a 500."""
    try:
        return handler(req)
    except Problem as problem:
        return problem.response()
    except SettingsError as error:
        _log.error("%s", error)
        return unavailable(f"The service is not set up rightly: {error}.").response()
    except Exception:
        _log.exception("%s failed", handler.__name__)
        detail = "Something failed here, not in your request. Try again; if it stays so, tell the operator when it was."
        return Problem(500, "internal", "An internal error", detail).response()


class Capability(func.Blueprint):
    """A blueprint whose routes answer problems for errors, and are known by their methods."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's own annotations stop here

    def endpoint(self, route: str, *methods: str) -> Callable[[Handler], Handler]:
        """Register a handler under a route, open to all callers, named as the handler is.

        HEAD comes with GET: the Functions host does not add it by itself.
        """
        allowed = (*methods, "HEAD") if "GET" in methods else methods

        def register(handler: Handler) -> Handler:
            # Not functools.wraps: the worker reads the names and annotations of what it calls.
            def edge(req: func.HttpRequest) -> func.HttpResponse:
                return answer(handler, req)

            ROUTES[route] = allowed
            routed = self.route(route, methods=allowed, auth_level=func.AuthLevel.ANONYMOUS)(edge)
            self.function_name(handler.__name__)(routed)
            return handler

        return register
