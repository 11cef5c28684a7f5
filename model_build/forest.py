"""The RandomForest: trained with scikit-learn on the very candidates it will rank, exported to ONNX, compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import RandomForestRegressor

from model_build.problems import DataError
from recommend.ranker import FEATURES, Forest
from recommend.signals import AGAINST

TREES = 60
MOST_LEAVES = 512
SMALLEST_LEAF = 30
"""Right answers are rare among candidates (1 in 200), so that a small leaf fits chance."""
PARITY_ROWS = 10_000
TOLERANCE = 1e-5
ALLOWED_OFF = 1
"""Rows that may differ by more than TOLERANCE: a value that is a threshold to the last bit may fall to either side."""
OPSET = {"": 17, "ai.onnx.ml": 3}

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Parity:
    """How scikit-learn's forest and onnxruntime's agree on `rows` rows."""

    rows: int
    largest_difference: float
    rows_off: int


def train(
    rows: Floats, labels: npt.NDArray[np.bool_], seed: int, names: Sequence[str] = FEATURES
) -> RandomForestRegressor:
    """Fit the forest on rows float32 [n, names]; labels tell right answers, the score is their share in a leaf.

    It falls, or stays, with what is AGAINST a title.
    """
    forest = RandomForestRegressor(
        TREES,
        max_leaf_nodes=MOST_LEAVES,
        min_samples_leaf=min(SMALLEST_LEAF, max(1, len(rows) // 100)),
        max_features=1 / 3,
        monotonic_cst=[-int(name in AGAINST) for name in names],
        random_state=seed,
        n_jobs=-1,
    )
    return forest.fit(rows, labels.astype(np.float64))


def export(forest: RandomForestRegressor, path: Path) -> None:
    """Write the forest as ONNX: equal forests make equal files."""
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import FloatTensorType

    model = to_onnx(
        forest, initial_types=[("features", FloatTensorType([None, len(FEATURES)]))], target_opset=OPSET, name="ranker"
    )
    path.write_bytes(model.SerializeToString(deterministic=True))


def compare(forest: RandomForestRegressor, path: Path, rows: Floats, seed: int) -> Parity:
    """Compare the two on 10,000 rows: real ones, and real ones shaken so that they fall between the thresholds.

    DataError when more than one row differs by over 1e-5.
    """
    random = np.random.default_rng(seed)
    sample = rows[random.integers(0, len(rows), PARITY_ROWS)]
    half = PARITY_ROWS // 2
    sample[half:] += random.normal(0, 0.05, sample[half:].shape).astype(np.float32)
    # On one thread: several add their trees in the order in which they finish, and the last bits differ.
    difference = np.abs(forest.set_params(n_jobs=1).predict(sample) - Forest(path).score(sample))
    parity = Parity(PARITY_ROWS, float(difference.max()), int((difference > TOLERANCE).sum()))
    if parity.rows_off > ALLOWED_OFF:
        raise DataError(
            f"the exported forest differs from scikit-learn's on {parity.rows_off} of {PARITY_ROWS} rows (by up to "
            f"{parity.largest_difference:.2g}); nothing was written; check the versions of skl2onnx and onnxruntime"
        )
    return parity
