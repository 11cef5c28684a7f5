"""A message as tokens and phrases, and questions about what stands where in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Self

from mood_extract.mood import Mention
from mood_extract.phrases import Hit, find, respelt
from mood_extract.tokens import Token, tokenize

CONTENT = frozenset(
    "genre subgenre genre_hint genre_noun language in_language not_language subtitles country from_country provider "
    "country_name avoid rating wanted felt title person era length child".split()
)
"""Kinds of things that stand in lists with one another and share the word that governs the list."""
SENTENCE_BREAKS = frozenset((".", "!", "?", ";", "line"))

_SENTENCE = frozenset(".!?;\n")
_CLAUSE = _SENTENCE | frozenset(",()")
_FILLERS = frozenset(
    "a an the some any more really very too movie movies film films flick flicks one of with also".split()
)
_JOINS = {"and": "and", "or": "or", "nor": "or", "/": "or", ",": ","}


class Passage:
    """One user turn; everything is placed by token number."""

    def __init__(self, text: str, tokens: Sequence[Token], hits: Sequence[Hit], named: dict[int, Mention]) -> None:
        self.text = text
        self.tokens = tokens
        self.hits = hits
        self.words = [token.word for token in tokens]
        self.starts = [hit.start for hit in hits]
        self._named = named

    @classmethod
    def of(cls, text: str, mentions: Iterable[Mention] = ()) -> Self:
        """Read a text; mentions are the catalogue's names in it."""
        mentions = tuple(mentions)
        tokens = respelt(_uncontracted(token) for token in tokenize(text, mentions))
        return cls(text, tokens, find(tokens), {mention.start: mention for mention in mentions})

    def quote(self, start: int, end: int) -> str:
        """The exact words of tokens start:end."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def of_kind(self, *kinds: str) -> Iterator[tuple[Hit, str, str]]:
        """Each (hit, kind, value) of these kinds, in order."""
        for hit in self.hits:
            for sense in hit.senses:
                if sense.kind in kinds:
                    yield hit, sense.kind, sense.value

    def has(self, kind: str) -> bool:
        """Whether anything of a kind is said."""
        return any(hit.value(kind) is not None for hit in self.hits)

    def mention(self, hit: Hit) -> Mention | None:
        """The mention that a title or person hit stands for; None for a "Title (1999)" that nobody knows."""
        return self._named.get(self.tokens[hit.start].start)

    def hit_at(self, start: int) -> Hit | None:
        """The hit that begins at a token."""
        at = bisect_left(self.starts, start)
        return self.hits[at] if at < len(self.hits) and self.starts[at] == start else None

    def hits_before(self, start: int, reach: int) -> Iterator[Hit]:
        """Hits before a token and at most `reach` tokens away, nearest first."""
        for at in range(bisect_left(self.starts, start) - 1, -1, -1):
            if self.hits[at].end < start - reach:
                return
            yield self.hits[at]

    def hits_after(self, end: int, reach: int) -> Iterator[Hit]:
        """Hits from a token on and at most `reach` tokens away, in order."""
        for at in range(bisect_left(self.starts, end), len(self.hits)):
            if self.hits[at].start > end + reach:
                return
            yield self.hits[at]

    def before(self, start: int, reach: int) -> list[str]:
        """Up to `reach` words before a token, in its clause, nearest first."""
        return self._until_break(range(start - 1, max(-1, start - 1 - reach), -1))

    def after(self, end: int, reach: int) -> list[str]:
        """Up to `reach` words from a token on, in its clause."""
        return self._until_break(range(end, min(len(self.words), end + reach)))

    def _until_break(self, places: Iterable[int]) -> list[str]:
        out: list[str] = []
        for at in places:
            if self.words[at] in _CLAUSE:
                break
            out.append(self.words[at])
        return out

    def sentence(self, start: int) -> int:
        """A number that is equal for tokens of one sentence."""
        return self._sentences[start]

    @cached_property
    def _sentences(self) -> list[int]:
        return [*accumulate((word in _SENTENCE for word in self.words), initial=0)]

    def link(self, left_end: int, start: int) -> str | None:
        """How two things are joined: "", "and", "or" or ","; None when other words stand between."""
        between = self.words[left_end:start] if start - left_end <= 4 else [""]
        if not all(word in _JOINS or word in _FILLERS for word in between):
            return None
        joins = [_JOINS[word] for word in between if word in _JOINS]
        if joins:
            return joins[-1]
        return None if "with" in between else ""

    def is_known(self, at: int) -> bool:
        """Whether a token is part of a phrase found, or says nothing by itself."""
        if self.words[at] in _FILLERS or self.words[at] in _JOINS:
            return True
        hit = bisect_right(self.starts, at) - 1
        return hit >= 0 and self.hits[hit].end > at


def _uncontracted(token: Token) -> Token:
    """Tell "we're" from the past tense "were"."""
    is_we_are = token.word == "were" and token.end - token.start > len(token.word)
    return token._replace(word="weare") if is_we_are else token


def is_content(hit: Hit) -> bool:
    """Whether a hit names something to ask for or rule out."""
    return any(sense.kind in CONTENT for sense in hit.senses)


def is_filler(hit: Hit) -> bool:
    """Whether a hit may stand between the things of a list."""
    return hit.value("cue") == "any" or all(
        sense.kind in ("kind", "noun", "more") or (sense.kind == "break" and sense.value == ",") for sense in hit.senses
    )
