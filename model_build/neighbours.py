"""Item-item neighbours: EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019), kept sparse."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

from model_build.ratings import Ratings

REGULARISATION = 200.0
"""EASE's lambda: the best of 50..1000 on users held out of ml-latest-small."""
NEIGHBOURS = 100
MOST_ITEMS = 12_000
"""The Gram matrix is dense, float32: 576 MB at this many titles. The less rated ones beyond it get no neighbours."""


@dataclass(frozen=True)
class Neighbours:
    """`rows` int32 [titles, k], -1 where there are fewer, and their `weights` float32 [titles, k], largest first."""

    rows: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]


def ease(ratings: Ratings, titles: int) -> Neighbours:
    """Fit EASE on who rated what and keep each title's strongest neighbours: whom to show to those who liked it."""
    rated = sparse.csr_array(
        (np.ones(len(ratings.item), np.float32), (ratings.user, ratings.item)), (int(ratings.user.max()) + 1, titles)
    )
    count = np.bincount(ratings.item, minlength=titles)
    kept = np.sort(np.argsort(-count, kind="stable")[: min(MOST_ITEMS, int((count > 1).sum()))])
    out = Neighbours(np.full((titles, NEIGHBOURS), -1, np.int32), np.zeros((titles, NEIGHBOURS), np.float32))
    if not len(kept):
        return out
    weights = _weights(rated[:, kept])
    width = min(NEIGHBOURS, len(kept) - 1)
    for place, row in enumerate(kept):
        line = weights[place]
        near = np.argpartition(-line, width)[:width] if width < len(line) else np.arange(len(line))
        near = near[np.lexsort((near, -line[near]))]
        near = near[line[near] > 0]
        out.rows[row, : len(near)] = kept[near]
        out.weights[row, : len(near)] = line[near]
    return out


def _weights(rated: sparse.csr_array) -> npt.NDArray[np.float32]:
    """EASE's item-item weights, float32 [items, items], zero diagonal; row i tells what an example i speaks for."""
    gram = (rated.T @ rated).toarray().astype(np.float32, order="F")
    gram[np.diag_indices_from(gram)] += REGULARISATION
    factor, failed = linalg.lapack.spotrf(gram, lower=1, overwrite_a=1)
    inverse, failed_too = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if failed or failed_too:
        raise ValueError("the Gram matrix of the ratings is not positive definite")
    lower = np.tril(inverse, -1)
    diagonal = np.diagonal(inverse).copy()
    symmetric = lower + lower.T
    # B = -P_ij / P_jj: an example i adds B[i, j] to the score of j.
    return np.asarray(-symmetric / diagonal[None, :], np.float32)
