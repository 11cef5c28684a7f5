"""What the README tells a newcomer to do works, and gives the answer that it shows."""

import re
import subprocess
from pathlib import Path

import pytest

from model_build.__main__ import main
from tests.hosts import ROOT, running

README = (ROOT / "README.md").read_text("utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def test_the_request_gives_the_answer_shown(tmp_path: Path) -> None:
    request = next(block for block in SHELL if "api/recommendations" in block)
    shown = re.search(r"<!-- answer -->\n```\n(.*?)```", README, re.DOTALL)
    assert shown
    with running(tmp_path) as address:
        script = request.replace("localhost:7071", address)
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout == shown[1], done.stderr


def test_its_commands_are_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command line of model_build is one that the program takes; the long ones run in test_end_to_end."""
    joined = "\n".join(SHELL).replace("\\\n", " ")
    commands = re.findall(r"python -m model_build (\w+)(.*)", joined)
    assert {name for name, _ in commands} >= {"import", "build", "rank", "evaluate", "inspect"}
    for name, options in commands:
        with pytest.raises(SystemExit):
            main([name, "--help"])
        helped = capsys.readouterr().out
        assert all(option in helped for option in re.findall(r"--[\w-]+", options))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake (\w+)", joined)) <= targets


def test_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
