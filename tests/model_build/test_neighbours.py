import numpy as np
import numpy.typing as npt
import pytest

from model_build import neighbours
from model_build.ratings import Ratings

Floats = npt.NDArray[np.float64]


def checkerboard(users: int, items: int) -> Ratings:
    """Even users rate even items, odd users odd ones, each user all of their colour but one."""
    pairs = [(u, i) for u in range(users) for i in range(items) if u % 2 == i % 2 and i != (u * 2 + u % 2) % items]
    user, item = (np.array(column, np.int32) for column in zip(*pairs, strict=True))
    ones = np.ones(len(pairs), np.float32)
    return Ratings(tuple(map(str, range(users))), user, item, ones, np.zeros(len(pairs), np.int64))


def at(found: neighbours.Neighbours, title: int) -> dict[int, float]:
    span = slice(found.starts[title], found.starts[title + 1])
    return dict(zip(found.rows[span].tolist(), found.weights[span].tolist(), strict=True))


def closed_form(gram: Floats) -> Floats:
    """B = I - P / diag(P) column by column, P the inverse of the regularised Gram matrix (Steck 2019, equation 8)."""
    inverse = np.linalg.inv(gram + neighbours.REGULARISATION * np.eye(len(gram)))
    return np.asarray(np.eye(len(gram)) - inverse / np.diagonal(inverse))


def test_neighbours_are_of_the_same_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "REGULARISATION", 1.0)
    found = neighbours.ease(checkerboard(40, 10), 12)
    for item in range(10):
        near = at(found, item)
        assert item not in near
        assert all(other % 2 == item % 2 for other in list(near)[:4])
        assert list(near.values()) == sorted(near.values(), reverse=True)
    assert not at(found, 10)  # nobody rated it


def test_weights_are_those_of_the_closed_form_without_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "REGULARISATION", 2.0)
    ratings = checkerboard(20, 6)
    found = neighbours.ease(ratings, 6)
    x = np.zeros((20, 6))
    x[ratings.user, ratings.item] = 1
    expected = closed_form(x.T @ x)
    for item in range(6):
        for other, weight in at(found, item).items():
            assert weight == pytest.approx(expected[item, other], abs=1e-5)


def test_what_was_rated_close_together_is_nearer() -> None:
    """Everybody rates four titles, the first two and the last two in one go, in between a hundred others."""
    people, between = 30, 100
    items = np.array([0, 1, *range(4, 4 + between), 2, 3])
    order = np.argsort(items)
    time = np.empty(len(items), np.int64)
    time[order] = order
    user = np.repeat(np.arange(people), len(items)).astype(np.int32)
    ratings = Ratings(
        tuple(map(str, range(people))),
        user,
        np.tile(np.sort(items), people).astype(np.int32),
        np.ones(len(user), np.float32),
        np.tile(time[order], people),
    )
    gram = neighbours._gram(ratings, np.arange(4 + between), 4 + between)
    far = 1 - neighbours.NEARNESS
    assert gram[0, 1] == pytest.approx(people * (far + neighbours.NEARNESS * np.exp(-1 / neighbours.REACH)), rel=1e-4)
    assert gram[0, 2] == pytest.approx(people * far, rel=0.01)
    assert gram[0, 0] == people
    found = at(neighbours.ease(ratings, 4 + between), 0)
    assert found[1] > found.get(2, 0)


def test_what_is_left_out_is_what_counts_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "KEPT", 1)
    monkeypatch.setattr(neighbours, "FEWEST", 1)
    weights = np.array([[0, 5, 4, 3], [1, 0, 0.2, 0.1], [0.1, -0.9, 0, 0.2], [0, 0, 0, 0]], np.float32)
    found = neighbours._strongest(weights, np.array([4, 4, 4, 4]), np.arange(4), 5)
    assert [list(at(found, title)) for title in range(5)] == [[1, 2, 3], [0], [3], [], []]
    assert at(found, 0)[1] == 5
    often = neighbours._strongest(weights, np.array([1, 1, 10_000, 1]), np.arange(4), 4)
    assert list(at(often, 2)) == [3, 0, 1]  # so many people have rated it that even its small weights are felt


def test_titles_rated_once_have_no_neighbours() -> None:
    one = Ratings(
        ("a",), np.array([0], np.int32), np.array([1], np.int32), np.ones(1, np.float32), np.zeros(1, np.int64)
    )
    assert not len(neighbours.ease(one, 3).rows)
