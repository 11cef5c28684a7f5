"""Content similarity: titles whose embeddings are near those of the examples."""

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector, take

NAMES = ("content_mean", "content_max", "content_disliked")

RECENT = 20
"""At most this many examples are compared, the latest: a taste moves, and each costs a pass over the catalogue."""


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """Mean and largest cosine with the examples, and the largest with what was disliked."""
    examples, disliked = evidence.examples[-RECENT:], evidence.disliked[-RECENT:]
    if arrays.embeddings is None or not (examples or disliked):
        return None
    nothing = np.zeros(len(arrays.catalog), np.float32)
    near = arrays.embeddings @ take(arrays.embeddings, examples).T if examples else nothing[:, None]
    far = arrays.embeddings @ take(arrays.embeddings, disliked).T if disliked else nothing[:, None]
    return near.mean(axis=1), near.max(axis=1), far.max(axis=1)
