"""The catalogue as run time reads it: records to map, columns to filter on, and the postings of every term."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from model_build.priors import Priors
from recommend.catalog import AGE_STEPS, FACTS, people
from recommend.postings import Postings
from recommend.terms import exact_hash, stem, term_hash, words

Record = Mapping[str, Any]
MOST_GENRES = 64
SHORTEST_PREFIX = 2
_TITLES = ("title", "original_title", "aka")
_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True)
class Index:
    """What `write` puts into a model folder, and what the manifest says of it."""

    genres: tuple[str, ...]
    fields: dict[str, int]


def write(folder: Path, records: Sequence[Record], priors: Priors) -> Index:
    """Write records.jsonl and the arrays beside it that recommend.catalog maps."""
    lines = [msgspec.json.encode(record) + b"\n" for record in records]
    (folder / "records.jsonl").write_bytes(b"".join(lines))
    np.save(folder / "records_at.npy", np.cumsum([0, *map(len, lines)], dtype=np.int64))
    genres = _genre_names(records)
    np.save(folder / "genres.npy", _multi_hot(records, genres))
    np.save(folder / "facts.npy", _facts(records, priors))
    postings = Postings.build(pair for row, record in enumerate(records) for pair in _terms(row, record))
    np.save(folder / "terms.npy", postings.hashes)
    np.save(folder / "term_starts.npy", postings.starts)
    np.save(folder / "term_rows.npy", postings.rows)
    fields = Counter(name for record in records for name, value in record.items() if value not in (None, "", [], {}))
    return Index(genres, dict(sorted(fields.items())))


def _genre_names(records: Sequence[Record]) -> tuple[str, ...]:
    counts = Counter(genre for record in records for genre in record.get("genres", ()))
    return tuple(sorted(name for name, _ in counts.most_common(MOST_GENRES)))


def _multi_hot(records: Sequence[Record], genres: Sequence[str]) -> npt.NDArray[np.uint8]:
    column = {name: place for place, name in enumerate(genres)}
    out = np.zeros((len(records), len(genres)), np.uint8)
    for row, record in enumerate(records):
        out[row, [column[name] for name in record.get("genres", ()) if name in column]] = 1
    return out


def _facts(records: Sequence[Record], priors: Priors) -> npt.NDArray[np.float32]:
    out = np.full((len(records), len(FACTS)), np.nan, np.float32)
    for row, record in enumerate(records):
        age = AGE_STEPS.get(str(record.get("age_rating")))
        out[row, :4] = (
            record.get("year") or np.nan,
            record.get("runtime_minutes") or np.nan,
            np.nan if age is None else age,
            record.get("kind") == "series",
        )
    out[:, 4], out[:, 5] = priors.popularity, priors.quality
    return out


def _terms(row: int, record: Record) -> Iterator[tuple[int, int]]:
    """(hash, row) of every term by which a title can be found."""
    yield exact_hash("id", str(record["id"])), row
    everybody = people(record)
    for namespace, values in (
        ("genre", record.get("genres", ())),
        ("language", record.get("languages", ())[:1]),  # the original one: "a French film"
        ("country", record.get("countries", ())),
        ("provider", record.get("providers", ())),
        ("person", everybody),
        ("keyword", [gram for keyword in record.get("keywords", ()) for gram in _grams(words(keyword))]),
    ):
        if values:
            yield exact_hash("known", namespace), row
        for value in values:
            yield term_hash(namespace, value), row
    names = list(_names(record))
    for name in names:
        yield term_hash("title", name), row
    text = " ".join([*names, str(record.get("overview", "")), *record.get("keywords", ())])
    for word in words(text):
        yield term_hash("word", stem(word)), row
    for parts in map(words, everybody):
        yield from ((term_hash("find", part), row) for part in parts)
        if len(parts) > 1:
            yield term_hash("surname", parts[-1]), row
    for word in words(" ".join(names)):
        for end in range(min(SHORTEST_PREFIX, len(word)), len(word) + 1):
            yield term_hash("find", word[:end]), row


def _names(record: Record) -> Iterator[str]:
    """Every name that a title goes by; "The Matrix" also as "Matrix", "Alien: Covenant" stays whole."""
    for field in _TITLES:
        value = record.get(field, ())
        for name in (value,) if isinstance(value, str) else value:
            yield name
            article = next((word for word in _ARTICLES if name.casefold().startswith(word)), "")
            if article and len(words(name)) > 2:
                yield name[len(article) :]


def _grams(tokens: Sequence[str]) -> Iterator[str]:
    """Every run of words of a keyword: "extreme gore" is found as "gore" too."""
    for first in range(len(tokens)):
        for last in range(first, len(tokens)):
            yield " ".join(tokens[first : last + 1])
