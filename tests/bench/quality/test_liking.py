"""What the models are given: nothing of the people they are judged on, nothing of the rating itself."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bench.quality.liking import PRIOR, View, film_prior, fold_of, liked, scores, taste
from bench.quality.situations import Rated
from model_build import forest


@pytest.fixture(autouse=True)
def small_forests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forest, "TREES", 5)


def rated(rating: Sequence[float]) -> Rated:
    """Each of the people rates the films 0 and 1."""
    people = len(rating) // 2
    flags = np.ones((len(rating), 1), np.float32)
    return Rated(
        np.repeat(np.arange(people), 2),
        np.tile([0, 1], people),
        np.array(rating, np.float32),
        np.tile(np.eye(2, dtype=np.float32), (people, 1)),
        np.full(len(rating), 2000, np.float32),
        {"company": flags},
    )


def test_film_prior_worked_out_by_hand() -> None:
    """Twenty people give film 0 five stars and film 1 three; a stranger's rating does not count."""
    rows = rated([5, 3] * 20 + [1, 1])
    prior = film_prior(rows, rows.user < 20, seed=0)
    smoothed = [(20 * stars + PRIOR * 4) / (20 + PRIOR) for stars in (5, 3)]
    assert prior[40:, 0].tolist() == pytest.approx([np.log1p(20)] * 2)
    assert prior[40:, 1].tolist() == pytest.approx(smoothed)
    assert prior[0, 0] == pytest.approx(np.log1p(16))  # of the other four folds


def test_film_prior_does_not_hold_the_rating_it_is_to_foretell() -> None:
    before, after = (film_prior(rated([first, 3] + [4, 2] * 19), np.ones(40, bool), seed=0) for first in (1, 5))
    assert before[0].tolist() == after[0].tolist()
    assert not np.array_equal(before, after)


def test_taste_worked_out_by_hand() -> None:
    """Person 0's known 5 for film 0; person 1 has nothing known and gets the mean."""
    rows = rated([5, 1, 4, 4])
    known = np.array([True, False, False, False])
    found = taste(rows, known)
    assert found[:, 0].tolist() == pytest.approx([5, 5, 5, 5])
    assert found[:, 1].tolist() == pytest.approx([np.log1p(1)] * 2 + [0, 0])
    other = taste(replace(rows, rating=np.array([5, 1, 1, 4], np.float32)), np.array([True, False, True, False]))
    mean = (5 + PRIOR * 3) / (1 + PRIOR)
    assert other[0].tolist() == pytest.approx([mean, np.log1p(1), (5 - mean) / (1 + PRIOR)])
    assert other[1, 2] == 0  # of the other genre nothing is known


def test_folds_keep_a_group_together() -> None:
    groups = np.repeat(np.arange(10), 3)
    folds = fold_of(groups, 5, seed=2)
    assert set(folds) == set(range(5))
    assert all(len(set(folds[groups == group])) == 1 for group in range(10))


def test_liked_by_stars_or_by_the_person_s_own_mean() -> None:
    rows = rated([5, 4, 3, 1])
    assert liked(rows, View("stars")).tolist() == [True, True, False, False]
    assert liked(rows, View("own mean", relative=True)).tolist() == [True, False, True, False]


def test_history_is_not_judged_and_everything_else_is() -> None:
    rows = rated([5, 3, 4, 2] * 10)
    assert np.isfinite(scores(rows, View("all"), 0)["base"]).all()
    judged = np.isfinite(scores(rows, View("half", history=True), 0)["base"]).reshape(-1, 2)
    assert judged.sum(1).tolist() == [1] * 20


def test_unseen_films_are_not_learned_from() -> None:
    """Which of two films is liked shows in its genre alone; who never saw that genre rated cannot tell."""
    rows = rated([5, 1] * 60)
    told = scores(rows, View("films seen"), 0)["base"].reshape(-1, 2)
    assert (told[:, 0] > told[:, 1]).all()
    blind = scores(rows, View("films unseen", film_folds=2), 0)["base"].reshape(-1, 2)
    assert not (blind[:, 0] > blind[:, 1]).any()
