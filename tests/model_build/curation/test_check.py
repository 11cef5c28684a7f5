import json
from pathlib import Path
from typing import Any

import pytest

from model_build.__main__ import main
from model_build.curation.check import check

Raw = dict[str, Any]


def written(path: Path, *titles: Raw) -> Path:
    path.write_text("".join(json.dumps(title) + "\n" for title in titles))
    return path


@pytest.fixture
def later(sound: Raw) -> Raw:
    return {
        **sound,
        "id": "the-train-1974",
        "title": "The Train",
        "original_title": "A vonat",
        "year": 1974,
        "imdb_id": "tt0000002",
        "overview": "Seven strangers share a night train through Hungary with one missing suitcase. Every compartment "
        "hides another small lie, told over paprika chicken, and the conductor hears all of them.",
    }


def test_a_sound_catalogue(sound: Raw, later: Raw, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "c.jsonl", sound, later)
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out == "2 titles, 0 faults\n"


def test_a_fault_names_file_and_line_and_fails_the_command(
    sound: Raw, later: Raw, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "c.jsonl", sound, {**later, "age_rating": "X"})
    assert main(["check", str(path)]) == 1
    printed = capsys.readouterr()
    assert f"{path}:2: there is no age rating X" in printed.out and "needs mending" in printed.err


@pytest.mark.parametrize("same", ["id", "imdb_id", "title", "original_title"])
def test_a_title_stands_there_once(sound: Raw, later: Raw, tmp_path: Path, same: str) -> None:
    twice = {**later, "year": 1961, "id": "the-train-1961", same: sound[same]}
    found = check([written(tmp_path / "a.jsonl", sound), written(tmp_path / "b.jsonl", twice)])
    assert any(f"is there already, as the-lamp-1961 at {tmp_path}/a.jsonl:1" in fault for fault in found.faults)


def test_lines_stand_in_order(sound: Raw, later: Raw, tmp_path: Path) -> None:
    found = check([written(tmp_path / "c.jsonl", later, sound)])
    assert len(found.faults) == 1 and "c.jsonl:2: the-lamp-1961 stands out of order" in found.faults[0]


def test_disagreements_are_listed_until_they_are_settled(sound: Raw, later: Raw, tmp_path: Path) -> None:
    path = written(tmp_path / "c.jsonl", sound, later)
    other = {**sound, "runtime_minutes": 99, "year": 1960}
    against = written(tmp_path / "other.jsonl", other)
    found = check([path], [against])
    assert not found.faults and found.compared == 1
    assert found.open == [
        f"the-lamp-1961: year 1961, and 1960 in {against}",
        f"the-lamp-1961: runtime_minutes 88, and 99 in {against}",
    ]
    settled = tmp_path / "settled.json"
    known = {"id": "the-lamp-1961", "field": "year", "value": 1961, "why": "made in 1960, shown in 1961"}
    settled.write_text(json.dumps([known]))
    found = check([path], [against], settled)
    assert (len(found.open), found.settled) == (1, 1)
    settled.write_text(json.dumps([{**known, "value": 1960}]))
    found = check([path], [against], settled)
    assert len(found.open) == 2 and "year is settled, and nobody disagrees" in found.faults[0]


def test_a_line_that_is_no_json_stops_the_check(sound: Raw, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "c.jsonl", sound)
    path.write_text(path.read_text() + "{broken\n")
    assert main(["check", str(path)]) == 1
    assert "c.jsonl:2: not a JSON object" in capsys.readouterr().err
