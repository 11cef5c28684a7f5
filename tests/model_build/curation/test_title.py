from typing import Any

import pytest

from model_build.curation.title import CONTENT, faults
from recommend.masks import SYNONYMS

Raw = dict[str, Any]


def test_a_sound_title_has_no_faults(sound: Raw) -> None:
    assert not list(faults(sound))


@pytest.mark.parametrize("field", ["id", "year", "age_rating", "overview", "moods", "directors", "countries", "tone"])
def test_what_every_title_has(sound: Raw, field: str) -> None:
    del sound[field]
    assert any(field in fault for fault in faults(sound))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rating": 8.1}, "unknown field `rating`"),
        ({"title": " The Lamp"}, "$.title"),
        ({"id": "The Lamp"}, "$.id"),
        ({"id": "the-lamp-1960"}, "should end in the year, -1961"),
        ({"original_title": "The Lamp"}, "original_title is the title itself"),
        ({"genres": ["Comedy", "Sci-Fi"]}, "there is no genre Sci-Fi"),
        ({"genres": ["Comedy", "TV Movie"]}, "there is no genre TV Movie"),
        ({"genres": ["Comedy", "Comedy"]}, "genres says something twice"),
        ({"keywords": ["village"]}, "$.keywords"),
        ({"keywords": [*"abcdefg", "New York"]}, "$.keywords"),
        ({"keywords": [*"abcdefg", "rape"]}, "spelt 'sexual violence'"),
        ({"keywords": [*"abcdefg", "no gore"]}, "would rule out what it praises"),
        ({"runtime_minutes": 0}, "$.runtime_minutes"),
        ({"age_rating": "12A"}, "there is no age rating 12A"),
        ({"cast": []}, "$.cast"),
        ({"languages": ["jp"]}, "jp is no language"),
        ({"countries": ["UK"]}, "UK is no country"),
        ({"countries": ["mx"]}, "mx is no country"),
        ({"imdb_id": "114092"}, "$.imdb_id"),
        ({"moods": {"funny": 0.7, "cosy": 1}}, "cosy"),
        ({"moods": {"funny": 1.2, "romantic": 0.5}}, "<= 1"),
        ({"end_year": 1962}, "end_year 1962 of a film"),
        ({"kind": "series", "end_year": 1960}, "end_year 1960 of a series of 1961"),
    ],
)
def test_a_fault_is_said_with_its_mend(sound: Raw, change: Raw, said: str) -> None:
    assert any(said in fault for fault in faults({**sound, **change}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"genres": ["Drama"], "moods": {"funny": 0.8, "dark": 0.5}}, "funny 0.8 without one of"),
        ({"genres": ["Drama"], "moods": {"romantic": 0.7, "dark": 0.5}}, "romantic 0.7 without one of Romance"),
        ({"genres": ["Drama"], "moods": {"scary": 0.6, "dark": 0.5}}, "scary 0.6 without one of"),
        ({"moods": {"romantic": 0.5, "dark": 0.5}}, "the genre Comedy and none of the moods"),
        ({"genres": ["Horror"], "moods": {"relaxing": 0.6, "scary": 0.6}}, "both relaxing 0.6 and scary 0.6"),
        ({"genres": ["Horror"], "moods": {"funny": 0.3, "exciting": 0.6}}, "the genre Horror and none of the moods"),
        ({"genres": ["Comedy"], "moods": {"funny": 0.5, "dark": 0.7}}, "dark 0.7 in the tone light"),
        ({"tone": "intense", "moods": {"funny": 0.5, "romantic": 0.4, "relaxing": 0.6}}, "relaxing 0.6 in the tone"),
        ({"age_rating": "R"}, "rated R and no keyword says why"),
    ],
)
def test_moods_genres_tone_and_rating_do_not_contradict(sound: Raw, change: Raw, said: str) -> None:
    assert any(said in fault for fault in faults({**sound, **change}))


def test_fields_stand_in_one_order(sound: Raw) -> None:
    sound["title"] = sound.pop("title")
    assert [fault[:33] for fault in faults(sound)] == ["the fields should stand in the or"]


def test_every_content_that_masks_know_is_a_keyword_here() -> None:
    assert set(SYNONYMS) - {"drugs"} <= set(CONTENT) and "drug use" in SYNONYMS["drugs"]
