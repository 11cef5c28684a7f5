"""The shipped heads: the figures that they have to keep."""

import json

import numpy as np

from encoder.manifest import FOLDER
from mood_extract.mood import WANTED


def test_the_shipped_heads_are_worth_their_training() -> None:
    """Figures of films, words and test splits that training did not see; `python -m model_build heads` wrote them."""
    heads = json.loads((FOLDER / "manifest.json").read_text("utf-8"))["heads"]
    films = heads["title_moods"]["held_out_films"]
    assert set(films) == set(WANTED)
    assert all(films[mood]["head"]["auc"] > films[mood]["encoder_alone"]["auc"] + 0.04 for mood in WANTED)
    assert np.mean([films[mood]["head"]["auc"] for mood in WANTED]) > 0.75
    assert heads["wanted"]["held_out"]["first_or_second"] > 0.8
    assert heads["wanted"]["held_out"]["heard_in_silence"] < 0.06
    assert heads["felt"]["goemotions_test"]["macro_f1"] > 0.53
    assert heads["felt"]["dair_test"]["macro_f1"] > 0.65
