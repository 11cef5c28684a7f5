"""Phrases and what they mean: one walk over the tokens, the longest phrase at each place wins."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from mood_extract import content_words, cue_words, genre_words, mood_words, place_words
from mood_extract.tokens import PERSON, TITLE, Token

Lexicon = Mapping[str, Mapping[str, str]]
"""kind -> value -> comma separated phrases (lower case, no apostrophes or hyphens)."""


_SPELT = (
    "horror comedy comedies thriller thrillers fantasy mystery mysteries romance romantic western westerns musical "
    "musicals animated animation documentary documentaries adventure superhero science fiction hilarious psychological "
    "historical spanish japanese portuguese italian swedish norwegian turkish british subtitles netflix something"
).split()
"""Words that are often spelt wrongly and that no other word comes near to, but for those in `_OTHERS`."""
_OTHERS = frozenset("mastery thrilled romanced romantics adventurer adventured westerner animates britisher".split())
_SHORTEST, _LONGEST = 5, 14
_RIGHT_SPELLING: dict[tuple[str, int], list[str]] = {}
for _word in _SPELT:
    for _length in (len(_word) - 1, len(_word), len(_word) + 1):
        _RIGHT_SPELLING.setdefault((_word[0], _length), []).append(_word)

NAMES: Lexicon = {"title": {"": TITLE}, "person": {"": PERSON}}


class Sense(NamedTuple):
    """One meaning of a phrase: what kind of thing it names, and which."""

    kind: str
    value: str


class Hit(NamedTuple):
    """A phrase found at tokens `start:end`."""

    senses: tuple[Sense, ...]
    start: int
    end: int

    def value(self, kind: str) -> str | None:
        """The value of the first sense of this kind."""
        return next((sense.value for sense in self.senses if sense.kind == kind), None)

    def values(self, kind: str) -> list[str]:
        """The values of all senses of this kind."""
        return [sense.value for sense in self.senses if sense.kind == kind]


Phrasebook = dict[str, list[tuple[tuple[str, ...], tuple[Sense, ...]]]]


def build(lexicons: Iterable[Lexicon]) -> Phrasebook:
    """First word -> its phrases, longest first; a phrase in several places has several senses."""
    senses: dict[tuple[str, ...], tuple[Sense, ...]] = {}
    for lexicon in lexicons:
        for kind, values in lexicon.items():
            for value, phrases in values.items():
                sense = (Sense(kind, value),)
                for phrase in phrases.split(", "):
                    key = tuple(phrase.split(" "))
                    senses[key] = (*senses.get(key, ()), *(each for each in sense if each not in senses.get(key, ())))
    book: Phrasebook = {}
    for key in sorted(senses, key=len, reverse=True):
        book.setdefault(key[0], []).append((key, senses[key]))
    return book


@cache
def phrasebook() -> Phrasebook:
    """All that this package knows, built at the first use (a few milliseconds)."""
    modules = (genre_words, mood_words, cue_words, place_words, content_words)
    return build([NAMES, *(module.LEXICON for module in modules)])


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word for phrases in phrasebook().values() for phrase, _ in phrases for word in phrase)


def respelt(tokens: Iterable[Token]) -> list[Token]:
    """Tokens with well-known words mended that are one letter, or one swap of letters, wrong: "thriler"."""
    return [token._replace(word=_mended(token.word)) for token in tokens]


def _mended(word: str) -> str:
    near = _RIGHT_SPELLING.get((word[0], len(word))) if _SHORTEST <= len(word) <= _LONGEST else None
    if near is None or word in _OTHERS or word in _known_words():
        return word
    return next((right for right in near if _is_one_off(word, right)), word)


def _is_one_off(left: str, right: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, make one word the other."""
    at = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    a, b = left[at:], right[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def find(tokens: Sequence[Token]) -> list[Hit]:
    """The phrases in `tokens`, left to right, without overlap."""
    book = phrasebook()
    words = [token.word for token in tokens]
    hits: list[Hit] = []
    at = 0
    while at < len(words):
        for phrase, senses in book.get(words[at], ()):
            end = at + len(phrase)
            if len(phrase) == 1 or tuple(words[at:end]) == phrase:
                hits.append(Hit(senses, at, end))
                at = end
                break
        else:
            at += 1
    return hits
