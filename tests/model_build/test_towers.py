import numpy as np
import pytest

from model_build import towers

RANDOM = np.random.default_rng(0)


def unit(number: int) -> towers.Floats:
    found = RANDOM.standard_normal((number, 384)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


TITLES = unit(60)
TASTES = unit(6)
ANSWERS = [[taste, taste + 6, taste + 12] for taste in range(6)] * 40
ASKED = np.repeat(TASTES[None], 40, axis=0).reshape(-1, 384) + 0.5 * unit(240)


def places(learned: towers.Towers, vector: towers.Floats, rows: list[int]) -> list[int]:
    order = np.argsort(-(learned.titles @ (vector @ learned.query)), kind="stable").tolist()
    return [order.index(row) for row in rows]


def test_words_like_those_of_a_request_find_its_answers() -> None:
    """Words that never trained, and whose vectors have nothing to do with those of the titles."""
    learned = towers.fit(ASKED, ANSWERS, TITLES, seed=0)
    for taste in range(6):
        vector = TASTES[taste] + 0.5 * unit(1)[0]
        assert max(places(learned, vector, ANSWERS[taste])) < 6
        assert places(learned, vector, ANSWERS[taste])[0] == 0


def test_of_a_large_catalogue_some_titles_are_left_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(towers, "MOST_TITLES", 30)
    learned = towers.fit(ASKED, ANSWERS, TITLES, seed=0)
    moved = (learned.titles != TITLES).any(axis=1)
    assert moved[:18].all() and moved.sum() == 30
    assert max(places(learned, TASTES[0], ANSWERS[0])) < 6


def test_equal_input_learns_equally() -> None:
    one, other = (towers.fit(ASKED[:20], ANSWERS[:20], TITLES, seed=3) for _ in range(2))
    assert np.array_equal(one.titles, other.titles) and np.array_equal(one.query, other.query)


def test_nothing_written_moves_nothing() -> None:
    learned = towers.fit(np.zeros((0, 384), np.float32), [], TITLES, seed=0)
    assert np.array_equal(learned.titles, TITLES)
    assert np.array_equal(learned.query, np.eye(384, dtype=np.float32) * towers.SHARPNESS)
