"""The catalogue's names in free text: which titles and people a message names, and where."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np

from mood_extract.mood import Mention
from recommend.catalog import YEAR, Catalog, people, popular_first
from recommend.terms import FUNCTION_WORDS, Token, ngram_hashes, stem, tokens, words

LONGEST_TITLE = 10
LONGEST_PERSON = 4
_YEAR_AFTER = re.compile(r"[^\w(]{0,4}\(\s*((?:18|19|20)\d\d)\s*\)")
_ANY_YEAR = re.compile(r"\(\s*(?:18|19|20)\d\d\s*\)")
_DIGITS = 3
"""A number of more digits than this may be a name; "2 more" and "100 films" are not."""
_QUOTES = "\"“”«»„'‘’"
_CUES = frozenset(
    (
        "like liked likes love loved loves enjoy enjoyed watch watched seen saw see called recommend recommended hate "
        "hated favorite favourite movie film than suggest try tried about with"
    ).split()
)
_COMMON = 0.004
"""A word in more than this share of the titles' texts does not make a name by itself."""
_FEW = 2
"""This many titles' texts do not make a word common, however small the catalogue."""
_CREDITS = frozenset("by director directors directed starring stars featuring actor actress".split())
"""Words before a surname that say that a person is meant: "directed by Hitchcock"."""
_MOST_BEARERS = 200
"""A surname in more titles than this names nobody."""
_MOST_SURNAMES = 10
"""Only this many of a text are looked up: records are read for each."""
_NEAR = 8
"""Quotes stand within this many characters of the words that they quote."""


@dataclass(frozen=True)
class _Span:
    first: int
    last: int
    place: int


