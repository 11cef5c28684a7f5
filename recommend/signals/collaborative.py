"""Item-item collaborative filtering: what people who rated the examples also rated, from sparse neighbour lists."""

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector

NAMES = ("neighbours_sum", "neighbours_max", "neighbours_last")

RECENT = 200
"""At most this many examples are read, the latest: a bound on the work of one request."""


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """Summed neighbour weight (over the square root of the number of examples), the largest, and the last example's."""
    examples = evidence.examples[-RECENT:]
    if arrays.neighbours is None or arrays.weights is None or not examples:
        return None
    titles = len(arrays.catalog)
    total, largest, last = (np.zeros(titles, np.float32) for _ in range(3))
    for signed, rows in ((1.0, examples), (-0.5, evidence.disliked[-RECENT:])):
        for row in rows:
            near = arrays.neighbours[row]
            near = near[near >= 0]
            weight = arrays.weights[row, : len(near)]
            total[near] += signed * weight
            if signed > 0:
                np.maximum.at(largest, near, weight)
    near = arrays.neighbours[examples[-1]]
    near = near[near >= 0]
    last[near] = arrays.weights[examples[-1], : len(near)]
    return total / np.float32(np.sqrt(len(examples))), largest, last
