"""The one settings object: every key of the environment that the app reads, read once and checked.

docs/settings.md describes the keys for the people who set them.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent
MIN_SECRET_BYTES = 32
"""HMAC-SHA-256 keys shorter than the hash are refused (RFC 7518, section 3.2)."""

LEGS = (
    "meaning", "mood", "collaborative", "content", "conversations", "knowledge", "facts", "lexical", "prior",
    "history", "blend", "ranker", "encoder",
)  # fmt: skip
"""What LEGS_OFF can name: the signals of a title, and what they are made from and blended with."""


class SettingsError(ValueError):
    """A setting that cannot be used: one line that names the key and what it may be, never its value if secret."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What can be set. Paths are absolute; secrets are kept out of the repr."""

    model: Path
    data_dir: Path
    legs_off: frozenset[str]
    session_secret: str | None = field(repr=False)
    guest_token_days: int
    rate_limit: bool
    functions_key: str | None = field(repr=False)
    host: str
    port: int
    on_azure: bool

    @classmethod
    def of(cls, env: Mapping[str, str]) -> "Settings":
        """Read and check an environment; SettingsError for a value that cannot be used. Empty means unset."""
        azure = _on_azure(env)
        rate_limit = _switch(env, "RATE_LIMIT")
        if azure and not rate_limit:
            raise SettingsError("RATE_LIMIT may not be off on Azure; remove the setting or use on")
        return cls(
            model=_folder(env, "MODEL", "models/default"),
            data_dir=_folder(env, "DATA_DIR", ".data"),
            legs_off=_legs(env, "LEGS_OFF"),
            session_secret=_secret(env, "SESSION_SECRET"),
            guest_token_days=_whole(env, "GUEST_TOKEN_DAYS", 30, 1, 3650),
            rate_limit=rate_limit,
            functions_key=_text(env, "FUNCTIONS_KEY") or None,
            host=_text(env, "HOST") or "127.0.0.1",
            port=_whole(env, "PORT", 7071, 0, 65535),
            on_azure=azure,
        )


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.of(os.environ)


def _on_azure(env: Mapping[str, str]) -> bool:
    """Whether this runs on Azure, which names the site and the instance on every plan of Functions.

    Names that others use too (CONTAINER_NAME), or that Microsoft's tools set on a developer's machine as well
    (FUNCTIONS_EXTENSION_VERSION), say nothing.
    """
    return "WEBSITE_SITE_NAME" in env or "WEBSITE_INSTANCE_ID" in env


def _text(env: Mapping[str, str], key: str) -> str:
    return env.get(key, "").strip()


def _folder(env: Mapping[str, str], key: str, default: str) -> Path:
    """A folder; a relative one starts from the app's own folder, wherever the process was started."""
    return (ROOT / Path(_text(env, key) or default).expanduser()).resolve()


def _whole(env: Mapping[str, str], key: str, default: int, low: int, high: int) -> int:
    text = _text(env, key)
    try:
        number = int(text or default)
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise SettingsError(f"{key} must be a whole number from {low} to {high}, not {text[:40]!r}")
    return number


def _switch(env: Mapping[str, str], key: str) -> bool:
    text = _text(env, key).lower() or "on"
    if text not in ("on", "off"):
        raise SettingsError(f"{key} must be on or off, not {text[:40]!r}")
    return text == "on"


def _legs(env: Mapping[str, str], key: str) -> frozenset[str]:
    named = frozenset(_text(env, key).lower().replace(",", " ").split())
    if unknown := sorted(named.difference(LEGS)):
        raise SettingsError(f"{key} names {', '.join(unknown)[:40]!r}; there are {', '.join(LEGS)}")
    return named


def _secret(env: Mapping[str, str], key: str) -> str | None:
    text = _text(env, key)
    if text and len(text.encode("utf-8", "surrogateescape")) < MIN_SECRET_BYTES:
        raise SettingsError(
            f"{key} is too short: at least {MIN_SECRET_BYTES} bytes, such as `openssl rand -hex 32` gives"
        )
    return text or None
