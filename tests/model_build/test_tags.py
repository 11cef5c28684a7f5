"""Tags become mood labels: what is yes, what a weak no and what unknown."""

import json
from pathlib import Path

import numpy as np
import pytest

from model_build.problems import DataError
from model_build.tags import MOODS_OF, SAID, Films, mood_labels, plain, records, tagged_films
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


def films(ids: list[str]) -> Films:
    records = [
        {"id": film, "title": f"{film} {row}", "genres": ["Drama"], "keywords": ["sad"]} for row, film in enumerate(ids)
    ]
    return Films(records, np.zeros((len(ids), len(WANTED)), np.int8))


def test_a_film_described_twice_is_one_film() -> None:
    twice = films(["tt2", "tt1", "tt2"])
    assert twice.number.tolist() == [1, 0, 1]
    assert twice.first.tolist() == [True, True, False]
    assert twice.take(twice.number == 1).texts == ["tt2 0. Drama", "tt2 2. Drama"]


def test_keywords_are_not_read_for_they_can_be_tags() -> None:
    assert not any("sad" in text for text in films(["tt1"]).texts)


def test_the_films_held_out_are_the_same_whatever_else_is_there() -> None:
    many = films([f"tt{number:07}" for number in range(2000)])
    assert many.held_out.mean() == pytest.approx(0.2, abs=0.03)
    some = many.take(np.arange(2000) % 3 == 0)
    assert some.held_out.tolist() == many.held_out[::3].tolist()


def test_words_for_a_mood_are_tags_of_it_and_names_are_no_words() -> None:
    assert all(mood in MOODS_OF[plain(word)] for mood in WANTED for word in SAID[mood])
    assert MOODS_OF[plain("Hitchcock")] == {"tense"}
    assert "hitchcock" not in SAID["tense"]


def test_texts_are_those_of_the_tables_there_and_each_catalogue_speaks_once(tmp_path: Path) -> None:
    for name in ("tmdb-10866", "tmdb-5000", "redial", "ml-latest-small"):
        (tmp_path / name).mkdir()
    (tmp_path / "tmdb-10866/films.csv").write_text(
        "id,imdb_id,title,overview,genres,release_year\n20,tt0000002,Two,And again.,Drama|War,2000\n9,tt9,Nine,,,\n"
    )
    (tmp_path / "tmdb-5000/films.csv").write_text("id,title,overview\n20,Two,Once more.\n30,Three,At last.\n")
    told = {"id": "tt0000002", "title": "Two", "overview": "Another way.", "genres": ["sci-fi"]}
    (tmp_path / "redial/catalog.jsonl").write_text(json.dumps(told) + "\n")
    (tmp_path / "ml-latest-small/links.csv").write_text("movieId,imdbId,tmdbId\n1,0000003,30\n2,0000002,20\n")
    found = [(film["id"], film["overview"], film["genres"], film["year"]) for film in records(tmp_path)]
    assert found == [
        ("tt0000002", "And again.", ["Drama", "War"], 2000),
        ("tt0000003", "At last.", [], None),
        ("tt0000002", "Another way.", ["Science Fiction"], None),
    ]
    with pytest.raises(DataError, match="tmdb-top10k"):
        tagged_films(tmp_path)


@pytest.mark.data
def test_the_public_sets_meet_on_thousands_of_films(public_data: Path) -> None:
    found = tagged_films(public_data)
    assert found.first.sum() > 8000
    assert len(found.texts) == len(found.number) == len(found.labels)
    assert ((found.labels[found.first] == 1).sum(0) > 300).all()
    assert not any("Ã" in text for text in found.texts)
    assert np.bincount(found.number).max() == 2, "TMDB's text, and ReDial's"
