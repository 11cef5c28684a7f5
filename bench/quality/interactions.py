"""Who chose what: the ratings of one data set as a matrix of choices, split into parts to train, tune and judge on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from model_build import metrics
from model_build.metrics import TOP
from model_build.ratings import Ratings

Figures = npt.NDArray[np.float64]
TRAIN, VALID, TEST = 0, 1, 2
SHARE = 10
"""Of so many ratings of a person one goes to each of the parts to tune and to judge on."""


@dataclass(frozen=True)
class Parts:
    """Choices float32 [people, titles], 1 where somebody rated a title (however well), part by part.

    `part` is TRAIN, VALID or TEST for each of `ratings`.
    """

    ratings: Ratings
    part: npt.NDArray[np.int8]
    train: sparse.csr_array
    valid: sparse.csr_array
    test: sparse.csr_array

    @classmethod
    def of(cls, ratings: Ratings, titles: int, seed: int) -> "Parts":
        """Split each person's ratings by chance, 8:1:1."""
        part = split(ratings, seed)

        def matrix(which: int) -> sparse.csr_array:
            rows, columns = ratings.user[part == which], ratings.item[part == which]
            ones = np.ones(len(rows), np.float32)
            return sparse.csr_array((ones, (rows, columns)), (len(ratings.users), titles))

        return cls(ratings, part, matrix(TRAIN), matrix(VALID), matrix(TEST))


def split(ratings: Ratings, seed: int) -> npt.NDArray[np.int8]:
    """The part of each rating: of every person one in SHARE for tuning and one for judging, the rest for training."""
    random = np.random.default_rng(seed)
    part = np.full(len(ratings), TRAIN, np.int8)
    starts = np.flatnonzero(np.diff(ratings.user, prepend=-1))
    for start, end in zip(starts, np.append(starts[1:], len(ratings)), strict=True):
        order, number = start + random.permutation(end - start), (end - start) // SHARE
        part[order[:number]], part[order[number : 2 * number]] = VALID, TEST
    return part


def first(scores: npt.NDArray[np.float32], gone: sparse.csr_array, number: int) -> list[list[int]]:
    """Each person's best titles by scores [people, titles], best first, ties by row, without those that are `gone`."""
    scores = np.where(gone.toarray() > 0, -np.inf, scores)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :number]
    found: list[list[int]] = order.tolist()
    return found


def ndcg(ranked: Sequence[Sequence[int]], truth: sparse.csr_array) -> Figures:
    """nDCG@10 of each person, float [people]; 0 for one without an answer."""
    places = [[place for place, row in enumerate(rows) if row in own] for rows, own in _pairs(ranked, truth)]
    return np.array([metrics.ndcg(found, len(own)) for found, own in zip(places, sets(truth), strict=True)])


def recall(ranked: Sequence[Sequence[int]], truth: sparse.csr_array) -> Figures:
    """The share of each person's answers among the first ten, float [people]; 0 for one without an answer."""
    return np.array([len(own.intersection(rows[:TOP])) / max(len(own), 1) for rows, own in _pairs(ranked, truth)])


def _pairs(ranked: Sequence[Sequence[int]], truth: sparse.csr_array) -> Iterable[tuple[Sequence[int], set[int]]]:
    return zip(ranked, sets(truth), strict=True)


def sets(matrix: sparse.csr_array) -> list[set[int]]:
    """The titles of each person."""
    return [set(rows.tolist()) for rows in np.split(matrix.indices, matrix.indptr[1:-1])]
