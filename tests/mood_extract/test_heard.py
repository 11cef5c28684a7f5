"""What of a conversation is shown, and what may be quoted from it."""

import pytest

from mood_extract.heard import MOST_NAMES, Heard
from mood_extract.local import READ, TURNS
from mood_extract.mood import Mention, Message

SAID = "Nothing like War Horses, don’t spare  me the rock"
TITLE = Mention("title", "t1", SAID.index("War"), SAID.index(","), "War Horses")
HEARD = Heard.of([Message("assistant", "A western?"), Message("user", SAID)], [[], [TITLE]])


@pytest.mark.parametrize(
    ("words", "outside_titles", "anywhere"),
    [
        ("spare me", True, True),
        ("DON'T spare", True, True),
        ("War", False, True),
        ("rocket", False, False),
        ("roc", False, False),
        ("western", False, False),  # the assistant's
        ("...", False, False),
        ("", False, False),
    ],
)
def test_what_the_person_said(words: str, outside_titles: bool, anywhere: bool) -> None:
    assert HEARD.has(words, titles=False) == outside_titles
    assert HEARD.has(words) == anywhere


def test_the_last_turn_by_itself() -> None:
    heard = Heard.of([Message("user", "a comedy"), Message("user", "a western")], [])
    assert heard.has("comedy")
    assert not heard.has("comedy", turns=1)
    assert heard.has("western", turns=1)


def test_only_the_end_is_shown() -> None:
    long = Message("user", "gone " + "x" * READ)
    names = [Mention("person", f"p{n}", READ, READ + 1, "x") for n in range(2 * MOST_NAMES)]
    heard = Heard.of([long] * (TURNS + 3), [[Mention("title", "t1", 0, 4, "gone"), *names]] * (TURNS + 3))
    assert [len(message.content) for message in heard.messages] == [READ] * TURNS
    assert heard.named("title") == frozenset()
    assert heard.named("person") == {name.value for name in names}
    assert heard.as_text(2025).count('"kind":') == MOST_NAMES
