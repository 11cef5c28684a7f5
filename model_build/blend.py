"""Fitting the blend: a listwise linear model, softmax cross-entropy of each right answer against sampled others."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from recommend.evidence import Signals, Vector

NEGATIVES = 400
"""Other titles that an answer is compared with, drawn evenly from the whole catalogue, which the blend has to score."""
MOST_ANSWERS = 10
"""Lists of one request: a person with a long history must not outweigh the others."""
RIDGE = 1e-4
_CONSTANT = 1e-6


def comparisons(
    values: Signals, relevant: Sequence[int], excluded: Sequence[int], most: int, random: np.random.Generator
) -> list[npt.NDArray[np.float32]]:
    """One list an answer, at most so many, float32 [1 + NEGATIVES, signals], the answer first; nothing excluded."""
    free = np.ones(values.shape[1], bool)
    free[list(excluded)] = False
    free[list(relevant)] = False
    others = np.flatnonzero(free)
    if not len(others):
        return []
    answers = random.permutation(sorted(set(relevant) - set(excluded)))[: min(most, MOST_ANSWERS)]
    return [values[:, np.append(answer, random.choice(others, NEGATIVES))].T.copy() for answer in answers]


def fit(lists: Sequence[npt.NDArray[np.float32]]) -> Vector:
    """Weights of the signals, float32 [signals], under which right answers score above the others."""
    rows = np.stack(lists)
    # Relative to the answer, which changes no softmax: what is the same for all titles becomes exactly nothing.
    rows -= rows[:, :1]
    scale = rows.reshape(-1, rows.shape[2]).std(axis=0, dtype=np.float64)
    scale[scale < _CONSTANT] = 1.0
    rows /= scale.astype(np.float32)

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = rows @ weights.astype(np.float32)
        total = special.logsumexp(scores, axis=1)
        chance = np.exp(scores - total[:, None])
        gradient = np.einsum("ln,lnk->k", chance, rows) / len(rows) + 2 * RIDGE * weights
        return float(total.mean() + RIDGE * weights @ weights), gradient.astype(float)

    found = optimize.minimize(loss, np.zeros(rows.shape[2]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x / scale, np.float32)
