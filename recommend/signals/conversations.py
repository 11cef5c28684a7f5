"""Past conversations: the answers to the requests nearest in meaning, and titles named along with the examples."""

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector

NAMES = ("turns_near", "turns_nearest", "named_with", "named_with_lift", "named_often")

NEAR = 80
"""So many of the nearest turns vote."""
_FAR = 0.25
"""A cosine up to this is no nearness; above it a turn votes with the square of what is left."""
RECENT = 20
"""At most this many examples are looked up, the latest."""


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """Votes of the nearest turns (summed, and the largest), titles named along with the examples, how often at all."""
    past = arrays.conversations
    if past is None:
        return None
    titles = len(arrays.catalog)
    votes, largest, together, lift = (np.zeros(titles, np.float32) for _ in range(4))
    if evidence.whole is not None:
        turns, cosine = past.near(evidence.whole, NEAR)
        vote = np.square(np.maximum(cosine - _FAR, 0))
        rows, place = past.answers.gather(turns)
        np.add.at(votes, rows, vote[place])
        np.maximum.at(largest, rows, vote[place])
    examples = evidence.examples[-RECENT:]
    for row in examples:
        found = past.with_title(row)
        rows, _ = past.titles.gather(found)
        count = np.bincount(rows, minlength=titles).astype(np.float32) / np.sqrt(len(found) + 1)
        together += count
        lift += count / np.sqrt(past.counts + 1)
    if examples:
        together /= np.sqrt(len(examples))
        lift /= np.sqrt(len(examples))
    often = np.log1p(past.counts) / np.log1p(max(float(past.counts.max()), 1.0))
    return votes, largest, together, lift, often.astype(np.float32)
