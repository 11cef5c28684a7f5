from pathlib import Path

import numpy as np
import pytest

from mood_extract.mood import Mood
from recommend.blend import HAND, Blend
from recommend.evidence import SITUATIONS, Evidence
from recommend.model_folder import ModelError
from recommend.signals import NAMES

WEIGHTS = np.arange(len(NAMES), dtype=np.float32)


def test_hand_weights_name_real_signals() -> None:
    assert set(HAND) <= set(NAMES)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    Blend({"asked": WEIGHTS, "history": -WEIGHTS}).write(tmp_path / "blend.json")
    read = Blend.load(tmp_path / "blend.json")
    assert np.array_equal(read.weights["asked"], WEIGHTS)
    assert np.array_equal(read.weights["history"], -WEIGHTS)
    assert set(read.weights) == set(SITUATIONS)


def test_blend_and_forest_speak_together(tmp_path: Path) -> None:
    """Both standardised, the forest as far as it is trusted: worked out by hand."""
    Blend({"asked": WEIGHTS, "history": WEIGHTS}, {"asked": 0.25}).write(tmp_path / "blend.json")
    blend = Blend.load(tmp_path / "blend.json")
    blended, trees = np.array([3.0, 1.0], np.float32), np.array([0.2, 0.8], np.float32)
    assert blend.with_forest(blended, trees, "asked") == pytest.approx([0.75, -0.75])
    assert blend.with_forest(blended, trees, "history") == pytest.approx([0, 0])
    assert blend.with_forest(blended, np.zeros(2, np.float32), "asked") == pytest.approx([1, -1])
    assert blend.with_forest(blended[:1], trees[:1], "asked") == pytest.approx([0])


def test_the_situation_chooses_the_weights() -> None:
    blend = Blend({"asked": WEIGHTS, "history": -WEIGHTS})
    signals = np.ones((len(NAMES), 2), np.float32)
    asked = Evidence(mood=Mood(wanted={"funny": 1.0}))
    assert blend.score(signals, asked).tolist() == [WEIGHTS.sum()] * 2
    assert blend.score(signals, Evidence(history=(0,))).tolist() == [-WEIGHTS.sum()] * 2
    assert blend.score(signals, asked).dtype == np.float32


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"asked": {}}', b'{"asked": {"quality": "much"}}', b"\xff"])
def test_a_broken_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "blend.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"blend\.json cannot be read") as refused:
        Blend.load(tmp_path / "blend.json")
    assert "\n" not in str(refused.value)


def test_candidates_are_put_in_order_as_far_as_a_person_is_known(tmp_path: Path) -> None:
    order = np.zeros(2 * len(NAMES), np.float32)
    order[0], order[len(NAMES)] = 1, -2
    Blend(dict.fromkeys(SITUATIONS, WEIGHTS), {}, {"history": order}).write(tmp_path / "blend.json")
    blend = Blend.load(tmp_path / "blend.json")
    assert set(blend.order) == {"history"}
    values = np.zeros((len(NAMES), 3), np.float32)
    values[0] = [1, 2, 3]
    blended, rows = np.array([7, 8, 9], np.float32), np.array([2, 0])
    newcomer, half_known = Evidence(), Evidence(history=tuple(range(10)))
    assert blend.ordered(values, blended, newcomer, rows).tolist() == [3, 1]
    assert blend.ordered(values, blended, half_known, rows).tolist() == [0, 0]
    asked = Evidence(mood=Mood(wanted={"funny": 1.0}))
    assert blend.ordered(values, blended, asked, rows).tolist() == [9, 7]
