"""AUC by person, on pairs that can be counted by hand."""

import numpy as np
import pytest

from bench.quality.user_auc import MEASURES, Pairs, aucs, draws, gain, over_repeats

USER = np.array([0, 0, 0, 1, 1, 2])
SITUATION = np.array([0, 0, 1, 0, 0, 0])
LIKED = np.array([True, False, False, True, False, True])
SCORES = np.array([0.5, 0.5, 0.2, 0.1, 0.8, 0.9])
# In order, of three unliked: row 0 ties with row 1 and beats row 2; row 3 beats none; row 5 beats all.
# Person 0: 1.5 of 2 (in one situation 0.5 of 1); person 1: 0 of 1; person 2 has no pair.


def of(scores: np.ndarray, drawn: np.ndarray) -> dict[str, np.ndarray]:
    pairs = Pairs.of(LIKED, USER, SITUATION)
    return aucs(pairs.won(scores), pairs.met(scores), drawn)


def test_pairs_counted_by_hand() -> None:
    found = of(SCORES, np.ones((1, 3)))
    assert [float(found[measure][0]) for measure in MEASURES] == pytest.approx([4.5 / 9, 0.75 / 2, 0.5 / 2])


def test_a_person_drawn_twice_counts_twice() -> None:
    """Twice person 0 and once person 2: liked 2 x row 0 and row 5, unliked 2 x rows 1 and 2."""
    found = of(SCORES, np.array([[2.0, 0.0, 1.0]]))
    assert [float(found[measure][0]) for measure in MEASURES] == pytest.approx([(4 * 1.5 + 4) / 12, 0.75, 0.5])


def test_a_row_without_a_score_is_in_no_pair() -> None:
    found = of(np.where(np.arange(6) == 2, np.nan, SCORES), np.ones((1, 3)))
    assert [float(found[measure][0]) for measure in MEASURES] == pytest.approx([2.5 / 6, 0.5 / 2, 0.5 / 2])


def test_gains_are_paired_and_hold_what_repeats_change() -> None:
    drawn = draws(3, seed=1)
    bad, good = of(SCORES, drawn), of(LIKED.astype(float), drawn)
    same = gain(over_repeats([bad, good], 0), over_repeats([bad, good], 0))
    assert {(found.low, found.value, found.high) for found in same.values()} == {(0.0, 0.0, 0.0)}
    once = gain(over_repeats([good], 0), over_repeats([bad], 0))[MEASURES[0]]
    assert once.value == pytest.approx(0.5)
    wavering = gain(over_repeats([good, bad], 0), over_repeats([bad, bad], 0))[MEASURES[0]]
    assert wavering.value == pytest.approx(0.25)
    assert wavering.low == pytest.approx(0) and wavering.high > wavering.value
