"""GET / and its files, and the answer for every address that no other route has."""

import hashlib
import re
from functools import cache
from typing import NamedTuple

import azure.functions as func

from functions.problems import ROUTES, Capability, Problem, not_found
from settings import ROOT

bp = Capability()

WEB = ROOT / "web"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
"""The kinds of files that are served; others in the folder are not."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' https:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Posters may come from any https host; all else from here. A browser asks each time, and mostly hears 304."""


class File(NamedTuple):
    """A file of the page, held in memory."""

    body: bytes
    mimetype: str
    etag: str


@cache
def files() -> dict[str, File]:
    """The page's files by the path under which they are served. Read once: only what is here can be asked for."""
    found = {}
    for path in sorted(WEB.rglob("*")):
        if path.suffix in TYPES and path.is_file():
            body = path.read_bytes()
            etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
            found[path.relative_to(WEB).as_posix()] = File(body, TYPES[path.suffix], etag)
    return found


@bp.endpoint("{*path}", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
def page(req: func.HttpRequest) -> func.HttpResponse:
    """Answer with a file of the page; 404 and 405 for whatever reaches no other route."""
    path = (req.route_params.get("path") or "").strip("/")
    file = files().get(path or "index.html")
    allowed = ("GET", "HEAD") if file else _methods(path)
    if allowed and req.method not in allowed:
        detail = f"/{path[:200]} takes {', '.join(allowed)}, not {req.method}."
        raise Problem(405, "method-not-allowed", "Method not allowed", detail, {"Allow": ", ".join(allowed)})
    if file is None:
        raise not_found(f"There is nothing at /{path[:200]}. Look at / for the page.")
    headers = {**HEADERS, "ETag": file.etag}
    known = [tag.strip().removeprefix("W/") for tag in req.headers.get("if-none-match", "").split(",")]
    if file.etag in known or "*" in known:
        return func.HttpResponse(status_code=304, mimetype=file.mimetype, headers=headers)
    return func.HttpResponse(file.body, mimetype=file.mimetype, headers=headers, charset="utf-8")


def _methods(path: str) -> tuple[str, ...]:
    """The methods that the other routes take at a path."""
    methods: list[str] = []
    for route, allowed in ROUTES.items():
        pattern = "[^/]+".join(map(re.escape, re.split(r"\{[^}*]*\}", route)))
        if "{*" not in route and re.fullmatch(pattern, path, re.IGNORECASE):
            methods += allowed
    return tuple(dict.fromkeys(methods))
