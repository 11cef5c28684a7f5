"""Tags become mood labels: what is yes, what a weak no and what unknown."""

from pathlib import Path

import pytest

from model_build.tags import MOODS_OF, mood_labels, plain, tagged_films
from model_build.title_text import title_text
from mood_extract.mood import WANTED


def label(film: str, mood: str, *sources: dict[str, set[str]]) -> int:
    return int(mood_labels(sources)[film][WANTED.index(mood)])


def test_spellings_of_a_tag_are_one() -> None:
    assert plain("Thought-Provoking!") == plain("thought provoking") == "thoughtprovoking"
    assert MOODS_OF[plain("Feel-Good")] == {"heartwarming", "inspiring", "relaxing"}


def test_every_mood_has_tags_of_its_own() -> None:
    assert {mood for moods in MOODS_OF.values() if len(moods) == 1 for mood in moods} == set(WANTED)


def test_a_tagged_film_is_yes_and_silence_is_no_only_among_enough_tags() -> None:
    users = {"few": {"hilarious", "paris"}, "many": {"paris", "dvd", "zombies"}, "other": {"scary"}}
    assert label("few", "funny", users) == 1
    assert label("few", "scary", users) == -1
    assert label("many", "scary", users) == 1
    assert label("many", "funny", users) == 0


def test_a_source_that_cannot_say_a_mood_says_nothing_against_it() -> None:
    curated = {"film": {"murder", "violence", "revenge"}}
    users = {"film": {"nostalgic"}, "another": {"funny"}}
    assert label("film", "nostalgic", curated) == -1
    assert label("film", "nostalgic", curated, users) == 1
    assert label("film", "funny", curated, users) == -1


def test_a_yes_of_one_source_outweighs_the_silence_of_another() -> None:
    silent, telling = {"film": {"a", "b", "c"}, "x": {"funny"}}, {"film": {"funny"}}
    assert label("film", "funny", silent, telling) == label("film", "funny", telling, silent) == 1


def test_title_text_is_whole_and_bounded() -> None:
    record = {"title": "Up", "year": 2009, "genres": ["Animation", "Family"], "overview": "An old man flies."}
    assert title_text(record) == "Up (2009). Animation, Family. An old man flies"
    assert title_text(record | {"keywords": ["balloon", "grief"]}).endswith("flies. balloon, grief")
    assert title_text({"id": "1", "title": "Up"}) == "Up"
    assert len(title_text(record | {"overview": "word " * 9000, "keywords": ["k"] * 500})) < 1100


@pytest.mark.data
def test_the_public_sets_meet_on_thousands_of_films(public_data: Path) -> None:
    films = tagged_films(public_data)
    assert films.film.max() > 6000
    assert len(films.texts) == len(films.film) == len(films.labels)
    assert ((films.labels == 1).sum(0) > 300).all()
    assert not any("Ã" in text for text in films.texts[-3000:])
