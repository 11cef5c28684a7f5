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
