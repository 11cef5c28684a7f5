import json
from typing import Any

import pytest

from functions.filters import MAX_CONSTRAINTS, constraints
from functions.problems import Problem
from mood_extract.mood import Constraint


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (None, ()),
        ({}, ()),
        ({"kind": None, "genre": [], "person": ""}, ()),
        ({"kind": "Film"}, (Constraint("kind", "film"),)),
        ({"kind": ["film", "series"]}, (Constraint("kind", ("film", "series")),)),
        ({"genres": ["Comedy", "Drama"]}, (Constraint("genre", ("Comedy", "Drama")),)),
        ({"genre": "Sci-Fi"}, (Constraint("genre", ("Science Fiction", "Sci-Fi & Fantasy")),)),
        ({"not_genre": ["comedies", "Noir"]}, (Constraint("not_genre", ("Comedy", "Noir")),)),
        ({"max_runtime": 90, "min_year": 1990}, (Constraint("runtime_max", 90), Constraint("year_min", 1990))),
        ({"languages": ["FR", "ja"]}, (Constraint("language", ("fr", "ja")),)),
        ({"not_country": "us"}, (Constraint("not_country", "US"),)),
        ({"age_rating_max": "pg-13"}, (Constraint("age_rating_max", "PG-13"),)),
        ({"avoid": "gore", "like": ["tt1"]}, (Constraint("avoid", "gore"), Constraint("like", ("tt1",)))),
        ([Constraint("genre", "Western", "a western", hard=False)], (Constraint("genre", "Western", "a western"),)),
    ],
)
def test_filters_become_hard_constraints(filters: Any, expected: tuple[Constraint, ...]) -> None:
    assert constraints(filters) == expected


@pytest.mark.parametrize(
    ("filters", "place"),
    [
        ({"kind": "play"}, "`filters.kind`"),
        ({"kind": True}, "`filters.kind`"),
        ({"kind": json.loads("[" * 700 + "]" * 700)}, "`filters.kind`"),
        ({"genre": 5}, "`filters.genre`"),
        ({"genre": [""]}, "`filters.genre`"),
        ({"genre": "x" * 201}, "`filters.genre`"),
        ({"genre": {"a": 1}}, "`filters.genre`"),
        ({"max_year": "1990"}, "`filters.max_year`"),
        ({"year_min": 90}, "`filters.year_min`"),
        ({"runtime_max": -1}, "`filters.runtime_max`"),
        ({"runtime_max": 10**30}, "`filters.runtime_max`"),
        ({"language": "French"}, "`filters.language`.*ISO 639-1"),
        ({"country": ["US", "1"]}, "`filters.country`"),
        ({"age_rating_max": "12"}, "`filters.age_rating_max`.*PG-13"),
        ({"genra": "Comedy"}, "`filters.genra` is not a filter"),
        ({"year_min": 2000, "year_max": 1990}, "year_min.*2000.*above.*1990"),
        ([Constraint("runtime_max", "short")], r"`filters\[0\]`"),
        ([Constraint("genre", "x")] * (MAX_CONSTRAINTS + 1), "at most"),
    ],
)
def test_filters_that_cannot_be_used_are_named(filters: Any, place: str) -> None:
    with pytest.raises(Problem, match=place) as refused:
        constraints(filters)
    assert refused.value.status == 400
