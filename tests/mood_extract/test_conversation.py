"""What moves from turn to turn: later words win, the rest persists."""

import pytest

from mood_extract.local import LocalExtractor
from mood_extract.mood import Message, Mood

EXTRACTOR = LocalExtractor(year=2025)


def mood(*turns: str) -> Mood:
    return EXTRACTOR.extract([Message("user", turn) for turn in turns], None)


MOVES = [
    (("no horror", "under two hours"), "not_genre Horror!, runtime_max 120!"),
    (("no horror", "actually, scary is fine"), ""),
    (("a comedy", "forget the comedy part"), ""),
    (("a comedy", "how about a western?"), "genre Western!"),
    (("a comedy", "also a western"), "genre Comedy|Western!"),
    (("a western", "still a western, but a comedy"), "genre Western!, genre Comedy!"),
    (("I'm looking for a good comedy", "how about something scary?"), "genre Comedy"),
    (("a western", "something funny"), "genre Western!"),
    (("a western", "under 90 minutes", "an hour or so"), "genre Western!, runtime_max 75!"),
    (("over 2 hours", "under 100 minutes"), "runtime_max 100!"),
    (("90s films", "before 1980 please"), "year_max 1979!"),
    (("a comedy", "no comedies"), "not_genre Comedy!"),
    (("no musicals", "no horror"), "not_genre Music|Musical!, not_genre Horror!"),
    (("a western", "I like comedies"), "genre Western!, genre Comedy"),
    (("a western", "any genre is fine"), "genre Western"),
]


@pytest.mark.parametrize(("turns", "expected"), MOVES)
def test_the_last_word_on_a_thing_wins(turns: tuple[str, ...], expected: str) -> None:
    held = {
        f"{c.field} {'|'.join(c.values)}{'!' * c.hard}"
        for c in mood(*turns).constraints
        if (c.field, c.value) != ("kind", "film")
    }
    assert held == set(filter(None, expected.split(", ")))


def test_what_the_assistant_says_sets_nothing() -> None:
    messages = [Message("user", "hi"), Message("assistant", "How about a horror film under two hours?")]
    assert EXTRACTOR.extract(messages, None).constraints == ()


def test_a_later_wish_outweighs_an_earlier_one() -> None:
    wanted = mood("something funny", "make it scary").wanted
    assert wanted["scary"] > wanted["funny"] > 0


def test_a_mood_ruled_out_later_is_gone() -> None:
    assert "scary" not in mood("something scary", "nothing scary after all").wanted


def test_feeling_company_and_time_persist() -> None:
    later = mood("rough day, with my girlfriend tonight", "a western")
    assert (later.company, later.time_of_day) == ("partner", "evening")
    assert "stressed" in later.felt
