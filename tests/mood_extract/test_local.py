"""The extractor as a whole: any text gives a Mood; the heads help where words are silent; the work is bounded."""

import random
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest

from encoder.head import TextHead
from mood_extract.local import LocalExtractor
from mood_extract.mood import FELT, WANTED, Mention, Message, Mood
from mood_extract.phrases import phrasebook

EXTRACTOR = LocalExtractor(year=2025)
VECTOR = np.eye(1, 384, dtype=np.float32)[0]


def head(labels: tuple[str, ...], **logits: float) -> TextHead:
    """A head that gives these logits to VECTOR whatever the text, and -4 to all other labels."""
    weights = np.zeros((TextHead.rows, len(labels)), np.float32)
    weights[0] = [logits.get(label, -4.0) for label in labels]
    return TextHead(labels, weights)


def mood(text: str, extractor: LocalExtractor = EXTRACTOR, vector: np.ndarray | None = None) -> Mood:
    return extractor.extract([Message("user", text)], vector)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n",
        "😭🔪👩‍👩‍👧 ❤️",
        "我想看喜剧",
        "quiero una película de terror",
        "\ud800\x00İß",
        "((((1999)",
        "no no no",
        "/" * 50,
        "12h",
    ],
)
def test_any_text_gives_a_valid_mood(text: str) -> None:
    read = mood(text)
    assert msgspec.convert(msgspec.to_builtins(read), Mood) == read
    assert 0 <= read.confidence <= 1


def test_random_words_give_valid_moods() -> None:
    dice = random.Random(7)
    words = [*phrasebook(), "(", "1999", ")", "90", "hours", "the", "6"]
    for _ in range(300):
        text = " ".join(dice.choices(words, k=dice.randint(1, 60)))
        read = mood(text)
        assert msgspec.convert(msgspec.to_builtins(read), Mood) == read
        assert all(constraint.words in text for constraint in read.constraints if ", " not in constraint.words)


@pytest.mark.parametrize("word", ["comedy ", "gore, ", "no ", "😭", "i love comedy and ", "a", "12 ", "A ", "(1999) "])
def test_a_wall_of_text_is_bounded_work(word: str) -> None:
    begin = time.perf_counter()
    mood(word * 20_000)
    assert time.perf_counter() - begin < 0.5


def test_only_the_end_of_a_long_message_is_read() -> None:
    read = mood("a western. " + "blah " * 1000 + "a comedy")
    assert [constraint.value for constraint in read.constraints] == ["Comedy"]


def test_no_messages_and_mentions_out_of_place_do_no_harm() -> None:
    assert EXTRACTOR.extract([], None) == Mood()
    stray = [Mention("title", "t", 90, 99, "nowhere"), Mention("person", "P", -3, 2, "?")]
    assert EXTRACTOR.extract([Message("user", "a comedy")], None, [stray]).constraints[0].value == "Comedy"


def test_confidence_is_high_for_words_low_for_guesses_and_none_for_silence() -> None:
    guess = LocalExtractor(felt=head(FELT, lonely=3.0))
    assert mood("").confidence == 0.0
    assert mood("", guess, VECTOR).confidence == 0.0
    assert mood("something funny").confidence > mood("rough day").confidence > mood("a comedy").confidence
    assert 0.1 <= mood("nobody is around", guess, VECTOR).confidence < 0.5


def test_the_felt_head_is_heard_where_words_are_silent() -> None:
    guess = LocalExtractor(felt=head(FELT, lonely=3.0))
    silent = mood("nobody is around", guess, VECTOR)
    assert set(silent.felt) == {"lonely"}
    assert max(silent.wanted, key=lambda name: silent.wanted[name]) == "heartwarming"
    assert set(mood("rough day", guess, VECTOR).felt) == {"stressed"}


def test_what_words_say_and_what_the_head_hears_count_together() -> None:
    guess = LocalExtractor(wanted=head(WANTED, whimsical=3.0, funny=-1.0))
    assert set(mood("something elfin", guess, VECTOR).wanted) == {"whimsical"}
    both = mood("something funny", guess, VECTOR).wanted
    assert set(both) == {"funny", "whimsical"}
    assert both["funny"] > mood("something funny").wanted["funny"]
    assert "whimsical" not in mood("nothing whimsical", guess, VECTOR).wanted


def test_words_alone_are_enough_and_a_faint_hearing_is_not() -> None:
    guess = LocalExtractor(wanted=head(WANTED, tense=-0.5))
    assert set(mood("something funny", guess, VECTOR).wanted) == {"funny"}
    assert "tense" not in mood("hello there", guess, VECTOR).wanted


def test_what_is_wanted_goes_before_what_a_feeling_that_is_only_guessed_may_want() -> None:
    guess = LocalExtractor(felt=head(FELT, anxious=3.0), wanted=head(WANTED, scary=3.0))
    assert set(mood("fill me with terror", guess, VECTOR).wanted) == {"scary"}
    assert "relaxing" in mood("fill me with terror", LocalExtractor(felt=head(FELT, anxious=3.0)), VECTOR).wanted


def test_missing_heads_are_a_missing_leg(tmp_path: Path) -> None:
    extractor = LocalExtractor.load(tmp_path)
    assert set(extractor.missing) == {"felt", "wanted"}
    assert mood("rough day", extractor, VECTOR).felt


def test_a_usual_message_takes_under_a_millisecond() -> None:
    text = "Long day. My girlfriend and I want something like The Proposal (2009), under two hours, no horror"
    mood(text)
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        mood(text)
        times.append(time.perf_counter() - begin)
    assert sorted(times)[10] < 0.001
