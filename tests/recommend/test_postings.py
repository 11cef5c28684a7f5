import numpy as np
import pytest

from recommend.postings import Postings
from recommend.terms import exact_hash, term_hash

ENTRIES = [(term_hash("genre", "War"), 7), (term_hash("genre", "war"), 2), (exact_hash("id", "a"), 7)]


@pytest.fixture
def postings() -> Postings:
    return Postings.build([*ENTRIES, *ENTRIES])


def test_titles_of_a_term_come_once_and_in_order(postings: Postings) -> None:
    assert postings.find("genre", "WAR").tolist() == [2, 7]
    assert postings.exact("id", "a").tolist() == [7]
    assert postings.rows.dtype == np.int32


def test_what_nobody_carries_is_empty(postings: Postings) -> None:
    assert not len(postings.find("genre", "Western"))
    assert not len(postings.exact("id", "A"))
    assert not len(postings.of_hash(0))
    assert not len(postings.of_hash(2**64 - 1))


def test_many_look_ups_agree_with_one(postings: Postings) -> None:
    asked = np.array([ENTRIES[0][0], 1, ENTRIES[2][0], 2**64 - 1], np.uint64)
    places = postings.known(asked)
    assert (places >= 0).tolist() == [True, False, True, False]
    assert postings.at(int(places[0])).tolist() == [2, 7]


def test_an_empty_index_knows_nothing() -> None:
    empty = Postings.build([])
    assert empty.known(np.array([1], np.uint64)).tolist() == [-1]
    assert not len(empty.find("genre", "War"))
