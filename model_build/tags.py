"""Public tags on films become mood labels: what to read, which tag means which mood, and what silence means."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from model_build.genres import normalise
from model_build.mojibake import repair_double
from model_build.title_text import title_text
from mood_extract.mood import WANTED

ENOUGH = 3  # tags on a film before a mood's absence among them counts, weakly, against it
_MAP = json.loads(Path(__file__).with_name("mood_tags.json").read_text("utf-8"))
WORDS: dict[str, str] = {mood: _MAP[mood]["words"] for mood in WANTED}  # what an untrained encoder is asked with


def plain(tag: str) -> str:
    """Spell a tag's variants alike: `Thought-provoking!` is `thoughtprovoking`."""
    return re.sub(r"[^a-z0-9]+", "", tag.lower())


MOODS_OF: dict[str, frozenset[str]] = {
    tag: frozenset(mood for mood in WANTED if tag in {plain(other) for other in _MAP[mood]["tags"]})
    for mood in WANTED
    for tag in map(plain, _MAP[mood]["tags"])
}


class Films(NamedTuple):
    """Texts of tagged films with their mood labels; a film described twice has two rows of one `film` number."""

    texts: list[str]
    film: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int8]
    """[texts, 14] in the order of WANTED: 1 tagged so, 0 tagged otherwise (a weak no), -1 unknown."""


def tagged_films(data: Path) -> Films:
    """Join the tag sources in the folder `data` with the texts of the film catalogues there, by IMDb id."""
    labels = mood_labels([curated_tags(data), user_tags(data)])
    texts: list[str] = []
    films: list[str] = []
    for record in records(data):
        if record["id"] in labels:
            texts.append(title_text(record))
            films.append(str(record["id"]))
    number = {film: index for index, film in enumerate(sorted(set(films)))}
    rows = np.stack([labels[film] for film in films])
    return Films(texts, np.array([number[film] for film in films], np.int64), rows)


def mood_labels(sources: Iterable[Mapping[str, set[str]]]) -> dict[str, npt.NDArray[np.int8]]:
    """Label every film of the sources (film -> tags): 1, 0 or -1 a mood of WANTED.

    Tags are given where someone thought of them, so silence says little: it counts as a weak no only where
    the film carries at least ENOUGH tags of a source that does know the mood.
    """
    labels: dict[str, npt.NDArray[np.int8]] = defaultdict(lambda: np.full(len(WANTED), -1, np.int8))
    for source in sources:
        vocabulary: set[str] = set().union(*source.values())
        known = {mood for tag in vocabulary for mood in MOODS_OF.get(tag, ())}
        for film, tags in source.items():
            moods, row = {mood for tag in tags for mood in MOODS_OF.get(tag, ())}, labels[film]
            for column, mood in enumerate(WANTED):
                if mood in moods:
                    row[column] = 1
                elif mood in known and len(tags) >= ENOUGH:
                    row[column] = max(row[column], 0)
    return dict(labels)


def curated_tags(data: Path) -> dict[str, set[str]]:
    """Read MPST: IMDb id -> plain tags."""
    names = json.loads((data / "mpst-tags/index_to_tag.json").read_text("utf-8"))
    films = json.loads((data / "mpst-tags/labels_binary_dict.json").read_text("utf-8"))
    return {film: {plain(names[str(index)]) for index, on in enumerate(row) if on} for film, row in films.items()}


def user_tags(data: Path) -> dict[str, set[str]]:
    """Read HetRec's and MovieLens 10M's tags: IMDb id -> plain tags. Both name films by MovieLens ids."""
    with (data / "ml-latest-small/links.csv").open(encoding="utf-8", newline="") as file:
        imdb = {row["movieId"]: f"tt{row['imdbId']}" for row in csv.DictReader(file)}
    imdb |= {row[0]: f"tt{row[2]}" for row in _rows(data / "hetrec-tags/movies.dat", "\t")}
    names = {row[0]: plain(row[1]) for row in _rows(data / "hetrec-tags/tags.dat", "\t")}
    tags: dict[str, set[str]] = defaultdict(set)
    for film, tag, _ in _rows(data / "hetrec-tags/movie_tags.dat", "\t"):
        if film in imdb and tag in names:
            tags[imdb[film]].add(names[tag])
    for _, *cells in _rows(data / "ml-10m-tags/tags.dat", " ,"):  # user, film, tag (itself with commas), time
        if len(cells) > 2 and cells[0] in imdb:
            tags[imdb[cells[0]]].add(plain(" ".join(cells[1:-1])))
    return dict(tags)


def _rows(path: Path, separator: str) -> Iterator[list[str]]:
    with path.open(encoding="latin-1") as file:
        for line in file:
            yield line.rstrip("\r\n").split(separator)


def records(data: Path) -> Iterator[dict[str, object]]:
    """Read the film catalogues in `data` that have overviews and IMDb ids as records without keywords.

    Keywords are left out because they can be the very tags that are to be foretold.
    """
    with (data / "redial/catalog.jsonl").open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            if record.get("overview"):
                known = {key: record.get(key) for key in ("id", "title", "year", "overview")}
                yield known | {"genres": normalise(record.get("genres", []))}
    with (data / "tmdb-10866/tmdb-movies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["imdb_id"] and row["overview"]:
                title, overview = repair_double(row["original_title"]), repair_double(row["overview"])
                genres, year = normalise(row["genres"].split("|")), int(row["release_year"])
                yield {"id": row["imdb_id"], "title": title, "year": year, "genres": genres, "overview": overview}
