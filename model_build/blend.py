"""Fitting the blend: a listwise linear model, softmax cross-entropy of each right answer against sampled others."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from recommend.evidence import Signals, Vector
from recommend.signals import NAMES

NEGATIVES = 400
"""Other titles that an answer is compared with: half drawn evenly, half by popularity, its real competitors."""
MOST_ANSWERS = 10
"""Lists of one request: a person with a long history must not outweigh the others."""
RIDGE = 1e-4
_POPULARITY = NAMES.index("popularity")
_STEEPNESS = 4
"""Popular negatives are drawn by this power of their popularity share: mostly from the top fifth."""


def comparisons(
    values: Signals, relevant: Sequence[int], excluded: Sequence[int], random: np.random.Generator
) -> list[npt.NDArray[np.float32]]:
    """One list an answer, float32 [1 + NEGATIVES, signals], the answer first; what is excluded is in none."""
    popularity = values[_POPULARITY]
    free = np.ones(len(popularity), bool)
    free[list(excluded)] = False
    free[list(relevant)] = False
    rows = np.flatnonzero(free)
    if not len(rows):
        return []
    weight = popularity[rows].astype(float) ** _STEEPNESS
    chance = weight / weight.sum() if weight.any() else None
    lists = []
    for answer in random.permutation(sorted(set(relevant) - set(excluded)))[:MOST_ANSWERS]:
        others = random.choice(rows, NEGATIVES // 2), random.choice(rows, NEGATIVES // 2, p=chance)
        lists.append(values[:, np.concatenate(([answer], *others))].T.copy())
    return lists


def fit(lists: Sequence[npt.NDArray[np.float32]]) -> Vector:
    """Weights of the signals, float32 [signals], under which right answers score above the others."""
    rows = np.stack(lists)
    scale = rows.reshape(-1, rows.shape[2]).std(axis=0) + 1e-6
    scaled = rows / scale
    answers = scaled[:, 0].sum(axis=0)

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = scaled @ weights.astype(np.float32)
        total = special.logsumexp(scores, axis=1)
        chance = np.exp(scores - total[:, None])
        gradient = (np.einsum("ln,lnk->k", chance, scaled) - answers) / len(scaled) + 2 * RIDGE * weights
        return float((total - scores[:, 0]).mean() + RIDGE * weights @ weights), gradient.astype(float)

    found = optimize.minimize(loss, np.zeros(rows.shape[2]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x / scale, np.float32)
