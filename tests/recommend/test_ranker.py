from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import RandomForestRegressor

from mood_extract.mood import Mood
from recommend.evidence import Evidence
from recommend.model_folder import ModelError
from recommend.ranker import FEATURES, FILES, Forest, features
from recommend.signals import CONTEXT, NAMES


def test_features_of_the_candidates() -> None:
    values = np.arange(len(NAMES) * 4, dtype=np.float32).reshape(len(NAMES), 4)
    evidence = Evidence(words=("a",) * 40, mood=Mood(wanted={"funny": 1.0}))
    made = features(values, evidence, np.array([1, 3, 2]), np.array([3.0, 2.0, 1.0], np.float32))
    column = {name: made[:, at] for at, name in enumerate(FEATURES)}
    assert made.shape == (3, len(FEATURES))
    assert made.dtype == np.float32
    assert column[NAMES[0]].tolist() == [1, 3, 2]
    assert column["blend"] == pytest.approx([1.2247, 0, -1.2247], abs=1e-3)
    assert column["blend_rank"] == pytest.approx([1, 0.7071, 0.5774], abs=1e-3)
    assert [column[name].tolist() for name in CONTEXT] == [[1] * 3, [0] * 3, [0] * 3, [1] * 3]


def test_equal_candidates_make_finite_features() -> None:
    made = features(np.zeros((len(NAMES), 2), np.float32), Evidence(), np.array([0, 1]), np.zeros(2, np.float32))
    assert np.isfinite(made).all()


def test_a_forest_scores_each_row_by_what_it_learned(whole_folder: Path) -> None:
    forest = Forest(whole_folder / FILES["asked"])
    rows = np.full((2, len(FEATURES)), 0.5, np.float32)
    rows[:, FEATURES.index("popularity")] = 0.1, 0.9
    scores = forest.score(rows)
    assert scores.shape == (2,)
    assert scores.dtype == np.float32
    assert scores[0] < 0.3 < 0.7 < scores[1]


def test_what_is_no_forest_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "ranker.onnx").write_bytes(b"not a forest")
    with pytest.raises(ModelError, match=r"ranker\.onnx is not a forest") as refused:
        Forest(tmp_path / "ranker.onnx")
    assert "\n" not in str(refused.value)


def test_a_forest_of_other_features_is_refused(tmp_path: Path) -> None:
    from skl2onnx import to_onnx

    small = RandomForestRegressor(1).fit(np.eye(3, dtype=np.float32), [0.0, 1.0, 2.0])
    (tmp_path / "ranker.onnx").write_bytes(to_onnx(small, np.eye(3, dtype=np.float32)).SerializeToString())
    with pytest.raises(ModelError, match=rf"reads 3 features, this app makes {len(FEATURES)}"):
        Forest(tmp_path / "ranker.onnx")
