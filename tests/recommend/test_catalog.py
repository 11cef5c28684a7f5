import numpy as np
import pytest

from recommend.catalog import AGE, AGE_STEPS, RUNTIME, SERIES, YEAR, Catalog, popular_first
from tests.recommend.toys import RECORDS, ROW, Make


def test_records_come_back_as_they_went_in(catalog: Catalog) -> None:
    assert len(catalog) == len(RECORDS)
    assert [catalog.at(row) for row in range(len(catalog))] == RECORDS
    assert [catalog.id_of(row) for row in range(len(catalog))] == [record["id"] for record in RECORDS]
    assert catalog.record("amelie")["title"] == "Amélie"


def test_ids_match_to_the_letter(catalog: Catalog) -> None:
    assert catalog.rows_of(["up", "UP", "nobody", "", "\ud800", "alien"]) == [ROW["up"], ROW["alien"]]
    for unknown in ("UP", "", "\ud800", "x" * 100_000):
        with pytest.raises(KeyError):
            catalog.record(unknown)


def test_facts_are_the_records_facts(catalog: Catalog) -> None:
    for row, record in enumerate(RECORDS):
        expected = [record.get("year"), record.get("runtime_minutes"), AGE_STEPS.get(record.get("age_rating", ""))]
        found = catalog.facts[row, [YEAR, RUNTIME, AGE]].tolist()
        assert [None if np.isnan(value) else value for value in found] == expected
        assert catalog.facts[row, SERIES] == (record["kind"] == "series")
        genres = {name for name, has in zip(catalog.genre_names, catalog.genres[row], strict=True) if has}
        assert genres == set(record.get("genres", ()))


def test_what_the_catalogue_knows_at_all(catalog: Catalog, recommender_of: Make) -> None:
    assert catalog.has("runtime_minutes")
    bare = recommender_of([{"id": "a", "title": "A Day", "kind": "film"}]).catalog
    assert not bare.has("runtime_minutes")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("amel", ["amelie"]),
        ("AMÉLIE", ["amelie"]),
        ("the thing", ["thing82", "thing11"]),
        ("steve martin", ["roxanne"]),
        ("thing nobody", []),
        ("🎬", None),
        ("", None),
    ],
)
def test_search(catalog: Catalog, query: str, expected: list[str] | None) -> None:
    popular = [catalog.id_of(row) for row in popular_first(catalog, range(len(catalog)))]
    assert catalog.search(query, 5) == (popular[:5] if expected is None else expected)


def test_search_puts_the_very_name_first(catalog: Catalog) -> None:
    assert catalog.search("it", 5)[0] == "it"
    assert catalog.search("martin", 5) == ["martin", "roxanne"]


def test_search_survives_anything(catalog: Catalog) -> None:
    assert catalog.search("\ud800", 3) == catalog.search("", 3)
    assert catalog.search("x" * 100_000, 3) == []
    assert catalog.search("the " * 25_000, 100) == catalog.search("the", 100)


def test_popular_first(catalog: Catalog) -> None:
    assert popular_first(catalog, [ROW["martin"], ROW["matrix"], ROW["up"]])[0] == ROW["matrix"]
