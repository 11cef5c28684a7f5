import math

import numpy as np
import pytest

from model_build import metrics

RANKED = [["a", "b", "c"], ["d", "e", "f"], ["g", "h"]]
RELEVANT = [["b", "x"], ["d"], []]


def test_a_case_worked_out_by_hand() -> None:
    scores = metrics.accuracy(RANKED, RELEVANT)
    assert scores["recall@1"].value == pytest.approx(1 / 3)  # d of b, x, d
    assert scores["recall@10"].value == pytest.approx(2 / 3)
    assert scores["precision@5"].value == pytest.approx(1 / 5)  # one answer in each list
    # first request: b at place 2, best order has both answers first; second request: perfect; third has no answer
    first = (1 / math.log2(3)) / (1 + 1 / math.log2(3))
    assert scores["ndcg@10"].value == pytest.approx((first + 1) / 2)
    assert scores["mrr"].value == pytest.approx((1 / 2 + 1) / 2)


def test_intervals_hold_the_figure_and_narrow_with_more_requests() -> None:
    few, many = (metrics.accuracy([["a"], ["b"]] * n, [["a"], ["x"]] * n)["recall@1"] for n in (10, 400))
    assert few.low <= few.value == many.value == 0.5 <= few.high
    assert many.high - many.low < (few.high - few.low) / 3


def test_cuts_count_places_not_beyond() -> None:
    order = [f"t{place}" for place in range(60)]
    scores = metrics.accuracy([order], [["t0", "t9", "t10", "t49", "t50"]])
    assert [scores[f"recall@{cut}"].value for cut in metrics.CUTS] == pytest.approx([1 / 5, 1 / 5, 2 / 5, 4 / 5])


def test_no_answers_no_figures() -> None:
    assert metrics.accuracy([["a"]], [[]]) == {}


def test_beyond_accuracy() -> None:
    assert metrics.coverage(RANKED, 16, cut=2) == pytest.approx(6 / 16)
    same, apart = np.eye(2, dtype=np.float32)[[0, 0]], np.eye(2, dtype=np.float32)
    assert metrics.intra_list_diversity([same]) == pytest.approx(0)
    assert metrics.intra_list_diversity([same, apart]) == pytest.approx(0.5)
    assert metrics.popularity_bias([["a", "b"]], {"a": 1.0, "b": 0.5}) == pytest.approx(0.75)
