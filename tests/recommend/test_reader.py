import numpy as np

from mood_extract.mood import Constraint, Message, Mood
from recommend.reader import encoded
from recommend.recommender import Recommender
from recommend.request import Rated, Request
from tests.recommend.toys import ROW, ToyEncoder


def said(*turns: str) -> tuple[Message, ...]:
    """Turns of user and assistant in turn, the user first."""
    return tuple(Message("user" if at % 2 == 0 else "assistant", text) for at, text in enumerate(turns))


def test_words_names_and_mood_of_a_conversation(recommender: Recommender) -> None:
    evidence = recommender.reader.read(Request(messages=said("I loved Alien", "And Heat (1995)?", "something funny")))
    assert evidence.words == ("i", "loved", "alien", "something", "funny")
    assert evidence.liked == (ROW["alien"], ROW["heat"])
    assert evidence.mood.wanted["funny"] > 0.5
    assert evidence.situation == "asked"


def test_vectors_of_the_last_turn_and_of_all(recommender: Recommender) -> None:
    evidence = recommender.reader.read(Request(messages=said("love", "laugh", "war")))
    last, whole = ToyEncoder().encode(["war", "war love"])
    assert np.array_equal(np.asarray(evidence.last), last)
    assert np.array_equal(np.asarray(evidence.whole), whole)


def test_what_is_encoded() -> None:
    assert encoded(said("only this")) == ["only this"]
    assert encoded(said("first", "no", "second")) == ["second", "second first"]
    assert encoded(said(" ", "words of the assistant")) == []
    assert encoded(()) == []


def test_history_in_the_order_of_time_without_what_was_disliked(recommender: Recommender) -> None:
    seen = (Rated("up"), Rated("heat", 1.0), Rated("alien", 5.0), Rated("up", 4.0), Rated("nobody", 5.0))
    evidence = recommender.reader.read(Request(history=seen))
    assert evidence.history == (ROW["alien"], ROW["up"])
    assert evidence.disliked == (ROW["heat"],)
    assert (evidence.situation, evidence.tells) == ("history", True)


def test_what_was_rated_low_was_chosen_and_is_no_example(recommender: Recommender) -> None:
    evidence = recommender.reader.read(Request(history=(Rated("up", 4.0), Rated("heat", 2.0))))
    assert (evidence.examples, evidence.chosen, evidence.disliked) == ((ROW["up"],), (ROW["up"], ROW["heat"]), ())


def test_a_mood_stands_in_for_the_words(recommender: Recommender) -> None:
    mood = Mood(wanted={"scary": 1.0}, constraints=(Constraint("like", "up"), Constraint("not_like", "it")))
    evidence = recommender.reader.read(Request(messages=said("something funny"), mood=mood))
    assert evidence.mood == mood
    assert (evidence.liked, evidence.disliked) == ((ROW["up"],), (ROW["it"],))


def test_filters_join_the_constraints(recommender: Recommender) -> None:
    only = Constraint("kind", "series")
    assert only in recommender.reader.read(Request(messages=said("a comedy"), filters=(only,))).mood.constraints


def test_a_title_that_is_hated_is_no_example(recommender: Recommender) -> None:
    evidence = recommender.reader.read(Request(messages=said("I hated Alien")))
    assert (evidence.liked, evidence.disliked) == ((), (ROW["alien"],))


def test_a_newcomer_tells_nothing(recommender: Recommender) -> None:
    for request in (Request(), Request(messages=said("", "hello?", "  ")), Request(history=(Rated("nobody"),))):
        assert not recommender.reader.read(request).tells


def test_what_must_not_come_back(recommender: Recommender) -> None:
    request = Request(
        messages=said("I loved Alien but hated Heat (1995)", "What of Up (2009)?"),
        history=(Rated("it", 1.0), Rated("her")),
        exclude=("dark", "nobody"),
    )
    evidence = recommender.reader.read(request, history=False)
    expected = {ROW[each] for each in ("alien", "heat", "up", "it", "her", "dark")}
    assert set(recommender.reader.excluded(request, evidence)) == expected
    assert evidence.history == ()
