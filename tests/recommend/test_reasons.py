from dataclasses import replace

import numpy as np
import pytest

from mood_extract.mood import Constraint, Field, Mood
from recommend import signals
from recommend.arrays import Arrays
from recommend.evidence import Evidence
from recommend.reasons import MOST, Reasons
from recommend.signals import MODULES, collaborative
from tests.recommend.toys import RECORDS, ROW, ToyEncoder

LEGS = tuple(MODULES)


def reasons(arrays: Arrays, title: str, evidence: Evidence, legs: tuple[str, ...] = LEGS) -> list[str]:
    values, _ = signals.compute(arrays, evidence)
    return Reasons(arrays, evidence, legs, values).of(ROW[title], RECORDS[ROW[title]])


def asked(field: Field, value: int | str | tuple[str, ...], hard: bool = True) -> Evidence:
    return Evidence(mood=Mood(constraints=(Constraint(field, value, hard=hard),)))


def test_the_history_speaks_through_other_people(arrays: Arrays) -> None:
    assert (
        reasons(arrays, "matrix", Evidence(history=(ROW["alien"],), loved=frozenset((ROW["alien"],))))[0]
        == "because you liked Alien"
    )
    assert reasons(arrays, "matrix", Evidence(history=(ROW["alien"],)))[0] == "because you watched Alien"
    assert reasons(arrays, "matrix", Evidence(liked=(ROW["alien"],)))[0] == "people who like Alien like it too"


def test_the_strongest_example_is_named(arrays: Arrays) -> None:
    evidence = Evidence(history=(ROW["heat"], ROW["alien"], ROW["up"]))
    assert reasons(arrays, "thing82", evidence)[0] == "because you watched Alien"


def test_a_story_that_is_close(arrays: Arrays) -> None:
    evidence = Evidence(liked=(ROW["thing82"],))
    assert reasons(arrays, "thing11", evidence)[0] == "close in story to The Thing"
    assert not any("close in story" in reason for reason in reasons(arrays, "west", evidence))


def test_what_goes_together(arrays: Arrays) -> None:
    bare = replace(arrays, neighbours=None)  # other people's ratings would be told first
    assert reasons(bare, "bluey", Evidence(history=(ROW["alien"], ROW["up"])))[0] == "goes well with Up"
    assert not any("goes well" in reason for reason in reasons(bare, "bluey", Evidence(liked=(ROW["alien"],))))


def test_a_request_like_a_written_one(arrays: Arrays) -> None:
    asked = ToyEncoder().encode(["a laugh"])[0]
    evidence = Evidence(words=("x",), last=asked, whole=asked)
    bare = replace(arrays, conversations=None)  # people's own conversations would be told first
    assert "one we would name for such a request" in reasons(bare, "duck", evidence)


def test_words_that_found_a_title(arrays: Arrays) -> None:
    assert arrays.embeddings is not None and arrays.conversations is not None
    story = arrays.embeddings[ROW["west"]]
    assert reasons(arrays, "west", Evidence(words=("x",), last=story, whole=story)) == [
        "its story is close to your words"
    ]
    asked_before = arrays.conversations.vectors[0]
    answer = int(arrays.conversations.answers.gather(np.array([0]))[0][0])
    title = next(name for name, row in ROW.items() if row == answer)
    found = reasons(arrays, title, Evidence(words=("x",), last=asked_before, whole=asked_before))
    assert "recommended to people who asked for something alike" in found


def test_only_examples_that_were_read_are_named(arrays: Arrays) -> None:
    """Of a long history the signals read the end, so that the reasons must not name its beginning."""
    evidence = Evidence(history=(ROW["thing82"], *[ROW["amelie"]] * 20))
    assert not any("Thing" in reason for reason in reasons(arrays, "thing11", evidence))
    evidence = Evidence(history=(ROW["alien"], *[ROW["amelie"]] * collaborative.RECENT))
    assert not any("Alien" in reason for reason in reasons(arrays, "thing82", evidence))


@pytest.mark.parametrize("title", ROW)
def test_without_evidence_nothing_personal_is_said(arrays: Arrays, title: str) -> None:
    said = reasons(arrays, title, Evidence())
    assert said
    general = {"among the best rated of this catalogue", "watched and liked by many"}
    assert all(reason in general or " title" in reason for reason in said)


