"""Who is asking: guest tokens, signed here and checked here. The user is the token's subject, never a body's field."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import azure.functions as func

from functions.keys import kept_key
from functions.problems import Problem
from settings import Settings, SettingsError, settings

ISSUER = "streamsmart"
ALGORITHM = "HS256"
_SUBJECT = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a user id may be: it becomes a key of the stores and part of logs."""


def new_user() -> str:
    """An id that nobody has had before."""
    return uuid4().hex


def guest_token(user_id: str, settings: Settings) -> tuple[str, datetime]:
    """A signed token that speaks for a user, and when it expires (UTC, whole seconds)."""
    import jwt  # with cryptography behind it: 80 ms that the first answer of a health check need not wait for

    issued = datetime.now(UTC).replace(microsecond=0)
    expires = issued + timedelta(days=settings.guest_token_days)
    claims = {"sub": user_id, "iat": issued, "exp": expires, "iss": ISSUER, "aud": ISSUER}
    return jwt.encode(claims, session_key(settings), ALGORITHM), expires


def user(req: func.HttpRequest) -> str:
    """The id of the user who is asking; Problem 401 when the request carries no token of ours that still holds."""
    scheme, _, token = req.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _unauthorized("Send the header Authorization: Bearer TOKEN; POST /api/session gives a token.", "")
    subject = _subject(token.strip(), settings())
    if subject is None:
        detail = "The token is not valid or has expired; get a new one from POST /api/session."
        raise _unauthorized(detail, ', error="invalid_token"')
    return subject


def returning_user(req: func.HttpRequest) -> str | None:
    """The id of a user whose token still holds, or None: for a session that is renewed rather than begun."""
    try:
        return user(req)
    except Problem:
        return None


@cache
def session_key(settings: Settings) -> str:
    """The key that signs guest tokens: SESSION_SECRET, or off Azure one that is made once and kept."""
    if settings.session_secret:
        return settings.session_secret
    if settings.on_azure:
        raise SettingsError("SESSION_SECRET is not set; on Azure it must be, so that all instances share it")
    return kept_key(settings.data_dir / "session_secret")


def _subject(token: str, settings: Settings) -> str | None:
    import jwt

    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            session_key(settings),
            algorithms=[ALGORITHM],
            options={"require": ["sub", "exp"], "verify_aud": False},
        )
    except (jwt.InvalidTokenError, UnicodeError, OverflowError):
        return None
    # Our own signature is the proof; the names only keep apart services that were given the same key.
    ours = claims.get("iss", ISSUER) == ISSUER and claims.get("aud", ISSUER) == ISSUER
    subject = claims["sub"]
    return subject if ours and _SUBJECT.fullmatch(subject) else None


def _unauthorized(detail: str, error: str) -> Problem:
    headers = {"WWW-Authenticate": f'Bearer realm="{ISSUER}"{error}'}
    return Problem(401, "unauthorized", "Who is asking?", detail, headers)
