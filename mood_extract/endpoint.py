"""The client of a chat-completions endpoint: made by a key or by the app's own identity, quiet and without redirects.

Its packages are imported only when it is made.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from settings import LanguageModelSettings

if TYPE_CHECKING:
    from openai import OpenAI

_AZURE_SCOPE = "https://cognitiveservices.azure.com/.default"
_TALKATIVE = ("openai", "httpx2", "httpcore2")
"""Loggers that would write down addresses with their queries, or what people said."""

_log = logging.getLogger("streamsmart.language_model")


def connected(settings: LanguageModelSettings, on_response: Callable[[Any], None]) -> "OpenAI":
    """The client, with all that it imports, and with its first token where an identity asks."""
    import openai

    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
    common: dict[str, Any] = {
        "max_retries": 0,
        # Neither the key nor what people say follows a redirect to somewhere else.
        "http_client": openai.DefaultHttpxClient(follow_redirects=False, event_hooks={"response": [on_response]}),
    }
    client: OpenAI
    if settings.api_version is None:
        client = openai.OpenAI(base_url=settings.endpoint, api_key=settings.api_key or "none", **common)
    else:
        client = openai.AzureOpenAI(
            azure_endpoint=settings.endpoint,
            azure_deployment=settings.model,
            api_version=settings.api_version,
            **({"api_key": settings.api_key} if settings.api_key else {"azure_ad_token_provider": _identity()}),
            **common,
        )
    _ = client.chat.completions.with_raw_response  # the client imports what it needs for these on first sight
    return client


def _identity() -> Callable[[], str]:
    """What gives the tokens of the app's own identity; the first is fetched here, where nobody waits for it."""
    from azure.identity import DefaultAzureCredential, get_bearer_token_provider

    tokens = get_bearer_token_provider(DefaultAzureCredential(), _AZURE_SCOPE)
    try:
        tokens()
    except Exception as error:  # it may come later; each call asks again
        _log.warning("no token for the language model: %s", type(error).__name__)
    return tokens