def test_moods_that_are_wanted_and_that_the_title_has(arrays: Arrays) -> None:
    mood = Mood(wanted={"funny": 0.9, "heartwarming": 0.6, "scary": 0.3}, confidence=0.9)
    evidence = Evidence(mood=mood, words=("something", "funny"))
    assert reasons(arrays, "bluey", evidence)[0] == "funny and warm, as you asked"
    assert reasons(arrays, "airplane", evidence)[0] == "funny, as you asked"
    assert reasons(arrays, "it", evidence)[0] == "scary, as you asked"
    assert not any("asked" in reason for reason in reasons(arrays, "heat", evidence))


def test_a_mood_that_was_concluded_was_not_asked_for(arrays: Arrays) -> None:
    concluded = Evidence(mood=Mood(felt={"sad": 1.0}, wanted={"funny": 0.9}, confidence=0.8), words=("i", "am", "sad"))
    assert reasons(arrays, "airplane", concluded)[0] == "funny"


@pytest.mark.parametrize(
    ("field", "value", "title", "expected"),
    [
        ("runtime_max", 120, "alien", "117 minutes"),
        ("runtime_min", 50, "dark", "53 minutes an episode"),
        ("year_min", 1970, "alien", "from 1979"),
        ("genre", ("horror", "Science Fiction"), "alien", "Horror and science fiction, as you asked"),
        ("person", "steve martin", "roxanne", "with Steve Martin"),
        ("age_rating_max", "PG", "up", "rated PG"),
    ],
)
def test_facts_that_were_asked_for(arrays: Arrays, field: Field, value: str, title: str, expected: str) -> None:
    assert expected in reasons(arrays, title, asked(field, value))


def test_a_fact_that_nobody_asked_for_is_no_reason(arrays: Arrays) -> None:
    for title in ROW:
        for reason in reasons(arrays, title, asked("genre", "Comedy")):
            assert "minutes" not in reason
            assert "from" not in reason.split()[:1]
            assert "rated PG" not in reason


def test_where_nothing_speaks_the_title_is_described(arrays: Arrays) -> None:
    assert reasons(arrays, "martin", Evidence()) == ["a dark title (Horror)"]


def test_a_wish_that_is_not_met_is_no_reason(arrays: Arrays) -> None:
    assert "from 1979" not in reasons(arrays, "alien", asked("year_min", 2015, hard=False))
    assert "from 2017" in reasons(arrays, "it", asked("year_min", 2015, hard=False))


def test_what_is_unknown_is_no_reason(arrays: Arrays) -> None:
    evidence = Evidence(mood=Mood(constraints=(Constraint("runtime_max", 100), Constraint("genre", "Comedy"))))
    assert reasons(arrays, "unknown", evidence) == ["a different title"]


@pytest.mark.parametrize(
    ("leg", "words"),
    [("collaborative", "people who like"), ("content", "close in story"), ("mood", "scary"), ("prior", "best rated")],
)
def test_a_leg_that_was_not_used_gives_no_reason(arrays: Arrays, leg: str, words: str) -> None:
    evidence = Evidence(liked=(ROW["alien"],), mood=Mood(wanted={"scary": 1.0}))
    titles = ("thing82", "thing11", "matrix", "amelie", "it")
    with_it = [reason for title in titles for reason in reasons(arrays, title, evidence)]
    legs = tuple(name for name in LEGS if name != leg)
    without = [reason for title in titles for reason in reasons(arrays, title, evidence, legs)]
    assert any(words in reason for reason in with_it)
    assert not any(words in reason for reason in without)


def test_reasons_are_few_and_different(arrays: Arrays) -> None:
    several: tuple[Constraint, ...] = (
        Constraint("runtime_max", 200), Constraint("runtime_min", 10), Constraint("year_min", 1900),
        Constraint("genre", "Horror"), Constraint("person", "John Hurt"),
    )  # fmt: skip
    evidence = Evidence(mood=Mood(wanted={"scary": 1.0}, constraints=several), liked=(ROW["thing82"],))
    for title in ROW:
        said = reasons(arrays, title, evidence)
        assert 1 <= len(said) == len(set(said)) <= MOST


def test_reasons_without_arrays(arrays: Arrays) -> None:
    bare = replace(arrays, embeddings=None, moods=None, neighbours=None, weights=None)
    assert reasons(bare, "matrix", Evidence(liked=(ROW["alien"],)))
