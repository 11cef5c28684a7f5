"""Item-item neighbours: EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019), kept sparse.

One thing is added to it: two titles that a person rated soon after one another tell more of each other than two between
which lie years, so the Gram matrix counts pairs by how near they stand in each person's order of time.
"""

import os
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import linalg
from scipy.stats import rankdata
from threadpoolctl import threadpool_limits

from model_build.problems import DataError
from model_build.ratings import Ratings

REGULARISATION = 100.0
NEARNESS = 0.7
"""A pair counts `1 - NEARNESS` wherever it stands, and the rest by exp(-steps between them / REACH).

Both and REGULARISATION (EASE's lambda) are of the best on held-out ratings of MovieLens latest-small and 100K, two
splits each: nDCG@10 .283 and .337 for .267 and .329 of the best EASE; .6 to .9 and a reach of 6 to 30 do nearly as
well.
"""
REACH = 15.0
KEPT = 200
"""Neighbours kept of a title on average: on the same data 100 lose up to .6 % of nDCG@10, 400 gain .3 %."""
FEWEST = 20
"""Neighbours kept of every title: somebody may name the one that few have rated."""
MOST_ITEMS = 12_000
"""The Gram matrix is dense, float32: 576 MB at this many titles. The less rated ones beyond it get no neighbours."""
_BLOCK = 1024
_SAMPLE = 1 << 24
"""So many weights tell where to cut, from rows spread over all titles: 64 MB."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Neighbours:
    """Lists of neighbours: title i's are `rows[starts[i]:starts[i + 1]]`, int32, with `weights` float32.

    The largest come first; a negative weight speaks against a title. `starts` is int64 [titles + 1].
    """

    starts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int32]
    weights: Floats


def ease(ratings: Ratings, titles: int) -> Neighbours:
    """Fit EASE on who rated what and keep the neighbours that count: whom to show to those who watched a title."""
    count = np.bincount(ratings.item, minlength=titles)
    kept = np.sort(np.argsort(-count, kind="stable")[: min(MOST_ITEMS, int((count > 1).sum()))])
    if not len(kept):
        return Neighbours(np.zeros(titles + 1, np.int64), np.empty(0, np.int32), np.empty(0, np.float32))
    with threadpool_limits(os.cpu_count(), "blas"):  # one big piece of work: here BLAS may have all cores
        weights = _weights(_gram(ratings, kept, titles))
    return _strongest(weights, count[kept], kept, titles)


def _gram(ratings: Ratings, kept: npt.NDArray[np.int64], titles: int) -> Floats:
    """How often each two of the kept titles were rated by one person, by nearness in time, float32 [kept, kept]."""
    place = np.full(titles, -1)
    place[kept] = np.arange(len(kept))
    gram = np.zeros((len(kept), len(kept)), np.float32)
    starts = np.flatnonzero(np.diff(ratings.user, prepend=-1))
    for first, last in zip(starts, np.append(starts[1:], len(ratings)), strict=True):
        items = place[ratings.item[first:last]]
        # Equal times share a rank: without timestamps all pairs are as near as can be, and this is plain EASE.
        steps = rankdata(ratings.timestamp[first:last])[items >= 0].astype(np.float32)
        items = items[items >= 0]
        for block in range(0, len(items), _BLOCK):
            part = slice(block, block + _BLOCK)
            near = np.exp(np.abs(steps[part, None] - steps) / -np.float32(REACH))
            gram[np.ix_(items[part], items)] += np.float32(1 - NEARNESS) + np.float32(NEARNESS) * near
    return gram


def _weights(gram: Floats) -> Floats:
    """EASE's B, float32 [items, items], made in place of the Gram matrix: the example i adds B[i, j] to the score of j.

    B = -P_ij / P_jj (Steck 2019, equation 8), P the inverse of the regularised Gram matrix; the diagonal is 0.
    """
    gram[np.diag_indices_from(gram)] += REGULARISATION
    # LAPACK reads columns: the upper half of the transpose is the lower half here, and the matrix is symmetric.
    factor, failed = linalg.lapack.spotrf(gram.T, lower=1, overwrite_a=1)
    inverse, failed_too = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if failed or failed_too:
        raise DataError("the Gram matrix of the ratings cannot be inverted; are there ratings of extreme size?")
    for start in range(0, len(inverse), _BLOCK):  # only half of it is right: mirror it, a block at a time
        end = start + _BLOCK
        inverse[start:end, end:] = inverse[end:, start:end].T
        corner = inverse[start:end, start:end]
        corner[:] = np.tril(corner) + np.tril(corner, -1).T
    inverse /= -np.diagonal(inverse).copy()
    np.fill_diagonal(inverse, 0)
    return np.asarray(inverse)


def _strongest(weights: Floats, count: npt.NDArray[np.int64], kept: npt.NDArray[np.int64], titles: int) -> Neighbours:
    """Keep of each line the weights whose loss would be felt, KEPT of them on average, and FEWEST of each in any case.

    Without B[i, j], the scores of j are off by that much for each of the `count[i]` people who rated i: the sum of the
    squares of what is left out is least.
    """
    felt = np.sqrt(count, dtype=np.float32)
    sample = slice(None, None, 1 + weights.size // _SAMPLE)
    number = min(KEPT * len(weights[sample]), weights[sample].size - 1)
    least = -np.partition(-np.abs(weights[sample] * felt[sample, None]), number, axis=None)[number]
    rows, strengths = [], []
    for line, at_least in zip(weights, least / felt, strict=True):
        near = np.union1d(np.flatnonzero(np.abs(line) > at_least), np.argsort(-line, kind="stable")[:FEWEST])
        near = near[line[near] != 0]
        near = near[np.argsort(-line[near], kind="stable")]
        rows.append(kept[near].astype(np.int32))
        strengths.append(line[near])
    length = np.zeros(titles, np.int64)
    length[kept] = [len(row) for row in rows]
    return Neighbours(np.cumsum([0, *length], dtype=np.int64), np.concatenate(rows), np.concatenate(strengths))
