"""A title that is as it should be, for tests to spoil one thing of."""

from typing import Any

import pytest


@pytest.fixture
def sound() -> dict[str, Any]:
    return {
        "id": "the-lamp-1961",
        "title": "The Lamp",
        "original_title": "La lámpara",
        "year": 1961,
        "kind": "film",
        "genres": ["Comedy", "Romance"],
        "overview": "Nobody in the village has seen electricity before the lamp arrives, and nobody agrees on where it "
        "should hang. Petty feuds bloom under its light, lovers lose their dark corners, and you grin throughout.",
        "keywords": ["village", "1950s", "satire", "first love", "rivalry", "mexico", "progress", "gentle humour"],
        "runtime_minutes": 88,
        "age_rating": "PG",
        "directors": ["Ana Ruiz"],
        "writers": ["Ana Ruiz"],
        "cast": ["Luis Paz", "Eva Sol"],
        "languages": ["es"],
        "countries": ["MX"],
        "imdb_id": "tt0000001",
        "moods": {"funny": 0.7, "romantic": 0.5, "relaxing": 0.5},
        "tone": "light",
    }
