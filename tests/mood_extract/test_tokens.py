"""Tokens: what is one word, and what is folded away."""

import pytest

from mood_extract.mood import Mention
from mood_extract.tokens import PERSON, TITLE, tokenize

SPLIT = [
    ("Sci-Fi, please!", "sci fi , please !"),
    ("don’t / I'd w/o blood", "dont / id without blood"),
    ("1h30, 90min, the 90's, 1.5 hours", "1 h 30 , 90 min , the 90s , 1.5 hours"),
    ("1990-2000", "1990 to 2000"),
    ("PG-13 Disney+", "pg 13 disney plus"),
    ("wow!!! 😭😭", "wow ! 😭"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), SPLIT)
def test_words(text: str, words: str) -> None:
    assert " ".join(token.word for token in tokenize(text)) == words


def test_a_token_knows_its_place() -> None:
    text = "A Western, at İzmir's"
    assert [text[token.start : token.end] for token in tokenize(text)] == ["A", "Western", ",", "at", "İzmir's"]


DATED = [
    ("like The Mask (1994)!", f"like {TITLE} !"),
    ("I, Robot (2004) and Monsters, Inc. (2001)", f"{TITLE} and {TITLE}"),
    ("a comedy (2004)", f"a comedy {TITLE}"),
    ("comedy (really)", "comedy ( really )"),
]


@pytest.mark.parametrize(("text", "words"), DATED)
def test_a_title_with_its_year_is_one_token(text: str, words: str) -> None:
    assert " ".join(token.word for token in tokenize(text)) == words


def test_mentions_are_one_token_each_and_swallow_their_year() -> None:
    text = "the mask (1994) with jim carrey"
    mentions = [Mention("title", "m", 0, 8, "the mask"), Mention("person", "Jim Carrey", 21, 31, "jim carrey")]
    assert [token.word for token in tokenize(text, mentions)] == [TITLE, "with", PERSON]
