import numpy as np
import pytest

from model_build import neighbours
from model_build.ratings import Ratings


def checkerboard(users: int, items: int) -> Ratings:
    """Even users rate even items, odd users odd ones, each user all of their colour but one."""
    pairs = [(u, i) for u in range(users) for i in range(items) if u % 2 == i % 2 and i != (u * 2 + u % 2) % items]
    user, item = (np.array(column, np.int32) for column in zip(*pairs, strict=True))
    ones = np.ones(len(pairs), np.float32)
    return Ratings(tuple(map(str, range(users))), user, item, ones, np.zeros(len(pairs), np.int64))


def test_neighbours_are_of_the_same_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "REGULARISATION", 1.0)
    found = neighbours.ease(checkerboard(40, 10), 12)
    for item in range(10):
        strongest = found.rows[item][:4]
        assert (strongest % 2 == item % 2).all()
        assert item not in found.rows[item]
        assert (np.diff(found.weights[item][: (found.rows[item] >= 0).sum()]) <= 0).all()
    assert (found.rows[10:] == -1).all()  # nobody rated them


def test_weights_are_those_of_the_closed_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """B = I - P / diag(P) column by column, P the inverse of the regularised Gram matrix (Steck 2019, equation 8)."""
    monkeypatch.setattr(neighbours, "REGULARISATION", 2.0)
    ratings = checkerboard(20, 6)
    found = neighbours.ease(ratings, 6)
    x = np.zeros((20, 6))
    x[ratings.user, ratings.item] = 1
    p = np.linalg.inv(x.T @ x + 2.0 * np.eye(6))
    b = -p / np.diag(p)[None, :]
    for item in range(6):
        kept = found.rows[item] >= 0
        assert found.weights[item][kept] == pytest.approx(b[item, found.rows[item][kept]], abs=1e-5)


def test_titles_rated_once_have_no_neighbours() -> None:
    one = Ratings(
        ("a",), np.array([0], np.int32), np.array([1], np.int32), np.ones(1, np.float32), np.zeros(1, np.int64)
    )
    assert (neighbours.ease(one, 3).rows == -1).all()
