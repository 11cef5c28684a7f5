"""Logistic regressions on points whose answer is known."""

import numpy as np
import numpy.typing as npt
import pytest

from model_build.logistic import best_f1_threshold, fit, ranking, scored, slope, with_mean

STRENGTHS = (0.1, 0.4, 1.6, 6.4, 25.6)
Points = tuple[npt.NDArray[np.float32], npt.NDArray[np.int8]]


@pytest.fixture
def points() -> Points:
    """Noisy points on a circle; right of the middle is yes."""
    random = np.random.default_rng(3)
    x = random.standard_normal((400, 2)).astype(np.float32)
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x, (x[:, 0] + random.normal(0, 0.4, 400) > 0).astype(np.int8)


def test_fit_finds_the_direction_and_scores_rows_by_models_that_did_not_see_them(points: Points) -> None:
    x, y = points
    found = fit(x, y, np.arange(400, dtype=np.int64), STRENGTHS)
    assert found.column[0] > 5 * abs(found.column[1])
    assert ranking(y, found.scores)["auc"] > 0.9
    noise = np.random.default_rng(1).permutation(y)
    assert ranking(noise, fit(x, noise, np.arange(400, dtype=np.int64), STRENGTHS).scores)["auc"] < 0.6


def test_rows_of_a_group_are_held_out_together() -> None:
    """Twin rows would foretell each other's random labels; held out together they cannot."""
    random = np.random.default_rng(5)
    x = np.repeat(np.eye(60, dtype=np.float32), 2, axis=0)
    y = np.repeat(random.integers(0, 2, 60), 2).astype(np.int8)
    apart, together = np.arange(120, dtype=np.int64), np.repeat(np.arange(60, dtype=np.int64), 2)
    assert ranking(y, fit(x, y, apart, STRENGTHS).scores)["auc"] > 0.95
    assert ranking(y, fit(x, y, together, STRENGTHS).scores)["auc"] < 0.6


def test_the_strength_is_the_one_that_foretells_best(points: Points) -> None:
    """Of a coefficient that is all but forbidden and one that is free, the free one follows the points."""
    x, y = points
    assert fit(x, y, np.arange(400, dtype=np.int64), (1e-4, 1.6)).strength == 1.6
    assert fit(x, y, np.arange(400, dtype=np.int64), (0.4,)).strength == 0.4


def test_rows_weigh_what_is_said(points: Points) -> None:
    """Rows without weight might as well say the opposite."""
    x, y = points
    twice, flipped = np.concatenate([x, x]), np.concatenate([y, 1 - y])
    groups, weights = np.arange(800, dtype=np.int64), np.repeat([1.0, 1e-6], 400)
    expected = fit(x, y, np.arange(400, dtype=np.int64), (1.6,)).column
    np.testing.assert_allclose(fit(twice, flipped, groups, (1.6,), weights).column, expected, atol=1e-3)


def test_the_mean_weight_is_the_one_asked_for(points: Points) -> None:
    x, y = points
    column = with_mean(fit(x, y, np.arange(400, dtype=np.int64), STRENGTHS).column, x, 0.2)
    assert (1 / (1 + np.exp(-scored(column, x)))).mean() == pytest.approx(0.2, abs=1e-6)


def test_slope_undoes_overconfidence() -> None:
    random = np.random.default_rng(2)
    logits = random.normal(0, 2, 20_000)
    y = (random.random(20_000) < 1 / (1 + np.exp(-logits))).astype(np.int8)
    assert slope(y, logits * 4) == pytest.approx(0.25, abs=0.02)


def test_the_threshold_with_the_best_f1() -> None:
    y, scores = np.array([1, 0, 1, 1, 0, 0], np.int8), np.array([0.9, 0.8, 0.7, 0.6, 0.2, 0.1])
    assert best_f1_threshold(y, scores, np.ones(6)) == 0.6
    assert best_f1_threshold(y, scores, np.array([1, 50, 1, 1, 1, 1.0])) == 0.9


def test_ranking_of_a_list_worked_out_by_hand() -> None:
    """Yes at ranks 1 and 3 of 4: DCG 1 + 1/2 over the ideal 1 + 1/log2(3); 3 of 4 pairs are in order."""
    figures = ranking(np.array([1, 0, 1, 0], np.int8), np.array([4.0, 3, 2, 1]))
    assert figures == {"auc": 0.75, "ndcg@20": round(1.5 / (1 + 1 / np.log2(3)), 3)}
