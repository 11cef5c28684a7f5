from typing import Any

import pytest

from model_build.promises import keeps
from mood_extract.mood import Constraint

TITLE = {
    "id": "x", "title": "X", "year": 1994, "kind": "film", "genres": ["Comedy", "Crime"], "runtime_minutes": 100,
    "age_rating": "PG-13", "directors": ["Ann Lee"], "cast": ["Bo Ray"], "languages": ["fr", "en"], "countries": ["FR"],
    "keywords": ["heist", "gory"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "kept", "broken"),
    [
        ("kind", "film", "series"),
        ("genre", ("Crime", "War"), "War"),
        ("not_genre", "Horror", ("Crime", "War")),
        ("year_min", 1994, 1995),
        ("year_max", 1994, 1993),
        ("runtime_min", 100, 101),
        ("runtime_max", 100, 99),
        ("age_rating_max", "PG-13", "PG"),
        ("age_rating_max", "TV-14", "TV-PG"),
        ("language", ("en", "fr"), "en"),
        ("not_language", "en", "fr"),
        ("country", "FR", "US"),
        ("not_country", "US", "FR"),
        ("person", "Bo Ray", "Ann Ray"),
        ("not_person", "Ann Ray", "Ann Lee"),
        ("avoid", "animal death", "gore"),
    ],
)
def test_a_record_keeps_or_breaks_a_constraint(field: Any, kept: Any, broken: Any) -> None:
    assert keeps(TITLE, Constraint(field, kept))
    assert not keeps(TITLE, Constraint(field, broken))


@pytest.mark.parametrize(
    ("field", "value"),
    [("year_min", 1900), ("runtime_max", 999), ("age_rating_max", "R"), ("language", "en"), ("not_genre", "War"),
     ("not_person", "Ann Lee"), ("provider", "mubi")],
)  # fmt: skip
def test_what_is_unknown_keeps_nothing(field: Any, value: Any) -> None:
    assert not keeps({"id": "x", "title": "X"}, Constraint(field, value))


def test_titles_named_are_no_property_of_a_record() -> None:
    with pytest.raises(ValueError, match="like"):
        keeps(TITLE, Constraint("like", "y"))