@dataclass(frozen=True)
class Names:
    """Finds names through the catalogue's postings: a title, or a person by full name or a surname that is plain."""

    catalog: Catalog

    def find(self, text: str) -> list[Mention]:
        """Titles and people named in a text, in order, none overlapping.

        A title with its year in brackets is taken when a title of that name and year (one year more or less, or year
        unknown) exists. One without needs signs that a name is meant: capitals, quotes, rare words, "I loved ...".
        """
        found = tokens(text)
        if not found:
            return []
        shouted = _is_shouted(text, found)
        mentions: list[Mention] = []
        taken = np.zeros(len(found), bool)
        for span in self._spans(found, "title", LONGEST_TITLE):
            if taken[span.first : span.last + 1].any():
                continue
            row = self._title(text, found, span, shouted)
            if row is not None:
                taken[span.first : span.last + 1] = True
                mentions.append(_mention("title", self.catalog.id_of(row), text, found, span))
        for span in self._spans(found, "person", LONGEST_PERSON):
            if span.last > span.first and not taken[span.first : span.last + 1].any():
                taken[span.first : span.last + 1] = True
                name = self._person(found, span)
                mentions.append(_mention("person", name, text, found, span))
        plain = (
            span
            for span in self._spans(found, "surname", 1)
            if not taken[span.first] and self._is_surname(text, found, span, shouted)
        )
        for span in islice(plain, _MOST_SURNAMES):
            bearer = self._bearer(found[span.first].word, span.place)
            if bearer:
                mentions.append(_mention("person", bearer, text, found, span))
        return sorted(mentions, key=lambda mention: mention.start)

    def _spans(self, found: Sequence[Token], namespace: str, longest: int) -> Iterable[_Span]:
        """Every n-gram that is a name, longest first, then from left to right."""
        grams = ngram_hashes(namespace, [token.word for token in found], longest)
        for n in range(len(grams), 0, -1):
            places = self.catalog.postings.known(grams[n - 1])
            for first in np.flatnonzero(places >= 0):
                yield _Span(int(first), int(first) + n - 1, int(places[first]))

    def _title(self, text: str, found: Sequence[Token], span: _Span, shouted: bool) -> int | None:
        rows = popular_first(self.catalog, self.catalog.postings.at(span.place))
        year = _YEAR_AFTER.match(text, found[span.last].end)
        if year:
            return self._of_year(rows, int(year.group(1)), strict=self._in_a_name(text, found, span))
        return rows[0] if self._is_meant(text, found, span, shouted) else None

    def _of_year(self, rows: Sequence[int], year: int, *, strict: bool) -> int | None:
        """The title of that year or one beside it, else of unknown year, else (unless strict) of the nearest."""
        gaps = [abs(float(self.catalog.facts[row, YEAR]) - year) for row in rows]
        known = min((gap for gap in gaps if gap <= 1), default=None)
        if known is not None:
            return rows[gaps.index(known)]
        unknown = next((row for row, gap in zip(rows, gaps, strict=True) if np.isnan(gap)), None)
        return unknown if strict or unknown is not None else rows[int(np.nanargmin(gaps))]

    def _is_meant(self, text: str, found: Sequence[Token], span: _Span, shouted: bool) -> bool:
        """Whether words that are some title's name are meant as that name."""
        part = found[span.first : span.last + 1]
        content = [token for token in part if token.word not in FUNCTION_WORDS]
        cue = span.first > 0 and found[span.first - 1].word in _CUES
        if not content or all(token.word.isdigit() for token in part):
            # "I have seen Up", "like Her", "loved 1917": names only where nothing else would be written so.
            return cue and not shouted and all(_is_plainly(text, token) for token in part)
        if _is_quoted(text, part):
            return True
        rare = [token for token in content if len(token.word) > 3 and self._is_rare(token.word)]
        capital = not shouted and all(text[token.start].isupper() or token.word.isdigit() for token in content)
        begins = span.first == 0 or text[found[span.first - 1].end : part[0].start].strip()[-1:] in (".", "!", "?")
        if len(content) == 1:
            # "it", "up", "her": one word must look like a name, not a part of one ("Steve Martin"), and be rare.
            alone = len(part) == 1
            if alone and (content[0].word in _CUES or self._in_a_name(text, found, span)):
                return False
            if cue and not (shouted or begins) and all(text[token.start].isupper() for token in part):
                return True  # "I loved Alien", "like The Office": everyday words, and yet plainly a name
            return bool(rare) and ((capital and not (begins and alone)) or (cue and not alone))
        if capital:
            return not begins or bool(rare) or len(part) > 2
        return bool(rare) and (len(part) > 2 or cue)

    @staticmethod
    def _in_a_name(text: str, found: Sequence[Token], span: _Span) -> bool:
        """Whether the word before or after is capitalised too, with nothing but a space between."""
        word = found[span.first]
        before = found[span.first - 1] if span.first else None
        after = found[span.first + 1] if span.first + 1 < len(found) else None
        near = [token for token in (before, after) if token and token.word not in FUNCTION_WORDS | _CUES]
        gaps = [text[min(token.end, word.end) : max(token.start, word.start)] for token in near]
        return any(text[token.start].isupper() and gap == " " for token, gap in zip(near, gaps, strict=True))

    def _is_rare(self, word: str) -> bool:
        """Whether few titles use a word: its own title and one or two others in a small catalogue, else a share."""
        return len(self.catalog.postings.find("word", stem(word))) - _FEW < _COMMON * len(self.catalog)

    def _person(self, found: Sequence[Token], span: _Span) -> str:
        """The person's name as the catalogue writes it."""
        asked = [token.word for token in found[span.first : span.last + 1]]
        record = self.catalog.at(int(self.catalog.postings.at(span.place)[0]))
        return next(name for name in people(record) if words(name) == asked)

    def _is_surname(self, text: str, found: Sequence[Token], span: _Span, shouted: bool) -> bool:
        """Whether a word that is somebody's surname is meant as that: "by Hitchcock", "a Kubrick film"."""
        word = found[span.first]
        if len(word.word) <= _DIGITS or self._in_a_name(text, found, span):
            return False
        if span.first and found[span.first - 1].word in _CREDITS:
            return True
        begins = span.first == 0 or text[found[span.first - 1].end : word.start].strip()[-1:] in (".", "!", "?")
        return text[word.start].isupper() and not shouted and not begins and self._is_rare(word.word)

    def _bearer(self, surname: str, place: int) -> str | None:
        """The one person whom a surname stands for: of two titles or more, and of most by anybody of that name."""
        rows = self.catalog.postings.at(place)
        if len(rows) > _MOST_BEARERS:
            return None
        bearers = Counter(
            name
            for row in rows
            for name in people(self.catalog.at(int(row)))
            if len(split := words(name)) > 1 and split[-1] == surname
        )
        name, titles = bearers.most_common(1)[0]
        return name if titles > 1 and titles > bearers.total() / 2 else None


def _mention(kind: Literal["title", "person"], value: str, text: str, found: Sequence[Token], span: _Span) -> Mention:
    start, end = found[span.first].start, found[span.last].end
    return Mention(kind, value, start, end, text[start:end])


def _is_plainly(text: str, token: Token) -> bool:
    """Whether an everyday word or a number is written as a name: "Up", "1917"; not "It", which people write for it."""
    if token.word.isdigit():
        return len(token.word) > _DIGITS
    return text[token.start].isupper() and token.word not in ("i", "it", "a")


def _is_quoted(text: str, part: Sequence[Token]) -> bool:
    start, end = part[0].start, part[-1].end
    before, after = text[max(start - _NEAR, 0) : start].rstrip()[-1:], text[end : end + _NEAR].lstrip(" .,!?")[:1]
    return bool(before and after) and before in _QUOTES and after in _QUOTES


def _is_shouted(text: str, found: Sequence[Token]) -> bool:
    """Whether capitals say nothing here: most words begin with one."""
    letters = [token for token in found if text[token.start].isalpha()]
    capitals = sum(text[token.start].isupper() for token in letters)
    outside = len(_ANY_YEAR.split(text)) == 1
    return outside and len(letters) > 3 and capitals > 0.7 * len(letters)
