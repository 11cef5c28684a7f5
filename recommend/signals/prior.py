"""Priors: what is known of a title before anything is asked."""

import numpy as np

from recommend.arrays import Arrays
from recommend.catalog import POPULARITY, QUALITY, YEAR
from recommend.evidence import Evidence, Vector

NAMES = ("popularity", "popularity_top", "quality", "recency")

_HALF_LIFE = 15.0
"""Years after which recency has halved."""


def score(arrays: Arrays, _: Evidence) -> tuple[Vector, ...]:
    """Popularity as a share of the catalogue and stretched at its top, quality, and recency (1 for the newest year)."""
    facts = arrays.catalog.facts
    popularity = np.nan_to_num(facts[:, POPULARITY], nan=0.0)
    years = facts[:, YEAR]
    newest = float(np.nanmax(years)) if not np.isnan(years).all() else 0.0
    recency = np.exp2((np.nan_to_num(years, nan=newest - 2 * _HALF_LIFE) - newest) / _HALF_LIFE)
    # -log of the share above: the step from the top 10 % to the top 1 % is as long as from all to the top 10 %.
    top = -np.log10(1.0 - 0.999 * popularity) / 3
    return popularity, top, np.nan_to_num(facts[:, QUALITY], nan=0.5), recency.astype(np.float32)
