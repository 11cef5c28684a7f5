"""The settings: each key's default, its checks, and that the documents list exactly the keys that are read."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from recommend.model_folder import LEG_FILES
from recommend.signals import MODULES
from settings import LEGS, ROOT, Settings, SettingsError

AZURE_OPENAI = {"AZURE_OPENAI_ENDPOINT": "https://n.openai.azure.com", "AZURE_OPENAI_DEPLOYMENT": "small"}
COMPATIBLE = {"OPENAI_BASE_URL": "https://api.openai.com/v1", "OPENAI_MODEL": "small", "OPENAI_API_KEY": "sk-hunter2"}
AZURE = {"WEBSITE_INSTANCE_ID": "i-1"}


class Recording(dict[str, str]):
    """An empty environment that notes which keys are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        self.asked.add(key)
        return default


def keys_read() -> set[str]:
    env = Recording()
    Settings.of(env)
    return env.asked


def test_documents_list_exactly_the_keys_that_are_read() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    assert sorted(documented) == sorted(keys_read())


def test_documented_defaults_are_the_defaults() -> None:
    table = dict(re.findall(r"^\| `([A-Z_]+)` \| `([^`]+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert Settings.of(table) == Settings.of({})


def test_example_file_holds_every_key_and_is_valid() -> None:
    values = json.loads((ROOT / "local.settings.json.example").read_text())["Values"]
    assert keys_read() <= values.keys()
    assert Settings.of(values) == Settings.of({})


def test_documented_legs_are_the_legs() -> None:
    row = re.search(r"^\| `LEGS_OFF` .*$", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    assert row
    assert set(re.findall(r"`([a-z_]+)`", row[0])) == set(LEGS)
    assert set(LEGS) == MODULES.keys() | LEG_FILES.keys() | {"history", "encoder", "language_model"}


def test_defaults() -> None:
    found = Settings.of({})
    assert found.model == ROOT / "models/default"
    assert found.data_dir == ROOT / ".data"
    assert (found.host, found.port, found.guest_token_days) == ("127.0.0.1", 7071, 30)
    assert found.rate_limit
    assert not found.on_azure
    assert found.session_secret is None
    assert found.language_model is None


def test_values_are_read(tmp_path: Path) -> None:
    env = {"MODEL": str(tmp_path), "LEGS_OFF": " Ranker, history", "SESSION_SECRET": "s" * 32, "PORT": "0"}
    found = Settings.of(env)
    assert found.model == tmp_path
    assert found.legs_off == {"ranker", "history"}
    assert found.session_secret == "s" * 32
    assert found.port == 0
    assert "sss" not in repr(found)


@pytest.mark.parametrize(
    ("env", "key"),
    [
        ({"PORT": "seven"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"GUEST_TOKEN_DAYS": "0"}, "GUEST_TOKEN_DAYS"),
        ({"GUEST_TOKEN_DAYS": "1.5"}, "GUEST_TOKEN_DAYS"),
        ({"SESSION_SECRET": "hunter2"}, "SESSION_SECRET"),
        ({"RATE_LIMIT": "no"}, "RATE_LIMIT"),
        ({"LEGS_OFF": "ranker,rankr"}, "LEGS_OFF"),
        ({"RATE_LIMIT": "off"} | AZURE, "RATE_LIMIT"),
        ({"AZURE_OPENAI_ENDPOINT": "https://n.openai.azure.com"}, "AZURE_OPENAI_ENDPOINT"),
        ({"AZURE_OPENAI_DEPLOYMENT": "small"}, "AZURE_OPENAI_DEPLOYMENT"),
        ({"AZURE_OPENAI_API_KEY": "hunter2"}, "AZURE_OPENAI_API_KEY"),
        (AZURE_OPENAI | {"AZURE_OPENAI_API_KEY": "hunter2 hunter2"}, "AZURE_OPENAI_API_KEY"),
        (AZURE_OPENAI | {"AZURE_OPENAI_ENDPOINT": "http://n.openai.azure.com"}, "AZURE_OPENAI_ENDPOINT"),
        (AZURE_OPENAI | {"AZURE_OPENAI_ENDPOINT": "https://n.openai.azure.com?key=hunter2"}, "AZURE_OPENAI_ENDPOINT"),
        (AZURE_OPENAI | {"AZURE_OPENAI_ENDPOINT": "https://u:hunter2@n.azure.com"}, "AZURE_OPENAI_ENDPOINT"),
        (AZURE_OPENAI | {"AZURE_OPENAI_ENDPOINT": "https://n.azure.com:x"}, "AZURE_OPENAI_ENDPOINT"),
        (AZURE_OPENAI | {"AZURE_OPENAI_ENDPOINT": "https://"}, "AZURE_OPENAI_ENDPOINT"),
        ({"OPENAI_BASE_URL": "https://api.openai.com/v1"}, "OPENAI_BASE_URL"),
        ({"OPENAI_MODEL": "small"}, "OPENAI_MODEL"),
        (COMPATIBLE | {"OPENAI_BASE_URL": "http://api.openai.com/v1"}, "OPENAI_BASE_URL"),
        (COMPATIBLE | {"OPENAI_API_KEY": ""}, "OPENAI_API_KEY"),
        (AZURE_OPENAI | COMPATIBLE, "AZURE_OPENAI_ENDPOINT"),
        ({"LANGUAGE_MODEL_DEADLINE": "0"}, "LANGUAGE_MODEL_DEADLINE"),
        ({"LANGUAGE_MODEL_DEADLINE": "nan"}, "LANGUAGE_MODEL_DEADLINE"),
        ({"LANGUAGE_MODEL_DEADLINE": "soon"}, "LANGUAGE_MODEL_DEADLINE"),
        ({"LANGUAGE_MODEL_CALLS_A_MINUTE": "0"}, "LANGUAGE_MODEL_CALLS_A_MINUTE"),
        ({"LANGUAGE_MODEL_TOKENS_A_MINUTE": "1"}, "LANGUAGE_MODEL_TOKENS_A_MINUTE"),
    ],
)
def test_bad_value_is_refused_by_name(env: Mapping[str, str], key: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{key} ") as refused:
        Settings.of(env)
    assert "\n" not in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_azure_openai() -> None:
    found = Settings.of(AZURE_OPENAI).language_model
    assert found
    assert (found.endpoint, found.model, found.api_key) == ("https://n.openai.azure.com", "small", None)
    assert (found.api_version, found.deadline) == ("2024-10-21", 2.5)
    more = AZURE_OPENAI | {
        "AZURE_OPENAI_API_KEY": "hunter2",
        "AZURE_OPENAI_API_VERSION": "2025-04-01-preview",
        "LANGUAGE_MODEL_DEADLINE": "1.5",
        "LANGUAGE_MODEL_CALLS_A_MINUTE": "7",
        "LANGUAGE_MODEL_TOKENS_A_MINUTE": "7000",
        "LEGS_OFF": "language_model",
    }
    found = Settings.of(more).language_model
    assert found
    assert (found.api_key, found.api_version, found.deadline) == ("hunter2", "2025-04-01-preview", 1.5)
    assert (found.calls_a_minute, found.tokens_a_minute) == (7, 7000)
    assert "hunter2" not in repr(Settings.of(more))


def test_an_endpoint_compatible_with_openai() -> None:
    found = Settings.of(COMPATIBLE).language_model
    assert found
    assert (found.endpoint, found.api_key, found.api_version) == ("https://api.openai.com/v1", "sk-hunter2", None)
    here = Settings.of({"OPENAI_BASE_URL": "http://localhost:11434/v1", "OPENAI_MODEL": "m"}).language_model
    assert here
    assert here.api_key is None


def test_a_key_that_lies_about_turns_nothing_on() -> None:
    assert Settings.of({"OPENAI_API_KEY": "sk-of-another-program"}).language_model is None


@pytest.mark.parametrize(
    ("env", "azure"),
    [
        ({}, False),
        ({"FUNCTIONS_EXTENSION_VERSION": "~4"}, False),
        ({"CONTAINER_NAME": "c"}, False),
        ({"WEBSITE_SITE_NAME": "s"}, True),
        ({"WEBSITE_INSTANCE_ID": "i"}, True),
    ],
)
def test_azure_is_recognised(env: Mapping[str, str], azure: bool) -> None:
    assert Settings.of(env).on_azure is azure
