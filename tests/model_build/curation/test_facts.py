from pathlib import Path
from typing import Any

import pytest

from model_build.curation.facts import Reference, disagreements, found, names, read_settled
from model_build.problems import DataError

Raw = dict[str, Any]


def told(title: Raw, other: Raw) -> dict[str, tuple[object, object]]:
    reference = Reference("elsewhere", [other])
    return {each.field: (each.ours, each.theirs) for each in disagreements([title], reference)}


@pytest.fixture
def other(sound: Raw) -> Raw:
    return {name: sound[name] for name in ("id", "title", "year", "runtime_minutes", "directors", "imdb_id")}


def test_equal_facts_do_not_disagree(sound: Raw, other: Raw) -> None:
    assert not told(sound, other)
    assert not told(sound, {**other, "runtime_minutes": 91, "title": "Lamp, The", "directors": ["RUIZ Ana"]})


@pytest.mark.parametrize(
    ("field", "theirs"),
    [
        ("year", 1962),
        ("runtime_minutes", 92),
        ("directors", ["Ana Ruiz", "Eva Sol"]),
        ("title", "Candles"),
    ],
)
def test_every_fact_that_differs_is_told(sound: Raw, other: Raw, field: str, theirs: object) -> None:
    assert told(sound, {**other, field: theirs}) == {field: (sound[field], theirs)}


def test_without_an_imdb_id_a_title_is_found_by_any_name_year_and_director(sound: Raw, other: Raw) -> None:
    del sound["imdb_id"]
    assert not told(sound, {**other, "title": "La Lampara"})
    assert told(sound, {**other, "title": "La Lampara", "year": 1963}) == {"year": (1961, 1963)}
    assert "imdb_id" in told({**sound, "imdb_id": "tt0000002"}, other)


@pytest.mark.parametrize(
    "namesake",
    [
        {"year": 1971, "directors": ["Ana Ruiz"]},  # a remake
        {"year": 1962, "directors": ["Tom Low"]},
        {"year": 1961, "directors": ["Tom Low"]},  # in the same year, under an id of its own
        {"year": 1963},
    ],
)
def test_a_namesake_is_no_match(sound: Raw, namesake: Raw) -> None:
    other = {"id": "x", "title": "The Lamp", "imdb_id": "tt9999999", **namesake}
    assert not found([sound], [Reference("elsewhere", [other])])


def test_of_a_series_only_name_year_and_id_are_compared(sound: Raw, other: Raw) -> None:
    series = {**sound, "kind": "series"}
    assert not told(series, {**other, "runtime_minutes": 600, "directors": ["An Episode's"]})
    del series["imdb_id"]
    assert not found([series], [Reference("elsewhere", [other])])


def test_names_are_compared_by_their_letters() -> None:
    assert names({"title": "Harlan County, USA"}) == names({"title": "Harlan County U.S.A."})
    assert names({"title": "Les Enfants du Paradis"}) & names({"title": "x", "aka": ["Enfants du paradis, Les"]})
    assert names({"title": "It"}) == {"it"} and names({"title": "The The"}) == {"the"}


def test_a_file_of_settled_disagreements(tmp_path: Path) -> None:
    path = tmp_path / "settled.json"
    path.write_text('[{"id": "a-1990", "field": "year", "value": 1990, "why": "shown at Cannes"}]')
    assert read_settled(path)[0].value == 1990
    path.write_text('[{"id": "a-1990", "field": "year", "value": 1990}]')
    with pytest.raises(DataError, match=r"settled.json.*why"):
        read_settled(path)
