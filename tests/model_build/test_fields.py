from typing import Any

import pytest

from model_build.fields import clean


def cleaned(**raw: object) -> tuple[dict[str, Any], list[str]]:
    notes: list[str] = []
    return clean(raw, lambda kind, value: notes.append(kind)), notes


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ("year", "1994", 1994),
        ("year", 1994.0, 1994),
        ("id", 862, "862"),
        ("title", 1917, "1917"),
        ("title", " The\n Matrix ", "The Matrix"),
        ("kind", "TV Series", "series"),
        ("kind", "tv_mini-series", "series"),
        ("kind", "Movie", "film"),
        ("genres", "sci-fi|Drama", ["Science Fiction", "Drama"]),
        ("keywords", "space", ["space"]),
        ("cast", ["Tilda Swinton", None, "", "Tilda  Swinton"], ["Tilda Swinton"]),
        ("runtime_minutes", "98.0", 98),
        ("age_rating", "pg13", "PG-13"),
        ("languages", ["EN-us", "cn", "en", "xx"], ["en", "zh"]),
        ("countries", ["us", "UK", "USA"], ["US", "GB"]),
        ("imdb_id", "0114709", "tt0114709"),
        ("imdb_id", "tt12345678", "tt12345678"),
        ("tmdb_id", 862, "862"),
        ("moods", {"funny": 1, "dark": 0.5}, {"funny": 1.0, "dark": 0.5}),
    ],
)
def test_a_near_miss_is_mended_without_a_word(field: str, given: object, expected: object) -> None:
    record, notes = cleaned(**{field: given})
    assert record == {field: expected}
    assert type(record[field]) is type(expected)
    assert not notes


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "soon"),
        ("year", 19940),
        ("year", float("nan")),
        ("year", True),
        ("title", ["Heat"]),
        ("kind", "podcast"),
        ("cast", [{"name": "Tilda Swinton"}]),
        ("runtime_minutes", -5),
        ("age_rating", "FSK 16"),
        ("languages", ["English"]),
        ("countries", "Narnia"),
        ("rating", 11),
        ("votes", "many"),
        ("poster_url", "javascript:alert(1)"),
        ("imdb_id", "nm0000206"),
        ("moods", {"grumpy": 1}),
        ("moods", {"funny": 2}),
    ],
)
def test_a_value_of_no_use_is_dropped_and_noted(field: str, value: object) -> None:
    assert cleaned(**{field: value, "id": "a"}) == ({"id": "a"}, [f"{field} of no use, left out"])


def test_what_is_empty_is_unknown_and_what_is_unknown_to_us_stays() -> None:
    record, notes = cleaned(
        title="Heat",
        year=None,
        genres=[],
        overview="",
        runtime_minutes=0,
        age_rating="NR",
        votes=0,
        shelf={"row": 3},
        old=None,
    )
    assert record == {"title": "Heat", "votes": 0, "shelf": {"row": 3}}
    assert not notes
