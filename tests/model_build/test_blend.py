import numpy as np

from model_build import blend
from recommend.blend import grown
from recommend.evidence import Evidence
from recommend.signals import NAMES


def test_the_signal_that_tells_gets_the_weight() -> None:
    random = np.random.default_rng(0)
    telling, misleading = NAMES.index("meaning_whole"), NAMES.index("genre_refused")
    lists = []
    for _ in range(60):
        values = random.random((len(NAMES), 500), np.float32)
        answer = int(np.argmax(values[telling] - values[misleading]))
        lists += blend.comparisons(values, [answer], [], 9, random)
    weights = blend.fit(lists)
    assert np.argmax(weights) == telling
    assert np.argmin(weights) == misleading
    assert weights[telling] > 5 * np.abs(np.delete(weights, [telling, misleading])).max()


def test_comparisons_leave_out_what_is_excluded_and_other_answers() -> None:
    values = np.tile(np.arange(30, dtype=np.float32), (len(NAMES), 1))
    lists = blend.comparisons(values, [3, 4, 5], [5, 6], 9, np.random.default_rng(0))
    assert sorted(rows[0, 0] for rows in lists) == [3, 4]
    assert not {3, 4, 5, 6} & {float(value) for rows in lists for value in rows[1:, 0]}


def test_nothing_to_compare_with() -> None:
    assert blend.comparisons(np.ones((len(NAMES), 1), np.float32), [0], [], 9, np.random.default_rng(0)) == []


def test_a_signal_that_is_the_same_for_all_disturbs_nothing() -> None:
    """Without ratings quality is .5 everywhere: the fit must be the one without it."""
    random = np.random.default_rng(0)
    values = random.random((len(NAMES), 300), np.float32)
    telling, constant = NAMES.index("meaning_whole"), NAMES.index("quality")
    answers = np.argsort(-values[telling])[:30].tolist()
    fits = []
    for level in (0.0, 0.5):
        values[constant] = level
        lists = [
            each for answer in answers for each in blend.comparisons(values, [answer], [], 1, np.random.default_rng(1))
        ]
        fits.append(blend.fit(lists))
    assert np.argmax(fits[0]) == telling
    assert np.allclose(fits[0], fits[1], atol=0.05)
    assert fits[1][constant] == 0


def test_at_most_so_many_lists_of_one_request() -> None:
    values = np.random.default_rng(0).random((len(NAMES), 60), np.float32)
    assert len(blend.comparisons(values, list(range(30)), [], 99, np.random.default_rng(0))) == blend.MOST_ANSWERS
    assert len(blend.comparisons(values, list(range(30)), [], 2, np.random.default_rng(0))) == 2


def test_the_order_is_learned_among_the_candidates() -> None:
    """What tells candidates apart gets the weight; what all of them have, and what is the same for all, gets none."""
    random = np.random.default_rng(0)
    telling, constant = NAMES.index("neighbours_sum"), NAMES.index("quality")
    pools = []
    for _ in range(80):
        values = random.random((len(NAMES), 40), np.float32)
        values[constant] = 0.5
        right = np.zeros(40, bool)
        right[np.argsort(-values[telling])[:3]] = True
        pools.append((grown(values, Evidence(history=tuple(range(10)))), right))
    weights = blend.fit_order(pools)
    assert set(np.argsort(-weights)[:2]) == {telling, len(NAMES) + telling}
    assert weights[constant] == 0
    others = np.delete(weights, [telling, len(NAMES) + telling])
    assert weights[telling] > 5 * np.abs(others).max()


def test_what_is_like_something_disliked_is_never_lifted() -> None:
    """Even where people chose again what they had rated low."""
    random = np.random.default_rng(0)
    disliked, telling = NAMES.index("neighbours_disliked"), NAMES.index("neighbours_sum")
    lists = []
    for _ in range(60):
        values = random.random((len(NAMES), 500), np.float32)
        answer = int(np.argmax(values[telling] + values[disliked]))
        lists += blend.comparisons(values, [answer], [], 9, random)
    weights = blend.fit(lists)
    assert np.argmax(weights) == telling
    assert weights[disliked] == 0
