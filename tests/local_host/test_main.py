"""python -m local_host as a process: starts, refuses clearly, ends cleanly."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from local_host.__main__ import _read_local_settings
from settings import ROOT, SettingsError


def start(data: Path, *arguments: str, **env: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "local_host", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(data), "PORT": "0"} | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    process = start(tmp_path)
    try:
        assert process.stdout is not None
        found = re.fullmatch(r"StreamSmart is on (http://127\.0\.0\.1:\d+)\n", process.stdout.readline())
        assert found
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def test_keys_are_made_and_health_answers(running: tuple["subprocess.Popen[str]", str], tmp_path: Path) -> None:
    _, url = running
    assert httpx2.get(f"{url}/api/health").json() == {"status": "ok"}
    assert httpx2.post(f"{url}/api/session").status_code == 200
    made = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert made == {"function_key": 0o600, "session_secret": 0o600}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ends_cleanly(running: tuple["subprocess.Popen[str]", str], number: signal.Signals) -> None:
    process, url = running
    httpx2.get(f"{url}/api/health")
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_port_in_use_is_one_line(running: tuple["subprocess.Popen[str]", str], tmp_path: Path) -> None:
    port = running[1].rpartition(":")[2]
    second = start(tmp_path, "--port", port)
    output, errors = second.communicate(timeout=20)
    assert (second.returncode, output) == (1, "")
    assert errors == f"local_host: port {port} is in use; choose another with --port or PORT\n"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("PORT", "x"),
        ("GUEST_TOKEN_DAYS", "0"),
        ("SESSION_SECRET", "short"),
        ("LEGS_OFF", "rankr"),
        ("MODEL", "nowhere"),
    ],
)
def test_bad_setting_is_one_line(tmp_path: Path, key: str, value: str) -> None:
    process = start(tmp_path, **{key: value})
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert re.fullmatch(rf"local_host: {key}\b.*\n", errors)


def test_port_out_of_range_is_one_line(tmp_path: Path) -> None:
    process = start(tmp_path, "--port", "99999")
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (1, "local_host: port must be from 0 to 65535, not 99999\n")


@pytest.mark.parametrize("content", ["{", "[]", '{"Values": null}', '{"Values": {"PORT": ["7071"]}}'])
def test_local_settings_that_cannot_be_used_are_one_line(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "local.settings.json").write_text(content)
    monkeypatch.setattr("local_host.__main__.ROOT", tmp_path)
    with pytest.raises(SettingsError, match=r"^local\.settings\.json cannot be used: [^\n]+$"):
        _read_local_settings()


def test_local_settings_are_read_after_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "local.settings.json").write_text('{"IsEncrypted": false, "Values": {"PORT": 7072, "HOST": "::1"}}')
    monkeypatch.setattr("local_host.__main__.ROOT", tmp_path)
    monkeypatch.setattr("os.environ", {"HOST": "127.0.0.1"})
    _read_local_settings()
    assert os.environ == {"HOST": "127.0.0.1", "PORT": "7072"}
