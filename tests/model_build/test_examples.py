import numpy as np
import pytest

from model_build import examples
from model_build.examples import Example
from model_build.ratings import Ratings
from model_build.requests import RequestRecord
from mood_extract.mood import Message
from recommend.catalog import Catalog
from recommend.request import Request
from tests.recommend.toys import ROW

IDS = [f"t{item}" for item in range(30)]


def ratings(explicit: bool) -> Ratings:
    user = np.repeat(np.arange(50), 20).astype(np.int32)
    item = np.concatenate([np.sort(np.random.default_rng(u).choice(30, 20, replace=False)) for u in range(50)])
    rating = np.where(item % 2, 5.0, 2.0) if explicit else np.ones(len(item))
    stamps = np.arange(len(item), dtype=np.int64)
    return Ratings(tuple(f"u{n}" for n in range(50)), user, item.astype(np.int32), rating.astype(np.float32), stamps)


def test_requests_keep_the_answers_that_the_catalogue_has(catalog: Catalog) -> None:
    records = [
        RequestRecord(request_id="7", messages=(Message("user", "x"),), relevant=("alien", "elsewhere")),
        RequestRecord(request_id="8", relevant=("elsewhere",)),
        RequestRecord(request_id="9", relevant=("alien", "up"), mentioned=("up",)),
    ]
    found = examples.from_requests(records, catalog)
    assert [(example.relevant, example.group) for example in found] == [((ROW["alien"],), "7"), ((ROW["alien"],), "9")]


def test_turns_of_one_conversation_are_known_by_their_messages_or_by_what_they_say(catalog: Catalog) -> None:
    hello, more, other = Message("user", "hello"), Message("assistant", "more?"), Message("user", "other")
    turns = [
        ("c", (hello, more, other), None), ("a", (hello,), None), ("b", (hello, more), None), ("d", (other,), None),
        ("e", (other,), "said"), ("f", (), None), ("g", (), None),
    ]  # fmt: skip
    records = [
        RequestRecord(request_id=name, messages=said, dialog_id=dialog, relevant=("alien",))
        for name, said, dialog in turns
    ]
    groups = {
        example: found.group
        for (example, _, _), found in zip(turns, examples.from_requests(records, catalog), strict=True)
    }
    assert groups == {"c": "a", "a": "a", "b": "a", "d": "d", "e": "said", "f": "f", "g": "g"}


def test_ratings_of_any_scale_are_read_as_stars() -> None:
    """Thumbs and points of ten are read as a 5 at their best."""
    given = ratings(explicit=True)
    hidden = examples.hidden(given, seed=1)
    for scale in (0.2, 2.0):
        scaled = Ratings(given.users, given.user, given.item, given.rating * np.float32(scale), given.timestamp)
        assert examples.from_users(scaled, hidden, IDS, 1) == examples.from_users(given, hidden, IDS, 1)


@pytest.mark.parametrize("explicit", [True, False])
def test_people_must_find_what_is_hidden_of_their_ratings(explicit: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "MOST_PEOPLE", 30)
    given = ratings(explicit)
    hidden = examples.hidden(given, seed=3)
    people, count = np.unique(given.user[hidden], return_counts=True)
    assert (len(people), set(count)) == (30, {4})
    assert len(examples.without(given, hidden)) == len(given) - 120
    found = examples.from_users(given, hidden, IDS, seed=3)
    assert {example.group for example in found} == {f"u{code}" for code in people}
    for example in found:
        own = given.user == int(example.group[1:])
        known = [seen.item_id for seen in example.request.history]
        assert set(example.relevant) == set(given.item[own & hidden].tolist())
        assert {*known, *example.request.exclude} == {IDS[item] for item in given.item[own & ~hidden]}
        assert known == sorted(known, key=IDS.index)  # in the order of time, which is that of the items here
        assert all((seen.rating is None) != explicit for seen in example.request.history)
    lengths = [len(example.request.history) for example in found]
    assert lengths.count(16) == 30
    assert min(lengths) <= 8


def test_who_rated_one_title_keeps_it() -> None:
    one = Ratings(("a",), np.zeros(1, np.int32), np.zeros(1, np.int32), np.ones(1, np.float32), np.zeros(1, np.int64))
    assert not examples.hidden(one, seed=0).any()


def test_groups_are_held_out_whole() -> None:
    given = [Example(Request(), (0,), f"g{n // 3}") for n in range(60)] + [Example(Request(), (0,))] * 5
    kept, judged = examples.split(given, seed=1)
    assert len(judged) == 12
    assert not {example.group for example in kept} & {example.group for example in judged}
    assert sum(example.group == "" for example in kept) == 5


def test_some_is_a_repeatable_choice_in_order() -> None:
    given = [Example(Request(), (n,)) for n in range(100)]
    chosen = [example.relevant[0] for example in examples.some(given, 10, seed=1)]
    assert chosen == sorted(chosen) == [example.relevant[0] for example in examples.some(given, 10, seed=1)]
    assert examples.some(given, 100, seed=1) is given
