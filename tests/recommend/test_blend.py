from pathlib import Path

import numpy as np
import pytest

from recommend import blend
from recommend.blend import BY_HAND, Blend
from recommend.evidence import SITUATIONS, Evidence
from recommend.model_folder import ModelError
from recommend.signals import NAMES

WEIGHTS = np.arange(len(NAMES), dtype=np.float32)


def test_hand_weights_speak_for_what_was_asked_and_against_what_was_refused() -> None:
    weights = dict(zip(NAMES, BY_HAND.weights, strict=True))
    assert weights["genre_asked"] > 0 > weights["genre_refused"]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    order = np.arange(2 * len(NAMES), dtype=np.float32)
    blend.write(tmp_path / "blend.json", {"asked": Blend(WEIGHTS, trust=0.25), "history": Blend(-WEIGHTS, order)})
    read = blend.load(tmp_path / "blend.json")
    assert set(read) == set(SITUATIONS)
    assert np.array_equal(read["asked"].weights, WEIGHTS)
    assert (read["asked"].order, read["asked"].trust) == (None, 0.25)
    assert np.array_equal(read["history"].weights, -WEIGHTS)
    assert read["history"].order is not None
    assert np.array_equal(read["history"].order, order)
    assert read["history"].trust == 1


def test_blend_and_forest_speak_together() -> None:
    """Both standardised, the forest as far as it is trusted: worked out by hand."""
    blended, trees = np.array([3.0, 1.0], np.float32), np.array([0.2, 0.8], np.float32)
    wary, trusting = Blend(WEIGHTS, trust=0.25), Blend(WEIGHTS)
    assert wary.with_forest(blended, trees) == pytest.approx([0.75, -0.75])
    assert trusting.with_forest(blended, trees) == pytest.approx([0, 0])
    assert wary.with_forest(blended, np.zeros(2, np.float32)) == pytest.approx([1, -1])
    assert wary.with_forest(blended[:1], trees[:1]) == pytest.approx([0])


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"asked": {}}', b'{"asked": {"quality": "much"}}', b"\xff"])
def test_a_broken_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "blend.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"blend\.json cannot be read") as refused:
        blend.load(tmp_path / "blend.json")
    assert "\n" not in str(refused.value)


def test_candidates_are_the_best_within_a_mask() -> None:
    values = np.zeros((len(NAMES), 4), np.float32)
    values[1] = [1, 4, 2, 3]
    rows, scores = Blend(WEIGHTS).candidates(values, Evidence(), np.array([True, False, True, True]), 2)
    assert (rows.tolist(), scores.tolist()) == ([3, 2], [3, 2])


def test_candidates_are_put_in_order_as_far_as_a_person_is_known() -> None:
    picking, order = np.zeros(len(NAMES), np.float32), np.zeros(2 * len(NAMES), np.float32)
    picking[1], order[0], order[len(NAMES)] = 1, 1, -3
    values = np.zeros((len(NAMES), 3), np.float32)
    values[:2] = [[1, 2, 3], [9, 5, 8]]
    both = Blend(picking, order)
    for known, told in ((0, ([2, 0], [3, 1])), (10, ([0, 2], [-0.5, -1.5]))):
        rows, scores = both.candidates(values, Evidence(history=tuple(range(known))), np.ones(3, bool), 2)
        assert (rows.tolist(), scores.tolist()) == told
