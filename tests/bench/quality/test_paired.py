import pytest

from bench.quality import paired

ANSWERS = [[1], [2, 3], []]


def test_recall_is_over_all_answers() -> None:
    ranked = [[1, 9], [9, 3], [9]]
    assert paired.recall(ranked, ANSWERS, 1).value == pytest.approx(1 / 3)
    assert paired.recall(ranked, ANSWERS, 2).value == pytest.approx(2 / 3)


def test_a_difference_is_of_the_same_requests() -> None:
    better, worse = [[1], [2], [9]], [[1], [9], [9]]
    found = paired.difference(better, worse, ANSWERS, 1)
    assert found.value == pytest.approx(1 / 3)
    assert (found.low, found.high) == (0, 0.5)  # the first request drawn twice, the second drawn twice
    equal = paired.difference(better, better, ANSWERS, 1)
    assert (equal.low, equal.value, equal.high) == (0, 0, 0)
    assert paired.shown(found, signed=True) == "+0.333 (+0.000 to +0.500)"
