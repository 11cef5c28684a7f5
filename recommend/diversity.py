"""Spreading a list out: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998)."""

import numpy as np
import numpy.typing as npt

from recommend.arrays import Arrays
from recommend.evidence import Vector, take

POOL = 5
"""The list is chosen from this many times its length of the best candidates."""


def spread(arrays: Arrays, ranked: npt.NDArray[np.intp], relevance: Vector, limit: int, diversity: float) -> list[int]:
    """Choose `limit` of the ranked rows (best first, `relevance` alongside) that are good and unlike one another.

    `diversity` 0 keeps the order; 1 looks at likeness alone after the first.
    """
    rows: list[int] = ranked.tolist()
    if diversity <= 0 or limit <= 1 or not rows:
        return rows[:limit]
    pool = rows[: max(POOL * limit, 30)]
    likeness = _likeness(arrays, pool)
    gain = relevance[: len(pool)] - relevance[len(pool) - 1]
    gain = gain / (float(gain[0]) or 1.0)
    chosen: list[int] = []
    nearest = np.zeros(len(pool), np.float32)
    for _ in range(min(limit, len(pool))):
        value = (1 - diversity) * gain - diversity * nearest
        value[chosen] = -np.inf
        best = int(np.argmax(value))
        chosen.append(best)
        nearest = np.maximum(nearest, likeness[best])
    return [pool[place] for place in chosen]


def _likeness(arrays: Arrays, rows: list[int]) -> Vector:
    """Cosines between titles, float32 [rows, rows]: of embeddings, or of genres where there are no embeddings."""
    vectors = (
        take(np.asarray(arrays.catalog.genres, np.float32), rows)
        if arrays.embeddings is None
        else take(arrays.embeddings, rows)
    )
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return np.asarray(vectors @ vectors.T, np.float32)
