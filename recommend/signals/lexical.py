"""Words in common: the request's words against those of a title's overview, keywords and name, by inverse frequency."""

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector

NAMES = ("words_shared",)

_COMMON = 0.1
"""A word in more than this share of the titles says nothing."""
_MOST = 60


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """Summed inverse document frequency of the shared words, over that of all the request's words that are known."""
    titles = len(arrays.catalog)
    shared, total = np.zeros(titles, np.float32), 0.0
    for word in dict.fromkeys(evidence.words[-_MOST:]):
        rows = arrays.catalog.postings.find("word", word)
        if 0 < len(rows) <= max(_COMMON * titles, 1):
            weight = float(np.log(titles / len(rows)))
            shared[rows] += weight
            total += weight
    return (shared / total,) if total else None
