import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from encoder.sentence import Encoder
from model_build import knowledge
from model_build.encoding import encode
from model_build.problems import DataError
from model_build.requests import read_requests
from recommend.arrays import Arrays
from recommend.catalog import Catalog
from recommend.reader import encoded
from tests.recommend.toys import ROW, ToyEncoder

BUNDLED = Path(__file__).parents[2] / "bench" / "quality" / "bundled_requests.jsonl"
LINE = re.compile(r"[^|]+ \| [^|;]+(; [^|;]+)+")
TITLE = re.compile(r".+ \((18|19|20)\d\d\)")


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("The Thing (1982)", "thing82"),
        ("The Thing (2012)", "thing11"),  # sources differ by a year
        ("the thing (1999)", None),
        ("Dark (2017, series)", "dark"),
        ("amelie (2001)", "amelie"),
        ("Up", "up"),
        ("Nobody Can Say (1950)", "unknown"),  # a title whose year the catalogue does not know
        ("Not Here (2001)", None),
    ],
)
def test_titles_are_found_by_name_and_year(catalog: Catalog, name: str, row: str | None) -> None:
    assert knowledge.find(catalog, name) == (None if row is None else ROW[row])


def test_going_together_holds_both_ways(arrays: Arrays) -> None:
    known = arrays.knowledge
    assert known is not None
    strength = {
        (one, other): round(float(known.between([ROW[one]], ROW[other])[0]), 4)
        for one in ("alien", "thing82", "heat", "up", "bluey", "duck")
        for other in ("alien", "thing82", "heat", "up", "bluey", "duck")
    }
    assert {pair: value for pair, value in strength.items() if value} == {
        ("alien", "thing82"): round(1 / np.log2(3), 4), ("thing82", "alien"): round(1 / np.log2(3), 4),
        ("alien", "heat"): 0.5, ("heat", "alien"): 0.5,
        ("up", "bluey"): 0.5, ("bluey", "up"): 0.5,
    }  # fmt: skip


def test_requests_without_an_answer_here_are_left_out(arrays: Arrays) -> None:
    known = arrays.knowledge
    assert known is not None
    assert len(known.asked) == 1
    assert known.answers.gather(np.array([0]))[0].tolist() == [ROW["airplane"], ROW["duck"]]


@pytest.mark.parametrize("line", ["Alien (1979)", "Alien (1979) | ", " | Heat (1995)"])
def test_a_broken_line_is_told_with_its_place(catalog: Catalog, tmp_path: Path, line: str) -> None:
    (tmp_path / knowledge.ALIKE).write_text(f"Up (2009) | Heat (1995)\n{line}\n")
    (tmp_path / knowledge.REQUESTS).write_text("")
    with pytest.raises(DataError, match=rf"{knowledge.ALIKE}:2: not `Title"):
        knowledge.write(tmp_path, catalog, ToyEncoder(), np.zeros((len(catalog), 384), np.float32), tmp_path)


def test_nothing_known_is_nothing_written(catalog: Catalog, tmp_path: Path) -> None:
    for name in (knowledge.ALIKE, knowledge.REQUESTS):
        (tmp_path / name).write_text("\n")
    knowledge.write(tmp_path, catalog, ToyEncoder(), np.zeros((len(catalog), 384), np.float32), tmp_path)
    assert np.load(tmp_path / "alike_at.npy").tolist() == [0] * (len(catalog) + 1)
    assert np.load(tmp_path / "advice.npy").shape == (0, 384)


@pytest.mark.parametrize("name", [knowledge.ALIKE, knowledge.REQUESTS])
def test_the_written_lines_are_well_formed(name: str) -> None:
    lines = (knowledge.FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    first = Counter(line.split(" | ")[0].casefold() for line in lines)
    assert [text for text, times in first.items() if times > 1] == []
    for line in lines:
        named = [title.strip() for title in line.split(" | ")[1].split(";")]
        assert [title for title in named if not TITLE.fullmatch(title)] == [], line
        assert [title for title, times in Counter(named).items() if times > 1] == [], line


def test_no_written_request_is_one_that_is_measured_on() -> None:
    """Written without sight of them: none reads like a bundled request (cosine above .9)."""
    requests, _ = read_requests([BUNDLED])
    asked = [encoded(record.messages)[-1] for record in requests]
    lines = (knowledge.FOLDER / knowledge.REQUESTS).read_text(encoding="utf-8").splitlines()
    written = encode(Encoder.load(), [line.split(" | ")[0] for line in lines], "written")
    assert float((written @ encode(Encoder.load(), asked, "bundled").T).max()) < 0.9
