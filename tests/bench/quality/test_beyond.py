import pytest

from bench.quality import beyond
from bench.quality.unseen import Unseen
from tests.recommend.toys import RECORDS, ROW


def test_what_lies_beyond_accuracy(held: Unseen) -> None:
    found = beyond.spread(held, [[ROW["thing82"], ROW["it"]], [ROW["totoro"]], [ROW["thing82"]], []])
    assert found.recall.value == 2 / 4
    assert found.coverage == pytest.approx(3 / len(RECORDS))
    assert 0 < found.diversity < 1


def test_asked_again_nothing_comes_back(held: Unseen) -> None:
    assert beyond.repeats(held) == 0
