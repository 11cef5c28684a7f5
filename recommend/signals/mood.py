"""Mood affinity: what is wanted against the moods that a title carries."""

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector

NAMES = ("mood_affinity", "mood_clash")

_LIGHT = np.array([1, 1, 0.3, 0, -0.5, -1, -1, 0.3, 0, 0.7, 0, 0, 1, 0.3], np.float32)
"""How light each of the 14 moods is, -1..1, in the order of WANTED: a light tone wants it, an intense one not."""


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """The weighted mean of the wanted moods in each title, and how far its lightness is from the tone asked for."""
    wanted = evidence.wanted()
    tone = {"light": 1.0, "balanced": 0.0, "intense": -1.0}[evidence.mood.tone]
    if arrays.moods is None or not (wanted.any() or tone):
        return None
    total = float(wanted.sum())
    affinity = arrays.moods @ (wanted / total if total else wanted)
    clash = -tone * (arrays.moods @ _LIGHT)
    return np.asarray(affinity, np.float32), np.clip(clash, -1, 1).astype(np.float32)
