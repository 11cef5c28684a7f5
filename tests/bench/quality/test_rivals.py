import numpy as np

from bench.quality import rivals
from bench.quality.rivals import Pool
from recommend.evidence import Vector

POOLS = [
    Pool(np.array([7, 3, 5]), np.array([3, 2, 1], np.float32), np.array([[0], [0], [9]], np.float32)),
    Pool(np.empty(0, np.intp), np.empty(0, np.float32), np.empty((0, 1), np.float32)),
]


def trees(features: rivals.Floats) -> Vector:
    return features[:, 0]


def test_candidates_are_reranked() -> None:
    assert rivals.reranked(POOLS, None) == [[7, 3, 5], []]
    assert rivals.reranked(POOLS, trees) == [[5, 7, 3], []]
    assert rivals.reranked(POOLS, trees, together=True) == [[7, 5, 3], []]  # 1.2 - 0.7, -1.2 + 1.4, 0 - 0.7
