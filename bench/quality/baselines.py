"""What a history model is measured against: popularity, item-kNN and EASE, each as scores [people, titles]."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float32]

LAMBDAS = (50, 100, 200, 300, 400, 500, 700, 1000, 1400, 2000)
NEAREST = (20, 50, 100, 200, 400)
SHRINKAGE = (0, 10, 30, 100)


def popularity(train: sparse.csr_array) -> Floats:
    """How many chose each title, the same for everybody."""
    return np.tile(np.asarray(train.sum(axis=0), np.float32), (train.shape[0], 1))


def ease(train: sparse.csr_array) -> Iterator[tuple[str, Floats]]:
    """Yield EASE's scores by lambda, exact and dense (Steck, WWW 2019, equation 8).

    With fewer people than titles the inverse of X'X + lambda I comes from one of XX' + lambda I (Woodbury).
    """
    chosen = train.toarray().astype(np.float64)
    kernel = chosen @ chosen.T
    for strength in LAMBDAS:
        solved = np.linalg.solve(kernel + strength * np.eye(len(kernel)), chosen)
        diagonal = (1 - (chosen * solved).sum(axis=0)) / strength
        # X P = (X - XX' (XX' + lambda I)^-1 X) / lambda, which is the solved system itself.
        yield f"lambda {strength}", (chosen - solved / diagonal).astype(np.float32)


def knn(train: sparse.csr_array) -> Iterator[tuple[str, Floats]]:
    """Yield item-kNN's scores by neighbourhood and shrinkage: summed shrunk cosines (Sarwar et al., WWW 2001)."""
    titles = train.shape[1]
    known = np.flatnonzero(np.asarray(train.sum(axis=0)) > 0)
    chosen = train[:, known]
    together = (chosen.T @ chosen).toarray()
    length = np.sqrt(np.diagonal(together))
    np.fill_diagonal(together, 0)
    most = min(max(NEAREST), len(known))
    for shrinkage in SHRINKAGE:
        cosine = together / (length[:, None] * length + np.float32(shrinkage))
        near = np.argpartition(-cosine, most - 1, axis=1)[:, :most]
        weight = np.take_along_axis(cosine, near, 1)
        order = np.argsort(-weight, axis=1, kind="stable")
        near, weight = np.take_along_axis(near, order, 1), np.take_along_axis(weight, order, 1)
        for number in sorted({min(each, most) for each in NEAREST}):
            starts = np.arange(len(known) + 1) * number
            nearest = (weight[:, :number].ravel(), near[:, :number].ravel(), starts)
            scores = np.zeros((train.shape[0], titles), np.float32)
            scores[:, known] = (chosen @ sparse.csr_array(nearest, cosine.shape).T).toarray()
            yield f"{number} neighbours, shrinkage {shrinkage}", scores
