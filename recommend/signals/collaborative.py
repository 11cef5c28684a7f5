"""Item-item collaborative filtering: what people who rated the examples also rated, from sparse neighbour lists."""

from collections.abc import Sequence

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector

NAMES = ("neighbours_sum", "neighbours_max", "neighbours_last", "neighbours_loved", "neighbours_disliked")

RECENT = 2000
"""At most this many examples are read, the latest: a bound on the work of one request (9 ms)."""
NEAREST = 100
"""So many examples are looked at for the largest weight: with more of them it says less, and costs the most."""


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """Summed neighbour weight of what was chosen (over the square root of its number), and parts of it.

    Those are the largest weight and that of the last example, and the sums over what was loved and what was disliked.
    """
    chosen, disliked = evidence.chosen[-RECENT:], evidence.disliked[-RECENT:]
    if arrays.neighbours is None or arrays.weights is None or not (chosen or disliked):
        return None
    titles = len(arrays.catalog)
    near, weights = arrays.neighbours, arrays.weights
    scale = np.float32(np.sqrt(max(len(chosen), 1)))

    def total(rows: Sequence[int]) -> Vector:
        at, _ = near.positions(np.array(rows, np.intp))
        return np.asarray(np.bincount(near.values[at], weights[at], titles) / scale, np.float32)

    largest, last = np.zeros(titles, np.float32), np.zeros(titles, np.float32)
    at, _ = near.positions(np.array(evidence.examples[-NEAREST:], np.intp))
    np.maximum.at(largest, near.values[at], weights[at])
    at, _ = near.positions(np.array(evidence.examples[-1:], np.intp))
    last[near.values[at]] = weights[at]
    loved = [row for row in chosen if row in evidence.loved]
    return total(chosen), largest, last, total(loved), total(disliked)
