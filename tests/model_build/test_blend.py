import numpy as np

from model_build import blend
from recommend.signals import NAMES


def test_the_signal_that_tells_gets_the_weight() -> None:
    random = np.random.default_rng(0)
    telling, misleading = NAMES.index("meaning_whole"), NAMES.index("year_gap")
    lists = []
    for _ in range(60):
        values = random.random((len(NAMES), 500), np.float32)
        answer = int(np.argmax(values[telling] - values[misleading]))
        lists += blend.comparisons(values, [answer], [], random)
    weights = blend.fit(lists)
    assert np.argmax(weights) == telling
    assert np.argmin(weights) == misleading
    assert weights[telling] > 5 * np.abs(np.delete(weights, [telling, misleading])).max()


def test_comparisons_leave_out_what_is_excluded_and_other_answers() -> None:
    values = np.tile(np.arange(30, dtype=np.float32), (len(NAMES), 1))
    lists = blend.comparisons(values, [3, 4, 5], [5, 6], np.random.default_rng(0))
    assert sorted(rows[0, 0] for rows in lists) == [3, 4]
    assert not {3, 4, 5, 6} & {float(value) for rows in lists for value in rows[1:, 0]}


def test_nothing_to_compare_with() -> None:
    assert blend.comparisons(np.ones((len(NAMES), 1), np.float32), [0], [], np.random.default_rng(0)) == []
