"""Public tags on films become mood labels: what to read, which tag means which mood, and what silence means."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from model_build.files import read_jsonl
from model_build.genres import normalise
from model_build.importers import tmdb
from model_build.problems import DataError, Report
from model_build.title_text import title_text
from mood_extract.mood import WANTED

Record = Mapping[str, Any]

ENOUGH = 3  # tags on a film before a mood's absence among them counts, weakly, against it
_TABLES = ("tmdb-10866", "tmdb-5000", "tmdb-top10k")
_HELD_OUT = 5  # every so many-th film, by the hash of its id, measures heads and trains none of them
_MAP = json.loads(Path(__file__).with_name("mood_tags.json").read_text("utf-8"))
WORDS: dict[str, str] = {mood: _MAP[mood]["words"] for mood in WANTED}  # what an untrained encoder is asked with
SAID: dict[str, list[str]] = {mood: _MAP[mood]["tags"] for mood in WANTED}
"""The tags of a mood that are words for it; those that name a maker or a prize stand beside them in the file."""


def plain(tag: str) -> str:
    """Spell a tag's variants alike: `Thought-provoking!` is `thoughtprovoking`."""
    return re.sub(r"[^a-z0-9]+", "", tag.lower())


_PLAIN = {mood: {plain(tag) for tag in (*SAID[mood], *_MAP[mood]["names"])} for mood in WANTED}
MOODS_OF: dict[str, frozenset[str]] = {
    tag: frozenset(mood for mood in WANTED if tag in _PLAIN[mood]) for mood in WANTED for tag in _PLAIN[mood]
}


class Films(NamedTuple):
    """Tagged films as catalogues describe them: a row a text, so that a film may have two."""

    records: Sequence[Record]
    """Each with `id` (IMDb's), `title` and `genres` at least."""
    labels: npt.NDArray[np.int8]
    """[rows, 14] in the order of WANTED: 1 tagged so, 0 tagged otherwise (a weak no), -1 unknown."""

    @property
    def ids(self) -> list[str]:
        """The IMDb id of each row."""
        return [str(record["id"]) for record in self.records]

    @property
    def texts(self) -> list[str]:
        """What the encoder reads: no keywords, which can be the very tags that are to be foretold."""
        return [title_text({name: value for name, value in record.items() if name != "keywords"})
                for record in self.records]  # fmt: skip

    @property
    def genres(self) -> list[list[str]]:
        """The genres of each row."""
        return [list(record["genres"]) for record in self.records]

    @property
    def number(self) -> npt.NDArray[np.int64]:
        """The film of each row, counted from 0 in the order of ids."""
        number: npt.NDArray[np.int64] = np.unique(self.ids, return_inverse=True)[1].astype(np.int64)
        return number

    @property
    def first(self) -> npt.NDArray[np.bool_]:
        """Whether a row is its film's first: a film is scored once, by the text that TMDB has of it, if any."""
        first = np.zeros(len(self.ids), bool)
        first[np.unique(self.ids, return_index=True)[1]] = True
        return first

    @property
    def held_out(self) -> npt.NDArray[np.bool_]:
        """Whether a row's film measures: a fixed fifth of all films, by the hash of the id."""
        return np.array([int(sha256(film.encode()).hexdigest(), 16) % _HELD_OUT == 0 for film in self.ids])

    def take(self, rows: npt.NDArray[np.bool_]) -> "Films":
        """Some of the rows."""
        places = np.flatnonzero(rows).tolist()
        return Films([self.records[at] for at in places], self.labels[rows])


def tagged_films(data: Path) -> Films:
    """Join the tag sources in the folder `data` with the texts of the film catalogues there, by IMDb id."""
    for name in (*_TABLES, "redial"):
        if not (data / name).is_dir():
            raise DataError(f"there is no folder {data / name}; title moods need all the public data of their kind")
    labels = mood_labels([curated_tags(data), user_tags(data)])
    rows = [record for record in records(data) if record["id"] in labels]
    return Films(rows, np.stack([labels[record["id"]] for record in rows]))


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
    imdb = {row["movieId"]: f"tt{row['imdbId']}" for row in _links(data)}
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


def _links(data: Path) -> list[dict[str, str]]:
    """MovieLens' rows of ids, none where that folder is absent: tables that hold IMDb ids can do without."""
    path = data / "ml-latest-small/links.csv"
    if not path.parent.is_dir():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def records(data: Path) -> Iterator[Record]:
    """Read the films in `data` that have overviews, `id` IMDb's: of the TMDB tables there, each once; then ReDial's.

    A film that both describe comes twice, in different words. `year` may be None, `genres` empty.
    """
    imdb = {row["tmdbId"]: f"tt{row['imdbId']}" for row in _links(data)}
    seen: set[str] = set()
    for table in filter(Path.is_dir, (data / name for name in _TABLES)):
        for record in _table(table):
            film = record.get("imdb_id") or imdb.get(str(record["tmdb_id"]))
            if film and film not in seen and record.get("overview"):
                seen.add(film)
                yield {"year": None, "genres": []} | record | {"id": film}
    for _, record in read_jsonl(data / "redial/catalog.jsonl", Report()):
        if record.get("overview"):
            yield {"year": None} | record | {"genres": normalise(record.get("genres", []))}


def _table(source: Path) -> Iterator[dict[str, Any]]:
    """Import a TMDB table as a user would; its records."""
    with TemporaryDirectory() as folder:
        tmdb.run(source, Path(folder))
        for _, record in read_jsonl(Path(folder) / "catalog.jsonl", Report()):
            yield record
