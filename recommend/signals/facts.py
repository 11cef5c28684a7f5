"""Facts that match: genres, people and years asked for, and those that the examples share."""

import numpy as np

from recommend.arrays import Arrays
from recommend.catalog import YEAR, Catalog, people
from recommend.evidence import Evidence, Vector, take
from recommend.masks import met

NAMES = ("genre_asked", "genre_refused", "wishes_met", "genre_profile", "person_asked", "person_shared", "year_gap")

_GAP = 20.0
"""Years: a difference of this much or more counts in full."""
RECENT = 10


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """How far each title's facts match.

    Shares of the asked genres, of the refused, and of all other constraints and wishes met; cosine with the examples'
    genres; people named and shared; the distance in years (0..1) from the examples, 0 without any.
    """
    if not (evidence.mood.constraints or evidence.examples or evidence.disliked):
        return None
    catalog = arrays.catalog
    genres = np.asarray(catalog.genres, np.float32)
    return (
        _share(genres, _columns(catalog, evidence.asked("genre"))),
        _share(genres, _columns(catalog, evidence.asked("not_genre"))),
        _wishes(catalog, evidence),
        _profile(genres, evidence),
        _people(catalog, evidence.asked("person")),
        _people(catalog, _people_of(catalog, evidence.examples[-RECENT:])),
        _year_gap(catalog, evidence),
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


def _profile(genres: Vector, evidence: Evidence) -> Vector:
    """Cosine of a title's genres with the examples' genre counts, the disliked ones' taken off at half weight."""
    profile = take(genres, evidence.examples).sum(axis=0) - 0.5 * take(genres, evidence.disliked).sum(axis=0)
    norm = np.linalg.norm(genres, axis=1) * np.linalg.norm(profile)
    return np.asarray((genres @ profile) / np.maximum(norm, 1e-6), np.float32)


def _people(catalog: Catalog, names: tuple[str, ...]) -> Vector:
    """How many of these people worked on a title, 0..1: one is half of all there is to gain."""
    count = np.zeros(len(catalog), np.float32)
    for name in names:
        count[catalog.postings.find("person", name)] += 1
    return np.asarray(count / (count + 1), np.float32)


def _people_of(catalog: Catalog, rows: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in rows for name in people(catalog.at(row))))


def _year_gap(catalog: Catalog, evidence: Evidence) -> Vector:
    years = catalog.facts[:, YEAR]
    seen = years[list(evidence.examples[-RECENT:])]
    seen = seen[~np.isnan(seen)]
    if not len(seen):
        return np.zeros(len(catalog), np.float32)
    gap = np.minimum(np.abs(years - seen.mean()) / _GAP, 1)
    return np.where(np.isnan(gap), 0.5, gap).astype(np.float32)
