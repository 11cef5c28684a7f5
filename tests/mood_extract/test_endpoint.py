"""The client that is made: for Azure by a key or an identity, for what is compatible with OpenAI's."""

import os

import pytest

from mood_extract.language_model import LanguageModel
from tests.model_server import says, serving
from tests.mood_extract.asking import GOOD, ask, settings_for, warmed


def test_a_compatible_endpoint() -> None:
    with serving(says(GOOD)) as server:
        settings = settings_for(server, endpoint=f"{server.url}/v1", api_version=None, api_key=None)
        assert ask(warmed(LanguageModel(settings))) == GOOD
    assert server.asked[0].path == "/v1/chat/completions"
    assert server.asked[0].body["model"] == "small"


def test_a_managed_identity_asks_where_there_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(says(GOOD)) as server:
        for name in [name for name in os.environ if name.startswith("AZURE_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{server.url}/msi/token")
        monkeypatch.setenv("IDENTITY_HEADER", "h")
        model = warmed(LanguageModel(settings_for(server, api_key=None)))
        assert [request.method for request in server.requests] == ["GET"]  # the token, before anybody waits for it
        assert ask(model) == GOOD
    assert len(server.requests) == 2
    assert server.asked[0].headers["authorization"] == "Bearer token-of-the-identity"
    assert "api-key" not in server.asked[0].headers
