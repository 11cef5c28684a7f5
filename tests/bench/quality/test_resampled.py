"""Rankings judged under resampling: against scikit-learn, against hand, and draw by draw."""

import numpy as np
import pytest
from sklearn.metrics import ndcg_score, roc_auc_score

from bench.quality.resampled import CUT, Worth, draws, figure, mean, shown, worst, worth

ONCE = np.ones((1, 60))


@pytest.mark.parametrize("ties", [1, 7])
def test_the_sample_itself_is_judged_as_others_judge_it(ties: int) -> None:
    random = np.random.default_rng(ties)
    truth = random.random(60) < 0.4
    scores = np.round(random.random(60) * ties) if ties > 1 else random.random(60)
    found = worth(truth, scores, ONCE)
    assert found.auc[0] == pytest.approx(roc_auc_score(truth, scores))
    assert found.ndcg[0] == pytest.approx(ndcg_score(truth[None].astype(int), scores[None], k=CUT))


def test_a_draw_is_the_list_with_its_titles_so_often() -> None:
    truth, scores = np.array([True, False, True, False]), np.array([4.0, 3, 2, 1])
    drawn = np.array([[2.0, 0, 1, 3]])
    written_out = np.array([True, True, True, False, False, False])
    expected = worth(written_out, np.array([4.0, 4, 2, 1, 1, 1]), np.ones((1, 6)))
    found = worth(truth, scores, drawn)
    assert found.auc[0] == expected.auc[0] == 1
    assert found.ndcg[0] == pytest.approx(expected.ndcg[0])


def test_a_list_worked_out_by_hand() -> None:
    """Yes at ranks 1 and 3 of 4: DCG 1 + 1/2 over the ideal 1 + 1/log2(3); 3 of 4 pairs are in order."""
    found = worth(np.array([True, False, True, False]), np.array([4.0, 3, 2, 1]), np.ones((1, 4)))
    assert found.auc[0] == 0.75
    assert found.ndcg[0] == pytest.approx(1.5 / (1 + 1 / np.log2(3)))


def test_what_cannot_be_judged_is_left_out_of_means() -> None:
    only = np.array([[1.0, 1, 0, 0], [1, 0, 1, 0]])
    found = worth(np.array([True, True, False, False]), np.arange(4.0), only)
    assert np.isnan(found.auc[0])
    assert found.auc[1] == 0
    other = Worth(np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    assert mean([found, other]).auc.tolist() == [1.0, 0.5]


def test_draws_begin_with_the_sample_and_keep_its_size() -> None:
    drawn = draws(30, seed=4)
    assert (drawn[0] == 1).all()
    assert (drawn.sum(axis=1) == 30).all()
    assert np.array_equal(drawn, draws(30, seed=4))


def test_an_interval_holds_the_middle_of_the_draws() -> None:
    found = figure(np.append(7.0, np.arange(1001.0)))
    assert (found.value, found.low, found.high) == (7.0, 25.0, 975.0)
    assert shown(found) == "7.000 (25.000 to 975.000)"
    one, two = Worth(np.array([0.4]), np.array([1.0])), Worth(np.array([0.3]), np.array([2.0]))
    assert worst({"one": one, "two": two}) == "two"
