"""The parts of the section on people and titles few enough to count."""

import numpy as np
import pytest
from scipy import sparse

from bench.quality import baselines, histories, interactions
from bench.quality.interactions import TEST, TRAIN, VALID, Parts
from model_build.ratings import Ratings

CHOICES = [[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 1]]
TRAINED = sparse.csr_array(np.array(CHOICES, np.float32))


def of(people: int, each: int) -> Ratings:
    """Everybody rated the first titles, the later ones later."""
    user, item = (part.ravel().astype(np.int32) for part in np.indices((people, each)))
    users = tuple(str(person) for person in range(people))
    return Ratings(users, user, item, np.tile(np.array([1, 5], np.float32), people * each // 2), item.astype(np.int64))


def test_every_person_is_split_eight_to_one_to_one() -> None:
    part = interactions.split(of(5, 20), 0).reshape(5, 20)
    assert [(part == which).sum(axis=1).tolist() for which in (TRAIN, VALID, TEST)] == [[16] * 5, [2] * 5, [2] * 5]
    assert len({tuple(row) for row in part.tolist()}) > 1
    assert (interactions.split(of(5, 20), 0).reshape(5, 20) == part).all()


def test_the_parts_hold_every_rating_once() -> None:
    parts = Parts.of(of(3, 20), 25, 0)
    together = (parts.train + parts.valid + parts.test).toarray()
    assert together.shape == (3, 25)
    assert (together[:, :20] == 1).all()
    assert not together[:, 20:].any()


def test_what_was_seen_is_not_ranked() -> None:
    scores = np.array([[4, 3, 2, 2], [1, 1, 1, 9], [0, 5, 1, 1]], np.float32)
    assert interactions.first(scores, TRAINED, 2) == [[2, 3], [3, 0], [1, 0]]


def test_popularity_counts_people() -> None:
    assert baselines.popularity(TRAINED).tolist() == [[2, 2, 2, 1]] * 3


def test_ease_is_its_closed_form() -> None:
    """X B with B = I - P / diag(P) column by column, P the inverse of the regularised Gram matrix."""
    found = dict(baselines.ease(TRAINED))
    chosen = np.array(CHOICES, float)
    inverse = np.linalg.inv(chosen.T @ chosen + 100 * np.eye(4))
    expected = chosen @ (np.eye(4) - inverse / np.diagonal(inverse))
    assert found["lambda 100"] == pytest.approx(expected, abs=1e-6)


def test_neighbours_are_shrunk_cosines() -> None:
    found = dict(baselines.knn(TRAINED))
    cosine = np.array([[0, 1, 0.5, 0], [1, 0, 0.5, 0], [0.5, 0.5, 0, 0.5**0.5], [0, 0, 0.5**0.5, 0]])
    assert found["4 neighbours, shrinkage 0"] == pytest.approx(np.array(CHOICES) @ cosine, abs=1e-6)
    assert found["4 neighbours, shrinkage 10"][2, 3] == pytest.approx(1 / (2**0.5 + 10), abs=1e-6)


def test_fewer_neighbours_are_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "NEAREST", (1,))
    found = dict(baselines.knn(TRAINED))["1 neighbours, shrinkage 0"]
    assert found[2].tolist() == pytest.approx([0, 0, 0.5**0.5, 0.5**0.5])  # each of 2 and 3 is the other's nearest


def test_the_best_on_the_part_to_tune_on_is_taken() -> None:
    valid = sparse.csr_array(np.array([[0, 0, 0, 1], [0, 0, 0, 1], [1, 0, 0, 0]], np.float32))
    parts = Parts(of(3, 4), np.zeros(12, np.int8), TRAINED, valid, valid)
    good = valid.toarray()
    assert histories.best([("bad", -good), ("good", good), ("none", 0 * good)], parts)[0] == "good"


def test_gains_are_those_of_each_person() -> None:
    truth = sparse.csr_array(np.array([[1, 1, 0], [0, 0, 1], [0, 0, 0]], np.float32))
    ranked = [[2, 0, 1], [2], [0]]
    gain = (1 / np.log2(3) + 1 / 2) / (1 + 1 / np.log2(3))
    assert interactions.ndcg(ranked, truth).tolist() == pytest.approx([gain, 1, 0])
    assert interactions.recall([[0, 2], [0], [0]], truth).tolist() == [0.5, 0, 0]


def test_a_request_is_the_part_to_train_on_in_the_order_of_time() -> None:
    ratings = of(2, 4)
    ratings.timestamp[4:] = [9, 8, 7, 6]
    part = np.array([0, 0, 0, 0, TRAIN, VALID, TEST, TRAIN], np.int8)
    empty = sparse.csr_array(np.zeros((2, 4), np.float32))
    request = histories._request(Parts(ratings, part, empty, empty, empty), 1, ["a", "b", "c", "d"])
    assert [(seen.item_id, seen.rating) for seen in request.history] == [("d", 5), ("a", 1)]
    assert request.exclude == ("b",)
