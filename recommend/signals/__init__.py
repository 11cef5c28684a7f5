"""The signals of the hybrid: what speaks for a title, each module one kind of evidence, all of one shape.

A signal module has NAMES and `score(arrays, evidence)`, which gives one float32 [titles] vector a name, or None when
this request has no such evidence (or the leg is missing): then its signals are zero.
"""

from collections.abc import Sequence
from types import ModuleType

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Signals, Vector
from recommend.signals import collaborative, content, conversations, facts, knowledge, lexical, meaning, mood, prior

MODULES: dict[str, ModuleType] = {
    "meaning": meaning,
    "mood": mood,
    "collaborative": collaborative,
    "content": content,
    "conversations": conversations,
    "knowledge": knowledge,
    "facts": facts,
    "lexical": lexical,
    "prior": prior,
}
"""The legs that score titles, by the name that `legs` and LEGS_OFF use."""

NAMES: tuple[str, ...] = tuple(name for module in MODULES.values() for name in module.NAMES)
AGAINST = frozenset({"neighbours_disliked", "content_disliked"})
"""Signals that may only count against a title, whatever data says: people do choose again what is like something that
they rated low, but who says "I didn't like it" must not be shown more of the same."""
CONTEXT = ("words", "examples", "asks_genre", "asks_mood")
"""What a forest sees of the request itself, equal for all titles: how much of each kind of evidence there is."""


def compute(arrays: Arrays, evidence: Evidence, off: frozenset[str] = frozenset()) -> tuple[Signals, tuple[str, ...]]:
    """All signals, float32 [len(NAMES), titles], and the legs that had something to say."""
    out = np.zeros((len(NAMES), len(arrays.catalog)), np.float32)
    legs, at = [], 0
    for leg, module in MODULES.items():
        scores: Sequence[Vector] | None = None if leg in off else module.score(arrays, evidence)
        if scores is not None:
            out[at : at + len(module.NAMES)] = scores
            legs.append(leg)
        at += len(module.NAMES)
    return out, tuple(legs)


def context(evidence: Evidence) -> Vector:
    """The request's own features, float32 [len(CONTEXT)], each 0..1."""
    return np.array(
        [
            min(len(evidence.words), 40) / 40,
            np.log1p(min(len(evidence.examples), 200)) / np.log1p(200),
            float(bool(evidence.asked("genre"))),
            float(bool(evidence.mood.wanted)),
        ],
        np.float32,
    )
