"""Hard constraints on what real people wrote: they must not hide what was then recommended."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mood_extract.local import LocalExtractor
from mood_extract.mood import Message

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
