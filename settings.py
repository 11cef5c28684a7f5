"""The one settings object: every key of the environment that the app reads, read once and checked.

docs/settings.md describes the keys for the people who set them.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

ROOT = Path(__file__).resolve().parent
MIN_SECRET_BYTES = 32
"""HMAC-SHA-256 keys shorter than the hash are refused (RFC 7518, section 3.2)."""

LEGS = (
    "meaning", "mood", "collaborative", "content", "conversations", "knowledge", "facts", "lexical", "prior",
    "history", "blend", "ranker", "encoder", "language_model",
)  # fmt: skip
"""What LEGS_OFF can name: the signals of a title, what they are made from and blended with, and what reads moods."""

AZURE_OPENAI_API_VERSION = "2024-10-21"
"""The oldest version generally available that knows structured outputs."""


class SettingsError(ValueError):
    """A setting that cannot be used: one line that names the key and what it may be, never its value if secret."""


@dataclass(frozen=True, kw_only=True)
class LanguageModelSettings:
    """A chat-completions endpoint, and how much of it may be used; without a key, Azure's managed identity asks."""

    endpoint: str
    model: str
    api_key: str | None = field(repr=False)
    api_version: str | None
    """Azure's; None where the endpoint is merely compatible with OpenAI's."""
    deadline: float
    """Seconds that reading a mood may take, retries and all."""
    calls_a_minute: int
    tokens_a_minute: int


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
    language_model: LanguageModelSettings | None

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
            language_model=_language_model(env),
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


def _seconds(env: Mapping[str, str], key: str, default: float, low: float, high: float) -> float:
    text = _text(env, key)
    try:
        number = float(text or default)
    except ValueError:
        number = low - 1
    if not low <= number <= high:  # so does NaN fail
        raise SettingsError(f"{key} must be seconds from {low:g} to {high:g}, not {text[:40]!r}")
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


def _language_model(env: Mapping[str, str]) -> LanguageModelSettings | None:
    """The language model that is configured, on Azure or compatible with OpenAI; None when neither is."""
    deadline = _seconds(env, "LANGUAGE_MODEL_DEADLINE", 2.5, 0.1, 30)
    calls = _whole(env, "LANGUAGE_MODEL_CALLS_A_MINUTE", 60, 1, 100_000)
    tokens = _whole(env, "LANGUAGE_MODEL_TOKENS_A_MINUTE", 150_000, 1000, 100_000_000)
    version = _text(env, "AZURE_OPENAI_API_VERSION") or AZURE_OPENAI_API_VERSION
    azure = _endpoint(env, "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_DEPLOYMENT", "AZURE_OPENAI_API_KEY")
    compatible = _endpoint(env, "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY")
    if azure and compatible:
        raise SettingsError("AZURE_OPENAI_ENDPOINT and OPENAI_BASE_URL both name a language model; remove one of them")
    # Many a shell holds OPENAI_API_KEY for other programs: by itself it asks for nothing here.
    if _text(env, "AZURE_OPENAI_API_KEY") and not azure:
        raise SettingsError("AZURE_OPENAI_API_KEY needs AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_DEPLOYMENT beside it")
    found = azure or compatible
    if found is None:
        return None
    endpoint, model, key = found
    if compatible and not (key or _is_local(urlsplit(endpoint))):
        raise SettingsError("OPENAI_API_KEY is needed beside OPENAI_BASE_URL, unless that is on localhost")
    return LanguageModelSettings(
        endpoint=endpoint,
        model=model,
        api_key=key or None,
        api_version=version if azure else None,
        deadline=deadline,
        calls_a_minute=calls,
        tokens_a_minute=tokens,
    )


def _endpoint(env: Mapping[str, str], address_key: str, model_key: str, key: str) -> tuple[str, str, str] | None:
    """An endpoint's address, model and key (which may be empty); None when neither address nor model is set."""
    address, model, secret = _text(env, address_key), _text(env, model_key), _text(env, key)
    for given, other, lacking in ((address, address_key, model_key), (model, model_key, address_key)):
        if given and not (address and model):
            raise SettingsError(f"{other} needs {lacking} beside it")
    if not address:
        return None
    if not _is_endpoint(address):
        # Its value is not shown: people paste addresses with keys in them.
        raise SettingsError(
            f"{address_key} must be an https address such as https://NAME.openai.azure.com, without a query "
            "(http only on localhost)"
        )
    if not (secret.isascii() and secret.isprintable()) or " " in secret:
        raise SettingsError(f"{key} holds characters that no key has; copy it again")
    return address, model, secret


def _is_endpoint(address: str) -> bool:
    try:
        url = urlsplit(address)
        secure = url.scheme == "https" or (url.scheme == "http" and _is_local(url))
        return bool(url.hostname) and secure and url.port != 0 and not (url.query or url.fragment or "@" in url.netloc)
    except ValueError:  # a port that is none, brackets that do not close
        return False


def _is_local(url: SplitResult) -> bool:
    return url.hostname in ("localhost", "127.0.0.1", "::1")
