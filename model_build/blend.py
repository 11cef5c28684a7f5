"""Fitting the blend: a listwise linear model, softmax cross-entropy of each right answer against sampled others."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from recommend.evidence import Signals, Vector
from recommend.signals import AGAINST, NAMES

NEGATIVES = 400
"""Other titles that an answer is compared with, drawn evenly from the whole catalogue, which the blend has to score."""
MOST_ANSWERS = 10
"""Lists of one request: a person with a long history must not outweigh the others."""
RIDGE = 1e-4
ORDER_RIDGE = 1e-3
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


def fit(lists: Sequence[npt.NDArray[np.float32]], names: Sequence[str] = NAMES) -> Vector:
    """Weights of the signals `names`, float32 [signals], under which answers score above those they are compared with.

    Lists are those of `comparisons`.
    """
    rows = np.stack(lists)
    right = np.zeros(rows.shape[:2], bool)
    right[:, 0] = True
    return _fitted(rows, right, names, RIDGE)


def fit_order(pools: Sequence[tuple[Signals, npt.NDArray[np.bool_]]]) -> Vector:
    """Weights that put candidates in order, float32 [2 * signals], fitted among the candidates alone.

    A pool is float32 [2 * signals, candidates], the signals `grown`, and which candidates are right; all have one
    length. Answers that are no candidates teach nothing here: among titles that all have something for them, other
    things matter.
    """
    rows = np.stack([values.T for values, _ in pools])
    return _fitted(rows, np.stack([right for _, right in pools]), (*NAMES, *NAMES), ORDER_RIDGE)


def _fitted(rows: npt.NDArray[np.float32], right: npt.NDArray[np.bool_], names: Sequence[str], ridge: float) -> Vector:
    """Fit by softmax cross-entropy; `right` bool [lists, titles], `rows` [lists, titles, signals] are overwritten."""
    # Relative to a right one, which changes no softmax: what is the same for all titles becomes exactly nothing.
    rows -= rows[np.arange(len(rows)), right.argmax(axis=1)][:, None]
    scale = rows.reshape(-1, rows.shape[2]).std(axis=0, dtype=np.float64)
    scale[scale < _CONSTANT] = 1.0
    rows /= scale.astype(np.float32)
    chosen = right.astype(np.float32)
    answers = chosen.sum(axis=1)

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = rows @ weights.astype(np.float32)
        total = special.logsumexp(scores, axis=1)
        surplus = answers[:, None] * np.exp(scores - total[:, None]) - chosen
        gradient = np.einsum("ln,lnk->k", surplus, rows) / answers.sum() + 2 * ridge * weights
        value = (answers @ total - (chosen * scores).sum()) / answers.sum()
        return float(value + ridge * weights @ weights), gradient.astype(float)

    bounds = [(None, 0.0 if name in AGAINST else None) for name in names]
    start = np.zeros(rows.shape[2])
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return np.asarray(found.x / scale, np.float32)
