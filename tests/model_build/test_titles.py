import json
from pathlib import Path

import pytest

from model_build.problems import DataError
from model_build.titles import read_catalogs, write_catalog


def catalog(path: Path, *records: object) -> Path:
    path.write_text("\n".join(record if isinstance(record, str) else json.dumps(record) for record in records))
    return path


def test_later_files_go_over_earlier_ones_field_by_field(tmp_path: Path) -> None:
    first = catalog(
        tmp_path / "1.jsonl",
        {"id": "b", "title": "Bron", "kind": "tv", "genres": ["crime"], "year": 2011},
        {"id": "a", "title": "", "overview": "A cook."},
    )
    second = catalog(
        tmp_path / "2.jsonl",
        {"id": "a", "title": "Toast", "year": 2010},
        {"id": "b", "title": "The Bridge", "year": None},
    )
    titles, report = read_catalogs([first, second])
    assert titles == [
        {"id": "b", "title": "The Bridge", "kind": "series", "genres": ["Crime"], "year": 2011},
        {"id": "a", "title": "Toast", "kind": "film", "overview": "A cook.", "year": 2010},
    ]
    assert not report.totals
    assert report.counts == {"titles": 2, "titles that a later file adds to": 2}


def test_what_cannot_be_used_is_reported_by_file_and_line(tmp_path: Path) -> None:
    path = catalog(
        tmp_path / "c.jsonl",
        {"id": "a", "title": "Heat", "year": "soon"},
        {"title": "Nameless"},
        "{",
        {"id": "b"},
        {"id": "a", "title": "Heat", "year": 1995},
    )
    titles, report = read_catalogs([path])
    assert titles == [{"id": "a", "title": "Heat", "kind": "film", "year": 1995}]
    assert report.problems == [
        f"{path}:1: year of no use, left out: 'soon'",
        f"{path}:2: no id",
        f"{path}:3: not a JSON object",
        f"{path}:5: the id of an earlier line, merged into it: 'a'",
        f"{path}:4: no title: 'b'",
    ]


def test_a_catalogue_without_a_title_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="needs at least an id and a title"):
        read_catalogs([catalog(tmp_path / "c.jsonl", {"name": "Heat"})])


def test_what_is_written_reads_the_same(tmp_path: Path) -> None:
    records = [{"id": "a", "title": "Amélie", "kind": "film", "moods": {"whimsical": 1.0}, "shelf": 3}]
    assert write_catalog(tmp_path / "c.jsonl", records) == 1
    assert read_catalogs([tmp_path / "c.jsonl"])[0] == records


@pytest.mark.data
def test_the_whole_redial_catalogue_reads(public_data: Path) -> None:
    titles, report = read_catalogs([public_data / "redial/catalog.jsonl"])
    assert len(titles) == 6372
    assert report.totals == {"no title": 2}
    assert report.problems[0] == f"{public_data}/redial/catalog.jsonl:158: no title: 'tt3774694'"
    assert sum("year" not in title for title in titles) == 497
    genres = {genre for title in titles for genre in title.get("genres", ())}
    assert {"Science Fiction", "Film-Noir", "Musical", "Talk"} <= genres
    assert all(genre[0].isupper() for genre in genres)
