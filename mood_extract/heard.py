"""What a language model is shown of a conversation, and what it may quote and name from it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import msgspec

from mood_extract.local import READ, TURNS
from mood_extract.mood import Mention, Message

MOST_NAMES = 30
"""Names that the model is shown, and words that it may say it heard."""

_QUOTES = str.maketrans("’‘“”", "''\"\"")


@dataclass(frozen=True)
class Heard:
    """The part of a conversation that the model is shown, and what it may quote and name from it."""

    messages: tuple[Message, ...]
    names: frozenset[Mention]
    turns: tuple[str, ...]
    """What the person said, turn by turn."""
    untitled: tuple[str, ...]
    """The same with the names of titles blanked: the "War" of a title asks for no war film."""

    @classmethod
    def of(cls, messages: Sequence[Message], mentions: Sequence[Sequence[Mention]]) -> Self:
        """The last messages of a conversation, each cut at its beginning; no turns when nothing was said."""
        shown: list[Message] = []
        names: list[Mention] = []
        untitled: list[str] = []
        start = max(0, len(messages) - TURNS)
        for at, message in enumerate(messages[start:], start):
            text = message.content.encode("utf-8", "replace").decode()  # half of an emoji is no text
            gone = max(0, len(text) - READ)
            found = [name for name in (mentions[at] if at < len(mentions) else ()) if gone <= name.start < name.end]
            names += found
            shown.append(Message(message.role, text[gone:]))
            if message.role == "user":
                untitled.append(plain(_blanked(text, found)[gone:]))
        turns = tuple(message.content for message in shown if message.role == "user")
        silent = not any(turn.strip() for turn in turns)
        return cls(tuple(shown), frozenset(names), () if silent else turns, tuple(untitled))

    def as_text(self, year: int) -> str:
        """All of it as JSON: whatever somebody writes stays inside its string."""
        names = sorted({(name.kind, name.value, name.words[:100]) for name in self.names})[:MOST_NAMES]
        shown = {
            "year": year,
            "conversation": self.messages,
            "names": [{"kind": kind, "value": value, "words": words} for kind, value, words in names],
        }
        return msgspec.json.encode(shown).decode()

    def has(self, words: str, *, titles: bool = True, turns: int = TURNS) -> bool:
        """Whether the person used these words, in the last `turns` turns; outside the names of titles if so asked."""
        quote = plain(words)
        if not any(sign.isalnum() for sign in quote) and quote.isascii():
            return False
        texts = [plain(turn) for turn in self.turns] if titles else self.untitled
        # Whole words, where words are told apart by spaces.
        pattern = rf"(?<!\w){re.escape(quote)}(?!\w)" if quote.isascii() else re.escape(quote)
        return any(re.search(pattern, text) for text in texts[-turns:])

    def named(self, kind: str) -> frozenset[str]:
        """The titles or people that were named."""
        return frozenset(name.value for name in self.names if name.kind == kind)


def _blanked(text: str, mentions: Iterable[Mention]) -> str:
    for mention in mentions:
        if mention.kind == "title":
            gap = "\0" * (mention.end - mention.start)
            text = f"{text[: mention.start]}{gap}{text[mention.end :]}"
    return text


def plain(text: str) -> str:
    """A text in the form in which quotations are compared: without case, typographic quotes and spacing."""
    return " ".join(text.casefold().translate(_QUOTES).split())
