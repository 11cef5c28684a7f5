import re

import pytest

from functions.page import TYPES, WEB, files


def test_every_file_of_the_page_has_a_type_and_is_served() -> None:
    assert {path.suffix for path in WEB.rglob("*") if path.is_file()} <= TYPES.keys()
    assert {"index.html", "style.css", "app.js"} <= files().keys()


@pytest.mark.parametrize("pattern", [r"<style", r"\sstyle=", r"\son\w+=", r"<script(?![^>]*\ssrc=)", r"//[\w.]+\.\w"])
def test_page_holds_nothing_that_its_policy_forbids(pattern: str) -> None:
    assert not re.search(pattern, (WEB / "index.html").read_text())


def test_data_is_set_as_text() -> None:
    script = (WEB / "app.js").read_text()
    assert "textContent" in script
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script)
