"""What is wanted and felt: shares and F1 worked out by hand, and texts that trained nothing."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bench.quality import heard
from bench.quality.heard import REQUESTS, SENTENCES
from encoder.sentence import Encoder
from model_build import felt, wanted
from model_build.encoding import encode
from mood_extract.mood import FELT, WANTED, Mood


def test_shares_worked_out_by_hand() -> None:
    moods = [Mood(wanted={"funny": 0.4, "dark": 0.9}), Mood(wanted={"dark": 0.5}), Mood(), Mood(wanted={"scary": 1.0})]
    first, second = heard._shares(moods, ["funny", "dark", "dark", "scary"])
    assert (first.value, second.value) == (0.5, 0.75)


def test_f1_worked_out_by_hand_and_silence_is_neutral() -> None:
    told = [felt.Row("", frozenset({name})) for name in ("sad", "sad", "neutral", "tired")]
    found = heard._f1([Mood(felt={"sad": 0.9}), Mood(), Mood(), Mood(felt={"sad": 0.6})], told)
    assert (found["sad"], found["neutral"], found["tired"]) == pytest.approx((0.5, 2 / 3, 0))


def test_a_label_is_learned_on_one_part_and_judged_on_another() -> None:
    y = np.array([[1], [0]] * 20, np.int8)
    told = csr_matrix(np.tile([[1.0, 0.0], [0.0, 1.0]], (20, 1)))
    parts = dict.fromkeys(("train", "dev", "test"), y)
    assert heard._macro_f1(dict.fromkeys(parts, told), parts) == 1
    mixed = {"train": told, "dev": told, "test": csr_matrix(told[::-1])}
    assert heard._macro_f1(mixed, parts) == 0


def test_what_is_judged_is_near_nothing_that_trained() -> None:
    encoder = Encoder.load()
    for trained, judged in (
        ([each.text for each in wanted.written()], [each.text for each in wanted.written(REQUESTS)]),
        ([each.text for each in felt.written()], [each.text for each in felt.written(SENTENCES)]),
    ):
        near = encode(encoder, judged, "judged") @ encode(encoder, trained, "trained").T
        assert near.max() <= 0.9


def test_every_mood_and_feeling_is_judged() -> None:
    main = [request.wanted[0] for request in wanted.written(REQUESTS)]
    assert len(main) >= 300
    assert min(main.count(mood) for mood in WANTED) >= 15  # type: ignore[arg-type]
    assert {name for row in felt.written(SENTENCES) for name in row.felt} == set(FELT)


def test_the_quick_version_needs_no_data(tmp_path: Path) -> None:
    section = heard.run(tmp_path / "none", tmp_path, quick=True)
    assert section.figures["wanted.first"] >= 0.85
    assert section.figures["wanted.first_or_second"] >= 0.95
    assert "words alone" in section.text
