"""The settings: each key's default, its checks, and that the documents list exactly the keys that are read."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from recommend.model_folder import LEG_FILES
from recommend.signals import MODULES
from settings import LEGS, ROOT, Settings, SettingsError

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
    assert set(re.findall(r"`([a-z]+)`", row[0])) == set(LEGS)
    assert set(LEGS) == MODULES.keys() | LEG_FILES.keys() | {"history", "encoder"}


def test_defaults() -> None:
    found = Settings.of({})
    assert found.model == ROOT / "models/default"
    assert found.data_dir == ROOT / ".data"
    assert (found.host, found.port, found.guest_token_days) == ("127.0.0.1", 7071, 30)
    assert found.rate_limit
    assert not found.on_azure
    assert found.session_secret is None


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
    ],
)
def test_bad_value_is_refused_by_name(env: Mapping[str, str], key: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{key} ") as refused:
        Settings.of(env)
    assert "\n" not in str(refused.value)
    assert "hunter2" not in str(refused.value)


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
