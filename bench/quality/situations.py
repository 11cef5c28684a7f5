"""Films rated in a situation (LDOS-CoMoDa, DePaulMovie): who liked what in which mood, in what company, at what time.

A column counts only when it can be known before the film. LDOS-CoMoDa's `endEmo` and `dominantEmo` are felt at its end
and during it, and are left out. In DePaulMovie the rows without a situation are left out: they are rated higher, so
that "unknown" would foretell liking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from bench.quality.section import Absent
from model_build.tags import records

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.int64]

LDOS_MOOD = {1: "positive", 2: "neutral", 3: "negative"}
LDOS_COMPANY = {1: "alone", 2: "partner", 3: "friends", 4: "friends", 5: "family", 7: "family"}
"""In the words of Mood.company: colleagues are friends, parents are family; "public" (6) has no word there."""
LDOS_TIME = {1: "morning", 2: "afternoon", 3: "evening", 4: "night"}
LDOS_OTHER = ("daytype", "season", "weather", "location", "physical", "decision", "interaction")
LDOS_GENRES = ("genre1", "genre2", "genre3")


@dataclass(frozen=True)
class Rated:
    """Ratings of films in situations, one row each; codes of users and films run from 0."""

    user: Codes
    film: Codes
    rating: Floats
    """1..5"""
    genres: Floats
    """[rows, genres], 1 where the film has the genre."""
    year: Floats
    context: Mapping[str, Floats]
    """What the product may know, by dimension: flags [rows, values], all 0 where it has no word for the value."""
    other: Mapping[str, Floats] = field(default_factory=dict)
    """What it does not ask for, likewise."""

    def __len__(self) -> int:
        return len(self.user)

    def situations(self) -> Codes:
        """Number the situations: rows that agree in every dimension of `context` have one number."""
        flags = np.hstack(list(self.context.values()))
        return np.unique(flags, axis=0, return_inverse=True)[1].astype(np.int64)


def ldos(data: Path) -> Rated:
    """Read LDOS-CoMoDa's rows with known mood, company and time (-1 is missing). Absent when it is not there."""
    rows = pl.read_csv(_file(data, "ldos-comoda/ldos-comoda.csv"))
    rows = rows.filter(pl.min_horizontal("mood", "social", "time") > 0)
    words = {
        "mood": _words(rows["mood"], LDOS_MOOD),
        "company": _words(rows["social"], LDOS_COMPANY),
        "time": _words(rows["time"], LDOS_TIME),
    }
    genres = [{code for code in codes if code > 0} for codes in rows.select(LDOS_GENRES).iter_rows()]
    return Rated(
        _codes(rows["userID"]),
        _codes(rows["itemID"]),
        rows["rating"].to_numpy().astype(np.float32),
        _flags(genres),
        rows["movieYear"].to_numpy().astype(np.float32),
        {name: _flags([{word} if word else set() for word in column]) for name, column in words.items()},
        {name: _flags([{code} if code > 0 else set() for code in rows[name]]) for name in LDOS_OTHER},
    )


def depaul(data: Path) -> Rated:
    """Read DePaulMovie's rows with a situation, genres and years from ReDial's and TMDB's films by IMDb id.

    Its time is the weekend or a weekday. Films that the catalogues lack have no genre and the median year. Absent when
    one of the files is not there.
    """
    path = _file(data, "depaulmovie/ratings.txt")
    for name in ("redial/catalog.jsonl", "tmdb-10866/tmdb-movies.csv"):
        _file(data, name)
    rows = pl.read_csv(path, null_values="NA").drop_nulls()
    genres, years = _facts(data)
    year = np.array([years.get(film, np.nan) for film in rows["itemid"]], np.float32)
    return Rated(
        _codes(rows["userid"]),
        _codes(rows["itemid"]),
        rows["rating"].to_numpy().astype(np.float32),
        _flags([genres.get(film, set()) for film in rows["itemid"]]),
        np.where(np.isnan(year), np.nanmedian(year), year).astype(np.float32),
        {"company": _flags([{word} for word in rows["Companion"]]), "time": _flags([{word} for word in rows["Time"]])},
        {"location": _flags([{word} for word in rows["Location"]])},
    )


def _facts(data: Path) -> tuple[dict[str, set[str]], dict[str, int]]:
    """Genres and years of films by IMDb id, all catalogues together."""
    genres: dict[str, set[str]] = {}
    years: dict[str, int] = {}
    for record in records(data):
        film, year, own = str(record["id"]), record["year"], record["genres"]
        if isinstance(own, list):
            genres.setdefault(film, set()).update(own)
        if isinstance(year, int):
            years.setdefault(film, year)
    return genres, years


def _file(data: Path, name: str) -> Path:
    if not (data / name).is_file():
        raise Absent(f"there is no file {data / name}")
    return data / name


def _words(codes: pl.Series, words: Mapping[int, str]) -> list[str | None]:
    return [words.get(code) for code in codes]


def _codes(ids: pl.Series) -> Codes:
    return np.unique(ids.to_numpy(), return_inverse=True)[1].astype(np.int64)


def _flags(values: Sequence[set[str] | set[int]]) -> Floats:
    """A column a value, in sorted order: float32 [rows, values]."""
    known = sorted(set().union(*values))  # type: ignore[type-var]
    return np.array([[value in own for value in known] for own in values], np.float32)
