"""Everyday sentences and the moods in them."""

import pytest

from mood_extract.local import LocalExtractor
from mood_extract.mood import Message, Mood

EXTRACTOR = LocalExtractor(year=2025)


def mood(text: str) -> Mood:
    return EXTRACTOR.extract([Message("user", text)], None)


FELT = [
    ("rough day, something warm and funny", "stressed"),
    ("long day, I'm knackered", "tired"),
    ("feeling down", "sad"),
    ("we just broke up", "sad"),
    ("I feel like crap", "sad"),
    ("not feeling great", "sad"),
    ("sad", "sad"),
    ("so bored", "bored"),
    ("feeling a bit lonely tonight", "lonely"),
    ("exam tomorrow, so nervous", "anxious"),
    ("angry at my boss", "angry"),
    ("so excited, friday night!", "excited"),
    ("it's our anniversary", "romantic"),
    ("I'm happy", "happy"),
    ("😭", "sad"),
    ("😴😴", "tired"),
    (":(", "sad"),
    ("a western", ""),
    ("something sad", ""),
    ("a sad film", ""),
    ("I'm not sad", ""),
    ("tired of superhero movies", ""),
    ("thanks, have a good day", ""),
    ("I'll have to check it out", ""),
]


@pytest.mark.parametrize(("text", "felt"), FELT)
def test_what_is_felt(text: str, felt: str) -> None:
    assert set(mood(text).felt) == set(felt.split())


WANTED = [
    ("rough day, something warm and funny", "heartwarming funny"),
    ("I need a good cry", "cathartic"),
    ("rough day, I need a good cry", "cathartic"),
    ("makes me think", "thought-provoking"),
    ("edge of my seat", "tense"),
    ("something cosy", "heartwarming relaxing"),
    ("cheer me up", "heartwarming funny"),
    ("I want to switch my brain off", "relaxing"),
    ("scary but funny", "scary funny"),
    ("funny, nothing scary", "funny"),
    ("something sad", "cathartic"),
    ("rough day", "heartwarming funny relaxing"),
    ("so bored", "exciting funny tense"),
    ("😂", "funny"),
    ("a comedy", "funny"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "wanted"), WANTED)
def test_what_is_wanted(text: str, wanted: str) -> None:
    assert set(mood(text).wanted) == set(wanted.split())


def test_what_is_ruled_out_is_not_wanted() -> None:
    refused = mood("something not too dark")
    assert "dark" not in refused.wanted
    assert refused.tone == "light"
    assert "scary" not in mood("nothing scary").wanted


def test_words_for_what_is_wanted_outweigh_a_genre() -> None:
    wanted = mood("a dark comedy, something inspiring").wanted
    assert wanted["inspiring"] > wanted["funny"]


TONE = [
    ("something warm and funny", "light"),
    ("gripping, dark and tense", "intense"),
    ("not too heavy", "light"),
    ("a western", "balanced"),
]


@pytest.mark.parametrize(("text", "tone"), TONE)
def test_tone(text: str, tone: str) -> None:
    assert mood(text).tone == tone


COMPANY = [
    ("with my kids", "kids"),
    ("for my 6-year-old", "kids"),
    ("date night", "partner"),
    ("my girlfriend and I want a comedy", "partner"),
    ("with friends", "friends"),
    ("watching with my parents", "family"),
    ("by myself", "alone"),
    ("just broke up with my boyfriend", None),
    ("my wife left me", None),
    ("a western", None),
]


@pytest.mark.parametrize(("text", "company"), COMPANY)
def test_company(text: str, company: str | None) -> None:
    assert mood(text).company == company


TIMES = [("tonight", "evening"), ("late night", "night"), ("sunday afternoon", "afternoon"), ("last night", None)]


@pytest.mark.parametrize(("text", "time_of_day"), TIMES)
def test_time_of_day(text: str, time_of_day: str | None) -> None:
    assert mood(text).time_of_day == time_of_day
