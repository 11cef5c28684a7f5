"""Meaning: the request's sentence embedding against each title's (cosine)."""

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector

NAMES = ("meaning_last", "meaning_whole")


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """Cosines of every title with the last turn and with all that the user said."""
    if arrays.embeddings is None or evidence.last is None or evidence.whole is None:
        return None
    if np.array_equal(evidence.whole, evidence.last):
        cosine = arrays.embeddings @ evidence.last
        return cosine, cosine
    # Both in one pass: it is reading the embeddings that takes the time.
    both = arrays.embeddings @ np.stack((evidence.last, evidence.whole)).T
    return both[:, 0], both[:, 1]
