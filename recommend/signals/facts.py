"""Facts that match: genres, people and years asked for, and people that the examples share."""

import numpy as np

from recommend.arrays import Arrays
from recommend.catalog import Catalog, people
from recommend.evidence import Evidence, Vector
from recommend.masks import met

NAMES = ("genre_asked", "genre_refused", "wishes_met", "person_asked", "person_shared")

RECENT = 10


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """How far each title's facts match.

    Shares of the asked genres, of the refused, and of all other constraints and wishes met; people named, and shared
    with the examples. How alike genres and years are to the examples' adds nothing to these and to the other signals.
    """
    if not (evidence.mood.constraints or evidence.examples):
        return None
    catalog = arrays.catalog
    genres = np.asarray(catalog.genres, np.float32)
    return (
        _share(genres, _columns(catalog, evidence.asked("genre"))),
        _share(genres, _columns(catalog, evidence.asked("not_genre"))),
        _wishes(catalog, evidence),
        _people(catalog, evidence.asked("person")),
        _people(catalog, _people_of(catalog, evidence.examples[-RECENT:])),
    )


def _columns(catalog: Catalog, names: tuple[str, ...]) -> list[int]:
    folded = {name.casefold() for name in names}
    return [column for column, name in enumerate(catalog.genre_names) if name.casefold() in folded]


def _share(genres: Vector, columns: list[int]) -> Vector:
    if not columns:
        return np.zeros(len(genres), np.float32)
    return np.asarray(genres[:, columns].mean(axis=1), np.float32)


def _wishes(catalog: Catalog, evidence: Evidence) -> Vector:
    """The share of what was asked or wished for, genres and people aside, that a title meets."""
    others = [c for c in evidence.mood.constraints if c.field not in ("genre", "not_genre", "person")]
    masks = [mask for c in others if (mask := met(catalog, c)) is not None]
    return np.mean(masks, axis=0, dtype=np.float32) if masks else np.zeros(len(catalog), np.float32)


def _people(catalog: Catalog, names: tuple[str, ...]) -> Vector:
    """How many of these people worked on a title, 0..1: one is half of all there is to gain."""
    count = np.zeros(len(catalog), np.float32)
    for name in names:
        count[catalog.postings.find("person", name)] += 1
    return np.asarray(count / (count + 1), np.float32)


def _people_of(catalog: Catalog, rows: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in rows for name in people(catalog.at(row))))
