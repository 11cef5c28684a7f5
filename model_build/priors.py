"""Priors: how popular and how well rated a title is among its catalogue, as shares of the titles below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from model_build.ratings import Ratings

Floats = npt.NDArray[np.float64]
PRIOR_VOTES = 20.0
"""A title's mean rating counts as if this many people had given it the mean of all ratings (Bayesian average)."""


@dataclass(frozen=True)
class Priors:
    """`popularity` and `quality`, float [titles], 0..1; quality is NaN where nobody rated."""

    popularity: Floats
    quality: Floats


def compute(records: Sequence[Mapping[str, Any]], ratings: Ratings | None) -> Priors:
    """Priors from the catalogue's own votes and ratings, and from people's ratings, whichever there are."""
    votes = _column(records, "votes")
    shares = [_share(votes), _share(_column(records, "popularity"))]
    means = [_bayes(_column(records, "rating"), votes)]
    if ratings is not None and len(ratings.rating):
        count = np.bincount(ratings.item, minlength=len(records)).astype(float)
        shares.append(_share(np.where(count > 0, count, np.nan)))
        if np.ptp(ratings.rating) > 0:
            total = np.bincount(ratings.item, ratings.rating, minlength=len(records))
            means.append(_bayes(np.divide(total, count, out=np.full(len(count), np.nan), where=count > 0), count))
    popularity = _mean(shares)
    unknown = np.isnan(popularity)
    if not unknown.all():
        popularity = np.where(unknown & ~_beyond(records, ~unknown), 0.0, popularity)
    return Priors(np.nan_to_num(popularity, nan=0.5), _mean([_share(mean) for mean in means]))


def _column(records: Sequence[Mapping[str, Any]], name: str) -> Floats:
    return np.array([record.get(name, np.nan) for record in records], float)


def _share(values: Floats) -> Floats:
    """The share of known values below each, ties in the middle; NaN stays NaN."""
    known = np.sort(values[~np.isnan(values)])
    if not len(known):
        return np.full(len(values), np.nan)
    below, above = np.searchsorted(known, values, "left"), np.searchsorted(known, values, "right")
    return np.where(np.isnan(values), np.nan, (below + above) / 2 / len(known))


def _bayes(mean: Floats, count: Floats) -> Floats:
    if np.isnan(mean).all():
        return mean
    weight = np.nan_to_num(count, nan=PRIOR_VOTES)
    return (mean * weight + np.nanmean(mean) * PRIOR_VOTES) / (weight + PRIOR_VOTES)


def _mean(columns: Sequence[Floats]) -> Floats:
    """The mean of what is known, row by row; NaN where nothing is."""
    stacked = np.stack(columns)
    known = ~np.isnan(stacked)
    out = np.full(stacked.shape[1], np.nan)
    np.divide(np.where(known, stacked, 0).sum(0), known.sum(0), out=out, where=known.any(0))
    return out


def _beyond(records: Sequence[Mapping[str, Any]], counted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Titles that the counts could not have seen: newer than the newest counted one, or of a kind that was not counted.

    Not to be counted then says nothing against a title, elsewhere it says that few know it.
    """
    years = _column(records, "year")
    kinds = np.array([record.get("kind") for record in records])
    newest = np.nanmax(np.where(counted, years, np.nan), initial=-np.inf)
    return np.asarray((years >= newest) | ~np.isin(kinds, np.unique(kinds[counted])))
