import os
from pathlib import Path

import pytest

from model_build.files import read_csv, read_jsonl, replacing
from model_build.problems import DataError, Report


def read(path: Path, content: bytes) -> tuple[list[tuple[int, dict[str, object]]], Report]:
    path.write_bytes(content)
    report = Report()
    return list(read_jsonl(path, report)), report


def test_bom_crlf_and_blank_lines_are_normal(tmp_path: Path) -> None:
    rows, report = read(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"id":"a"}\r\n\r\n  \n{"id":"b\xe2\x80\xa8c"}')
    assert rows == [(1, {"id": "a"}), (4, {"id": "b\u2028c"})]
    assert not report.problems


def test_a_line_that_is_no_object_is_reported_with_its_number(tmp_path: Path) -> None:
    rows, report = read(tmp_path / "a.jsonl", b'{"id":"a"}\n[1]\nnonsense\n{"id":')
    assert [line for line, _ in rows] == [1]
    assert report.problems == [f"{tmp_path}/a.jsonl:{line}: not a JSON object" for line in (2, 3, 4)]


@pytest.mark.parametrize("bad", [rb'{"title":"cut \ud83d"}', b'{"title":"caf\xe9"}', b'{"title":"a","rating":NaN}'])
def test_broken_text_is_mended_and_reported(tmp_path: Path, bad: bytes) -> None:
    rows, report = read(tmp_path / "a.jsonl", bad)
    assert str(rows[0][1]["title"]).encode()
    assert report.totals.total() == 1


@pytest.mark.parametrize(
    "content", [b'[\n{"id":"a"},\n{"id":"b"}\n]'[:1] + b'"a"]', b"id,title\n1,Heat\n", b"[" * 10**5]
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DataError, match="JSON Lines are expected"):
        read(tmp_path / "a.jsonl", content)


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no file"):
        list(read_jsonl(tmp_path / "absent", Report()))
    with pytest.raises(DataError, match="is a folder"):
        list(read_jsonl(tmp_path, Report()))


def test_csv_keeps_line_ends_in_quotes_and_reports_ragged_rows_by_their_first_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b'\xef\xbb\xbfid, title\r\n1,"two\r\nlines"\r\n2\r\n\r\n3,"a ""b""",more\r\n4,caf\xe9\r\n5,"open\r\n6,x'
    )
    report = Report()
    table = read_csv(path, report)
    assert table.header == ("id", "title")
    assert list(table.rows)[:2] == [(2, {"id": "1", "title": "two\r\nlines"}), (7, {"id": "4", "title": "café"})]
    assert [problem.split(": ")[0] for problem in report.problems] == [f"{path}:4", f"{path}:6"]


def test_outputs_appear_only_when_all_is_well(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "deep/er/new"
    old.write_text("before")
    with pytest.raises(KeyboardInterrupt), replacing(old, new) as (first, second):
        first.write_text("half")
        second.write_text("half")
        raise KeyboardInterrupt
    assert old.read_text() == "before"
    assert os.listdir(tmp_path) == ["old"]  # noqa: PTH208
    with replacing(old, new) as (first, second):
        first.write_text("after")
        second.write_text("too")
    assert (old.read_text(), new.read_text()) == ("after", "too")
    assert {path.name for path in tmp_path.rglob("*")} == {"old", "deep", "er", "new"}


def test_a_folder_in_the_place_of_an_output_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "catalog.jsonl").mkdir()
    with pytest.raises(DataError, match="is a folder"), replacing(tmp_path / "catalog.jsonl"):
        pytest.fail("the work began")


@pytest.mark.parametrize("place", ["out/catalog.jsonl", "out/deeper/catalog.jsonl"])
def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(DataError, match=r"is a file|cannot make"), replacing(tmp_path / place):
        pytest.fail("the work began")
    assert (tmp_path / "out").read_text() == "mine"
