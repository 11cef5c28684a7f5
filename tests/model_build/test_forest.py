from pathlib import Path

import numpy as np
import pytest

from model_build import forest
from model_build.problems import DataError
from recommend.model_folder import ModelError
from recommend.ranker import FEATURES, Forest

ROWS = np.random.default_rng(0).random((4000, len(FEATURES)), np.float32)
LABELS = ROWS[:, 3] > 0.9


@pytest.fixture(scope="module")
def fitted() -> object:
    return forest.train(ROWS, LABELS, seed=1)


def test_it_learns_and_the_export_agrees(fitted: object, tmp_path: Path) -> None:
    forest.export(fitted, tmp_path / "ranker.onnx")
    scores = Forest(tmp_path / "ranker.onnx").score(ROWS)
    assert scores[LABELS].mean() > scores[~LABELS].mean() + 0.3
    parity = forest.compare(fitted, tmp_path / "ranker.onnx", ROWS, seed=1)
    assert parity.rows == 10_000
    assert parity.largest_difference < 1e-5


def test_what_is_like_something_disliked_is_never_lifted() -> None:
    """Even where people chose again what they had rated low."""
    disliked = FEATURES.index("neighbours_disliked")
    fitted = forest.train(ROWS, (ROWS[:, disliked] > 0.5) & (ROWS[:, 3] > 0.5), seed=1)
    lifted = ROWS.copy()
    lifted[:, disliked] += 0.5
    assert (fitted.predict(lifted) <= fitted.predict(ROWS) + 1e-9).all()


def test_equal_input_makes_equal_files(fitted: object, tmp_path: Path) -> None:
    forest.export(fitted, tmp_path / "a.onnx")
    forest.export(forest.train(ROWS, LABELS, seed=1), tmp_path / "b.onnx")
    assert (tmp_path / "a.onnx").read_bytes() == (tmp_path / "b.onnx").read_bytes()


def test_a_forest_that_differs_stops_the_build(fitted: object, tmp_path: Path) -> None:
    forest.export(forest.train(ROWS, ROWS[:, 4] > 0.5, seed=1), tmp_path / "other.onnx")
    with pytest.raises(DataError, match="differs from scikit-learn's on"):
        forest.compare(fitted, tmp_path / "other.onnx", ROWS, seed=1)


def test_a_forest_of_other_features_is_refused(tmp_path: Path) -> None:
    from skl2onnx import to_onnx
    from sklearn.ensemble import RandomForestRegressor

    other = RandomForestRegressor(2).fit(ROWS[:50, :5], LABELS[:50])
    (tmp_path / "r.onnx").write_bytes(to_onnx(other, ROWS[:1, :5], target_opset=forest.OPSET).SerializeToString())
    with pytest.raises(ModelError, match="reads 5 features"):
        Forest(tmp_path / "r.onnx")
