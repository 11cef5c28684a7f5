from dataclasses import replace

import numpy as np
import pytest

from recommend.arrays import Arrays
from recommend.diversity import spread
from tests.recommend.toys import ROW

HORROR_FIRST = np.array([ROW[each] for each in ("alien", "thing82", "thing11", "it", "amelie", "heat")])
SCORES = np.array([1.0, 0.9, 0.8, 0.7, 0.6, 0.5], np.float32)


@pytest.mark.parametrize("limit", [0, 1, 3, 6, 50])
def test_without_diversity_the_order_stays(arrays: Arrays, limit: int) -> None:
    assert spread(arrays, HORROR_FIRST, SCORES, limit, 0.0) == HORROR_FIRST[:limit].tolist()


@pytest.mark.parametrize("diversity", [0.25, 0.7, 1.0])
def test_the_best_stays_first_and_nothing_comes_twice(arrays: Arrays, diversity: float) -> None:
    chosen = spread(arrays, HORROR_FIRST, SCORES, 6, diversity)
    assert chosen[0] == ROW["alien"]
    assert sorted(chosen) == sorted(HORROR_FIRST.tolist())


def test_full_diversity_looks_at_likeness_alone(arrays: Arrays) -> None:
    assert set(spread(arrays, HORROR_FIRST, SCORES, 3, 1.0)) == {ROW["alien"], ROW["amelie"], ROW["heat"]}


def test_a_little_diversity_is_between(arrays: Arrays) -> None:
    horrors = {ROW[each] for each in ("alien", "thing82", "thing11", "it")}
    kept = [len(horrors & set(spread(arrays, HORROR_FIRST, SCORES, 3, each))) for each in (0.0, 0.4, 1.0)]
    assert kept == sorted(kept, reverse=True)
    assert kept[0] == 3
    assert kept[-1] == 1


def test_genres_stand_in_for_embeddings(arrays: Arrays) -> None:
    without = replace(arrays, embeddings=None)
    assert set(spread(without, HORROR_FIRST, SCORES, 3, 1.0)) == {ROW["alien"], ROW["amelie"], ROW["heat"]}


def test_equal_scores_and_titles_without_genres_do_no_harm(arrays: Arrays) -> None:
    rows = np.array([ROW["unknown"], ROW["alien"], ROW["up"]])
    assert sorted(spread(arrays, rows, np.ones(3, np.float32), 3, 0.5)) == sorted(rows.tolist())
    assert spread(replace(arrays, embeddings=None), rows[:0], SCORES[:0], 3, 0.5) == []
