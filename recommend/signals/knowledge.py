"""Knowledge: what goes with the examples and what answers such a request, in the eyes of the catalogue's writers."""

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector

NAMES = ("alike", "alike_last", "alike_steps", "advice", "towers", "towers_last")

RECENT = 20
"""At most this many examples are looked up, the latest."""
NEAR = 40
"""So many of the nearest written requests vote."""
_FAR = 0.25
"""A cosine up to this is no nearness; above it a request votes with the square of what is left."""


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """What goes with the examples, with the last of them, and in two steps; what answers the words.

    That is told by votes of the nearest written requests, and by the two towers, for all words and for the last turn.
    """
    known = arrays.knowledge
    if known is None or not (evidence.examples or evidence.whole is not None):
        return None
    titles = len(arrays.catalog)
    alike, last, steps, advice, towers, towers_last = (np.zeros(titles, np.float32) for _ in NAMES)
    examples = list(evidence.examples[-RECENT:])
    if examples:
        share = np.float32(1 / np.sqrt(len(examples)))
        named = np.zeros(titles, np.float32)
        named[examples] = share
        alike = known.near(named)
        last = known.near(np.eye(1, titles, examples[-1], np.float32)[0])
        steps = known.steps(examples) * share
    if evidence.whole is not None and len(known.asked):
        cosine = known.asked @ evidence.whole
        nearest = np.argsort(-cosine, kind="stable")[:NEAR]
        vote = np.square(np.maximum(cosine[nearest] - _FAR, 0))
        rows, place = known.answers.gather(nearest)
        advice = np.bincount(rows, vote[place], titles).astype(np.float32)
        towers = known.wanted(evidence.whole)
    if evidence.last is not None and len(known.asked):
        towers_last = known.wanted(evidence.last)
    return alike, last, steps, advice, towers, towers_last
