"""Rankers compared on the same requests: recall, and the difference of two recalls with its interval."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from model_build import metrics
from model_build.metrics import Figure

Floats = npt.NDArray[np.float64]


def found(ranked: Sequence[Sequence[int]], answers: Sequence[Sequence[int]], cut: int) -> Floats:
    """How many of its answers each request finds among the first `cut`, float [requests]."""
    return np.array([len(set(rows[:cut]) & set(truth)) for rows, truth in zip(ranked, answers, strict=True)], float)


def recall(ranked: Sequence[Sequence[int]], answers: Sequence[Sequence[int]], cut: int) -> Figure:
    """Recall over all answers."""
    return _ratio(found(ranked, answers, cut), answers)


def difference(
    ranked: Sequence[Sequence[int]], other: Sequence[Sequence[int]], answers: Sequence[Sequence[int]], cut: int
) -> Figure:
    """Recall of the first less that of the second, by a paired bootstrap over requests."""
    return _ratio(found(ranked, answers, cut) - found(other, answers, cut), answers)


def shown(figure: Figure, *, signed: bool = False) -> str:
    """A figure with its interval, as text."""
    sign = "+" if signed else ""
    return f"{figure.value:{sign}.3f} ({figure.low:{sign}.3f} to {figure.high:{sign}.3f})"


def _ratio(gains: Floats, answers: Sequence[Sequence[int]]) -> Figure:
    """The sum of gains over that of answers; requests without answers are not drawn."""
    sizes = np.array([len(truth) for truth in answers], float)
    return metrics.ratio(gains[sizes > 0], sizes[sizes > 0])
