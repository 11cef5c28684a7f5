"""Item-item neighbours: EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019), kept sparse."""

import os
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse
from threadpoolctl import threadpool_limits

from model_build.problems import DataError
from model_build.ratings import Ratings

REGULARISATION = 200.0
"""EASE's lambda: of 50, 100, 200 ... 1600 the best on users held out of MovieLens latest-small (nDCG@10 .378)."""
NEIGHBOURS = 200
"""Neighbours kept of each title: in the same measurement 100 gave .372, 50 gave .367."""
MOST_ITEMS = 12_000
"""The Gram matrix is dense, float32: 576 MB at this many titles. The less rated ones beyond it get no neighbours."""
_BLOCK = 1024


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
    with threadpool_limits(os.cpu_count(), "blas"):  # one big piece of work: here BLAS may have all cores
        inverse = _inverse(rated[:, kept])
    diagonal = np.diagonal(inverse).copy()
    width = min(NEIGHBOURS, len(kept) - 1)
    for place, row in enumerate(kept):
        # B = -P_ij / P_jj (equation 8): an example i adds B[i, j] to the score of j. P is symmetric, half of it known.
        line = -np.concatenate((inverse[place, :place], inverse[place:, place])) / diagonal
        line[place] = -np.inf
        near = np.argpartition(-line, width)[:width]
        near = near[np.lexsort((near, -line[near]))]
        near = near[line[near] > 0]
        out.rows[row, : len(near)] = kept[near]
        out.weights[row, : len(near)] = line[near]
    return out


def _inverse(rated: sparse.csr_array) -> npt.NDArray[np.float32]:
    """The inverse of the regularised Gram matrix, float32 [items, items], of which only the lower half is right.

    Made in place, a block of columns at a time: the matrix is there once, and nothing else of its size.
    """
    items = rated.shape[1]
    gram = np.empty((items, items), np.float32, order="F")
    for start in range(0, items, _BLOCK):
        gram[:, start : start + _BLOCK] = (rated.T @ rated[:, start : start + _BLOCK]).toarray()
    gram[np.diag_indices_from(gram)] += REGULARISATION
    factor, failed = linalg.lapack.spotrf(gram, lower=1, overwrite_a=1)
    inverse, failed_too = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if failed or failed_too:
        raise DataError("the Gram matrix of the ratings cannot be inverted; are there ratings of extreme size?")
    return np.asarray(inverse)
