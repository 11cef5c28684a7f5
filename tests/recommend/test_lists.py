import numpy as np

from recommend.lists import Lists


def test_lists_are_gathered_in_the_order_asked() -> None:
    lists = Lists.of([[7, 8], [], [9]])
    values, place = lists.gather(np.array([2, 1, 0]))
    assert values.tolist() == [9, 7, 8]
    assert place.tolist() == [0, 2, 2]


def test_no_lists_are_lists() -> None:
    assert Lists.of([]).starts.tolist() == [0]
    assert Lists.of([[]]).gather(np.array([0]))[0].tolist() == []
