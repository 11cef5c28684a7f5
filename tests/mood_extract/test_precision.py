"""On what real people wrote: hard constraints must not hide what was then recommended, and names must be names."""

import csv
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.quality.slots import names_alone
from mood_extract.local import LocalExtractor
from mood_extract.mood import Message
from recommend.names import Names

# The dialogues' catalogue lists at most three genres a title, in alphabetical order; MovieLens lists all.
SAME = {"Children": "family", "Sci-Fi": "science fiction", "sci-fi": "science fiction"}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def genres(data: Path) -> dict[str, set[str]]:
    with (data / "ml-latest-small/links.csv").open(encoding="utf-8") as file:
        imdb = {row["movieId"]: f"tt{row['imdbId']}" for row in csv.DictReader(file)}
    listed = {title["id"]: set(title["genres"]) for title in lines(data / "redial/catalog.jsonl")}
    with (data / "ml-latest-small/movies.csv").open(encoding="utf-8") as file:
        full = {imdb[row["movieId"]]: set(row["genres"].split("|")) for row in csv.DictReader(file)}
    return {
        title: {SAME.get(name, name).lower() for name in listed[title] | full[title]} for title in listed.keys() & full
    }


@pytest.mark.data
def test_a_hard_genre_rarely_hides_what_was_recommended(public_data: Path) -> None:
    known, extractor = genres(public_data), LocalExtractor(year=2018)
    fired = hidden = 0
    for request in lines(public_data / "redial/requests.train.jsonl"):
        messages = [Message(each["role"], each["content"]) for each in request["messages"]]
        hard = [
            c for c in extractor.extract(messages, None).constraints if c.hard and c.field in ("genre", "not_genre")
        ]
        for title in request["relevant"] if hard else ():
            if title in known:
                fired += 1
                hidden += any(
                    (c.field == "genre") != bool({value.lower() for value in c.values} & known[title]) for c in hard
                )
    assert fired > 1000
    assert hidden / fired < 0.12


KNOWN = (
    "Amélie", "Frozen", "The Matrix", "Severance", "My Neighbor Totoro", "Titanic", "Stranger Things", "Breaking Bad",
    "Forrest Gump", "Alien", "Home", "Scary Movie", "Jaws", "Parasite",
)  # fmt: skip
PEOPLE = {
    "Alfred Hitchcock": 3,
    "Meryl Streep": 2,
    "Robert De Niro": 1,
    "Leonardo DiCaprio": 1,
    "Lars von Trier": 2,
    "Jack Black": 3,
}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    """A catalogue of well-known titles and people, and texts in which some words are everyday ones."""
    titles = [{"id": name, "title": name, "kind": "film"} for name in KNOWN]
    credits = [name for name, often in PEOPLE.items() for _ in range(often)]
    works = [{"id": f"{at}", "title": f"Work {at}", "cast": [name]} for at, name in enumerate(credits)]
    plain = [{"id": f"p{at}", "title": f"Plain {at}", "overview": "home alien black"} for at in range(9)]
    return Names(names_alone(tmp_path_factory.mktemp("names"), [*titles, *works, *plain]).reader.catalog)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # in lower case after a cue, at the end of a phrase
        ("like amelie but darker", ["Amélie"]),
        ("not frozen again", ["Frozen"]),
        ("loved the matrix", ["The Matrix"]),
        ("similar to jaws, parasite and titanic", ["Jaws", "Parasite", "Titanic"]),
        ("couldn't stand forrest gump, sorry", ["Forrest Gump"]),
        ("a series like breaking bad but shorter", ["Breaking Bad"]),
        ("stranger things was great", ["Stranger Things"]),
        ("titanic bored me to tears", ["Titanic"]),
        ("frozen pizza and a film", []),
        ("I feel like frozen", []),
        ("like frozen food documentaries", []),
        ("something like home", []),
        ("I love scary movies", []),
        ("I like alien invasions", []),
        ("breaking bad news", []),
        # one letter wrong
        ("a show like severence", ["Severance"]),
        ("my kid has watched my neighbour totoro 40 times", ["My Neighbor Totoro"]),
        ("loved forrest gumb", []),
        ("hi i love homee", []),
        ("a severence of ties", []),
        # people
        ("a hitchcock film", ["Alfred Hitchcock"]),
        ("a hitchcok thriller", ["Alfred Hitchcock"]),
        ("anything with streep?", ["Meryl Streep"]),
        ("no hitchcock please", ["Alfred Hitchcock"]),
        ("Hitchcock's best", ["Alfred Hitchcock"]),
        ("meryl strep", ["Meryl Streep"]),
        ("robert deniro or leonardo di caprio", ["Robert De Niro", "Leonardo DiCaprio"]),
        ("a von trier drama", ["Lars von Trier"]),
        ("hitchcock", []),
        ("a black comedy", []),
        ("something with black humour", []),
    ],
)
def test_names_as_people_type_them(names: Names, text: str, found: list[str]) -> None:
    assert [mention.value for mention in names.find(text)] == found


def test_a_usual_message_is_searched_for_names_in_under_two_milliseconds(names: Names) -> None:
    text = "somthing like severence or breeking bad, directed by kubrik, perhaps thoughtfull, with nobbody famouse"
    names.find(text)
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        names.find(text)
        times.append(time.perf_counter() - begin)
    assert sorted(times)[10] < 0.002


@pytest.mark.data
def test_titles_in_dialogues_are_found_and_no_others(public_data: Path, tmp_path: Path) -> None:
    catalog = list(lines(public_data / "redial/catalog.jsonl"))
    names = Names(names_alone(tmp_path, catalog).reader.catalog)
    named = found = right = 0
    for request in list(lines(public_data / "redial/requests.train.jsonl"))[::6]:
        mentions = [each for message in request["messages"] for each in names.find(message["content"])]
        said = {each.value for each in mentions if each.kind == "title"}
        named, found = named + len(request["mentioned"]), found + len(said)
        right += len(said & set(request["mentioned"]))
    assert right / found > 0.972
    assert right / named > 0.963
