"""The catalogue's names in free text: which titles and people a message names, and where."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np
import numpy.typing as npt

from mood_extract.mood import Mention
from recommend.catalog import YEAR, Catalog, people, popular_first
from recommend.name_words import (
    AFTER_SURNAME,
    AGAIN_CUES,
    BEFORE_SURNAME,
    CREDITS,
    CUES,
    DIRECTING,
    EVERYDAY,
    FILM_WORDS,
    GOES_ON,
    JOINS,
    NO_SURNAMES,
    NO_TITLE_CUES,
    PARTICLES,
    PERSON_CUES,
    TITLE_CUE_PAIRS,
    TITLE_CUES,
    VERDICTS,
)
from recommend.terms import FUNCTION_WORDS, Token, ngram_hashes, stem, tokens, words

LONGEST_TITLE = 10
LONGEST_PERSON = 4
_YEAR_AFTER = re.compile(r"[^\w(]{0,4}\(\s*((?:18|19|20)\d\d)\s*\)")
_ANY_YEAR = re.compile(r"\(\s*(?:18|19|20)\d\d\s*\)")
_DIGITS = 3
"""A number of more digits than this may be a name; "2 more" and "100 films" are not."""
_QUOTES = "\"“”«»„'‘’"
_COMMON = 0.004
"""A word in more than this share of the titles' texts does not make a name by itself."""
_FEW = 2
"""This many titles' texts do not make a word common, however small the catalogue."""
_MOST_BEARERS = 200
"""A surname in more titles than this names nobody."""
_MOST_SURNAMES = 10
"""Only this many of a text are looked up: records are read for each."""
_NEAR = 8
"""Quotes stand within this many characters of the words that they quote."""
_SHORTEST_ALONE = 4
"""A lower-case word shorter than this is no title by itself."""
_SHORTEST_TYPO, _SHORTEST_TYPO_ALONE, _LONGEST_TYPO = 5, 6, 14
"""A shorter word is not mended, or not by itself: too many words are one letter away."""
_MOST_TYPOS = 2
"""Only this many words of a text are mended: each costs some hundred hashes."""
_REACH = 5
"""A misspelt word stands within so many words of the cue that a title, or a person, is named."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
        plain: list[_Span] = []
        for span in self._spans(found, "title", LONGEST_TITLE):
            if taken[span.first : span.last + 1].any():
                continue
            row = self._title(text, found, span, shouted)
            if row is not None:
                taken[span.first : span.last + 1] = True
                mentions.append(_mention("title", self.catalog.id_of(row), text, found, span))
            else:
                plain.append(span)
        titles = taken.copy()
        owners = [_owner(text, token) for token in found]
        for span in self._spans(owners, "person", LONGEST_PERSON):
            if span.last > span.first and not taken[span.first : span.last + 1].any():
                taken[span.first : span.last + 1] = True
                name = self._person(owners, span)
                mentions.append(_mention("person", name, text, owners, span))
        for span in sorted(plain, key=lambda span: (span.first, -span.last)):
            part = slice(span.first, span.last + 1)
            if not taken[part].any() and self._is_told(text, found, span, titles):
                taken[part] = titles[part] = True
                mentions.append(_mention("title", self._most_popular(span.place), text, found, span))
        mentions += self._respaced(text, owners, taken)
        mentions += self._surnames(text, owners, taken, shouted)
        mentions += self._mended(text, owners, taken)
        return sorted(mentions, key=lambda mention: mention.start)

    def _respaced(self, text: str, found: Sequence[Token], taken: npt.NDArray[np.bool_]) -> Iterator[Mention]:
        """People whose name is written with a space too many or too few: "di caprio", "deniro"."""
        for at in range(len(found)):
            for length, parts in _other_spacings(text, found, at):
                first = max(0, at - LONGEST_PERSON + 1)
                near = [*found[first:at], *parts, *found[at + length : at + length + 1]]
                place = at - first
                for span in self._spans(near, "person", LONGEST_PERSON):
                    inside = span.first < place and span.last >= place + len(parts) - 1
                    if inside and not taken[first + span.first : at + length].any():
                        taken[first + span.first : at + length] = True
                        yield _mention("person", self._person(near, span), text, near, span)

    def _surnames(
        self, text: str, found: Sequence[Token], taken: npt.NDArray[np.bool_], shouted: bool
    ) -> Iterator[Mention]:
        """People named by their surname alone."""
        plain = (
            span
            for span in self._spans(found, "surname", 1)
            if not taken[span.first] and self._is_surname(text, found, span.first, shouted)
        )
        for span in islice(plain, _MOST_SURNAMES):
            first = _surname_start(text, found, span.first)
            directing = bool(DIRECTING & {token.word for token in found[max(0, first - 2) : first]})
            bearer = self._bearer(found[span.first].word, span.place, directing=directing)
            if bearer:
                taken[first : span.last + 1] = True
                yield _mention("person", bearer, text, found, _Span(first, span.last, span.place))

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

    def _most_popular(self, place: int) -> str:
        return self.catalog.id_of(popular_first(self.catalog, self.catalog.postings.at(place))[0])

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
        cue = span.first > 0 and found[span.first - 1].word in CUES
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
            if alone and (content[0].word in CUES or self._in_a_name(text, found, span)):
                return False
            if cue and not (shouted or begins) and all(text[token.start].isupper() for token in part):
                return True  # "I loved Alien", "like The Office": everyday words, and yet plainly a name
            written = capital and not (begins and alone)
            return bool(rare) and (written or (cue and not alone and _ends_at(text, found, span.last)))
        if all(token.word in EVERYDAY for token in content):
            return False  # "Anything else?"
        if capital:
            return not begins or bool(rare) or len(part) > 2
        return bool(rare) and (len(part) > 2 or cue)

    def _is_told(self, text: str, found: Sequence[Token], span: _Span, titles: npt.NDArray[np.bool_]) -> bool:
        """Whether words in lower case are meant as the name that they make: "loved parasite", "titanic bored me".

        A phrase must end there ("I like alien invasions"), and a cue, or another title, stand before it.
        """
        content = [token.word for token in found[span.first : span.last + 1] if token.word not in FUNCTION_WORDS]
        if not content or all(word.isdigit() for word in content) or not _ends_at(text, found, span.last):
            return False
        if span.last == span.first and self._in_a_name(text, found, span):
            return False
        cued = _is_cued(text, found, span.first, span.last) or _is_listed(text, found, span.first, titles)
        if content[-1] in FILM_WORDS:
            return False  # "I love scary movies"
        verdict = _next(text, found, span.last) if not _before(text, found, span.first) else ""
        telling = [self._is_telling(word) for word in content]
        if len(content) == 1:
            return telling[0] and (cued or verdict in VERDICTS)
        if cued or verdict in VERDICTS | {"was", "is"}:
            return any(len(word) >= _SHORTEST_ALONE and word not in EVERYDAY for word in content)
        return all(telling)

    def _is_telling(self, word: str) -> bool:
        """Whether a word says by itself that a name is meant."""
        return len(word) >= _SHORTEST_ALONE and word not in EVERYDAY | CUES and self._is_rare(word)

    @staticmethod
    def _in_a_name(text: str, found: Sequence[Token], span: _Span) -> bool:
        """Whether the word before or after is capitalised too, with nothing but a space between."""
        word = found[span.first]
        before = found[span.first - 1] if span.first else None
        after = found[span.first + 1] if span.first + 1 < len(found) else None
        near = [token for token in (before, after) if token and token.word not in FUNCTION_WORDS | CUES]
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

    def _is_surname(self, text: str, found: Sequence[Token], at: int, shouted: bool) -> bool:
        """Whether a word that is somebody's surname is meant as that: "by Hitchcock", "a kubrick film"."""
        word = found[at]
        first = _surname_start(text, found, at)
        if len(word.word) <= _DIGITS or (first == at and self._in_a_name(text, found, _Span(at, at, 0))):
            return False
        if first and found[first - 1].word in CREDITS:
            return True
        begins = first == 0 or text[found[first - 1].end : word.start].strip()[-1:] in (".", "!", "?")
        if text[word.start].isupper() and not shouted and not begins and self._is_rare(word.word):
            return True
        if word.word in NO_SURNAMES or not self._is_rare(word.word):
            return False
        if _next(text, found, at) in FILM_WORDS:
            return not _before(text, found, first) or found[first - 1].word in BEFORE_SURNAME
        if not _before(text, found, first) and _next(text, found, at) in ("please", "pls", "vibes"):
            return True
        return _before(text, found, first) in ("with", "no", "another", "without") and _next(text, found, at) in (
            "",
            *AFTER_SURNAME,
        )

    def _bearer(self, surname: str, place: int, *, directing: bool = False) -> str | None:
        """The one person whom a surname stands for: of two titles or more, and of most by anybody of that name."""
        rows = self.catalog.postings.at(place)
        if len(rows) > _MOST_BEARERS:
            return None
        records = (self.catalog.at(int(row)) for row in rows)
        bearers = Counter(
            name
            for record in records
            for name in (record.get("directors", ()) if directing else people(record))
            if len(split := words(name)) > 1 and split[-1] == surname
        )
        name, titles = next(iter(bearers.most_common(1)), ("", 0))
        return name if titles > 1 and titles > bearers.total() / 2 else None

    def _mended(self, text: str, found: Sequence[Token], taken: npt.NDArray[np.bool_]) -> Iterator[Mention]:
        """Names with one letter wrong, where a name is to be expected: "a show like severence", "a hitchcok film"."""
        left = _MOST_TYPOS
        for at, token in enumerate(found):
            if taken[at] or not _may_be_misspelt(token.word):
                continue
            start = _cued_start(text, found, at)
            if self._is_a_word_of_names(token.word):
                continue
            if start is None and not (_may_be_a_person(found, at) or self._is_beside_a_name(text, found, at)):
                continue
            mention = self._mend(text, found, at, start, taken)
            if mention:
                yield mention
            left -= 1
            if not left:
                return

    def _mend(
        self, text: str, found: Sequence[Token], at: int, start: int | None, taken: npt.NDArray[np.bool_]
    ) -> Mention | None:
        """The name that one letter's change of a word makes; None when there is none, or not one alone."""
        made: dict[tuple[Literal["title", "person"], str], _Span] = {}
        for word in self._near(found[at].word):
            mended = [*found[:at], found[at]._replace(word=word), *found[at + 1 :]]
            for kind, value, span in self._names_with(text, mended, at, start):
                if not taken[span.first : span.last + 1].any():
                    made.setdefault((kind, value), span)
        longest = max((span.last - span.first for span in made.values()), default=0)
        best = [(*name, span) for name, span in made.items() if span.last - span.first == longest]
        if len(best) != 1:
            return None
        kind, value, span = best[0]
        taken[span.first : span.last + 1] = True
        return _mention(kind, value, text, found, span)

    def _names_with(
        self, text: str, mended: Sequence[Token], at: int, start: int | None
    ) -> Iterator[tuple[Literal["title", "person"], str, _Span]]:
        """Names that hold a mended word: a title from its cue on, a full name, a plain surname."""
        word = mended[at].word
        strange = len(word) >= _SHORTEST_TYPO_ALONE and word not in EVERYDAY | FILM_WORDS
        first = max(0, at - LONGEST_PERSON + 1)
        for span in self._spans(mended[first : at + LONGEST_PERSON], "person", LONGEST_PERSON):
            moved = _Span(span.first + first, span.last + first, span.place)
            if moved.first <= at <= moved.last and span.last > span.first:
                yield "person", self._person(mended, moved), moved
        for span in self._spans([mended[at]], "surname", 1) if strange else ():
            bearer = self._bearer(mended[at].word, span.place) if self._is_surname(text, mended, at, True) else None
            if bearer:
                yield "person", bearer, _Span(at, at, span.place)
        if start is None:
            return
        for span in self._spans(mended[start : at + _REACH], "title", LONGEST_TITLE):
            last = span.last + start
            alone = last == start
            if span.first == 0 and last >= at and _ends_at(text, mended, last) and (not alone or strange):
                yield "title", self._most_popular(span.place), _Span(start, last, span.place)

    def _near(self, word: str) -> list[str]:
        """Words of names that are one letter, or one swap, away; the first letter and a plural are taken as right."""
        cuts = range(1, len(word) + 1)
        near = {word[:at] + word[at + 1 :] for at in cuts}
        near |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in cuts if at + 1 < len(word)}
        near |= {word[:at] + letter + word[at + skip :] for at in cuts for letter in _LETTERS for skip in (0, 1)}
        candidates = sorted(near - {word, f"{word}s", word.removesuffix("s")})
        places = self.catalog.postings.known(ngram_hashes("find", candidates, 1)[0])
        return [candidates[at] for at in np.flatnonzero(places >= 0)]

    def _is_beside_a_name(self, text: str, found: Sequence[Token], at: int) -> bool:
        """Whether the word before or after stands in more names than texts: "quentin", "streep"."""
        find = self.catalog.postings.find
        beside = [word for word in (_before(text, found, at), _next(text, found, at)) if len(word) > _DIGITS]
        return any(len(find("find", word)) > len(find("word", stem(word))) for word in beside)

    def _is_a_word_of_names(self, word: str) -> bool:
        """Whether a word stands in a name of the catalogue: it is none that somebody misspelt."""
        return bool(len(self.catalog.postings.find("find", word)))


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


def _owner(text: str, token: Token) -> Token:
    """A token without the sign of its owner: "Hitchcock's" is Hitchcock."""
    if token.word.endswith("s") and text[token.start : token.end][-2:-1] in tuple("'’`´"):
        return token._replace(word=token.word[:-1], end=token.end - 2)
    return token


def _other_spacings(text: str, found: Sequence[Token], at: int) -> Iterator[tuple[int, list[Token]]]:
    """How many words are written otherwise, and how: "di caprio" as one, "deniro" as two."""
    word, start, end = found[at]
    if word in PARTICLES and _next(text, found, at):
        yield 2, [Token(word + found[at + 1].word, start, found[at + 1].end)]
    for particle in PARTICLES if len(word) > _SHORTEST_TYPO else ():
        if word.startswith(particle) and end - start == len(word):
            middle = start + len(particle)
            yield 1, [Token(particle, start, middle), Token(word[len(particle) :], middle, end)]


def _surname_start(text: str, found: Sequence[Token], at: int) -> int:
    """The first token of a surname that ends at a token: "de niro", "von trier"."""
    return at - 1 if at and _before(text, found, at) in PARTICLES else at


def _gap(text: str, left: Token, right: Token) -> str:
    """The signs between two words; none is "", a mere space too."""
    return text[left.end : right.start].removeprefix("'s").removeprefix("’s").strip(f" {_QUOTES}")


def _next(text: str, found: Sequence[Token], at: int) -> str:
    """The word after a token; "" where a sign, or nothing, follows. `at` may be -1 or -2: before the first."""
    if not 0 <= at < len(found) - 1 or _gap(text, found[at], found[at + 1]):
        return ""
    return found[at + 1].word


def _before(text: str, found: Sequence[Token], at: int) -> str:
    """The word before a token; "" where a sign, or nothing, stands."""
    return found[at - 1].word if at and not _gap(text, found[at - 1], found[at]) else ""


def _ends_at(text: str, found: Sequence[Token], last: int) -> bool:
    """Whether a name may end with a token: a sign, the end, or a word that goes on with the sentence follows."""
    following = _next(text, found, last)
    return not following or following.isdigit() or following in GOES_ON


def _is_cued(text: str, found: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words before a phrase announce a title: "similar to ...", "not ... again"."""
    word = _before(text, found, first)
    pair = (found[first - 2].word if first > 1 else "", word)
    if pair in NO_TITLE_CUES:
        return False
    again = word in AGAIN_CUES and _next(text, found, last) == "again"
    return word in TITLE_CUES or pair in TITLE_CUE_PAIRS or again


def _is_listed(text: str, found: Sequence[Token], first: int, titles: npt.NDArray[np.bool_]) -> bool:
    """Whether a phrase goes on with a list of titles: "jaws and ...", "jaws, ..."."""
    if first and titles[first - 1]:
        return _gap(text, found[first - 1], found[first]) in (",", "/", "+")
    joined = first > 1 and found[first - 1].word in JOINS and titles[first - 2]
    return bool(joined) and text[found[first - 2].end : found[first].start].count(".") == 0


def _may_be_misspelt(word: str) -> bool:
    short = _SHORTEST_TYPO <= len(word) <= _LONGEST_TYPO
    return short and word.isascii() and word.isalpha() and word not in EVERYDAY | FILM_WORDS | GOES_ON | CUES


def _cued_start(text: str, found: Sequence[Token], at: int) -> int | None:
    """Where a title that holds a token would begin: after the nearest cue before it in its phrase."""
    for start in range(at, max(-1, at - _REACH), -1):
        if _is_cued(text, found, start, at):
            return start
        if not _before(text, found, start):
            return None
    return None


def _may_be_a_person(found: Sequence[Token], at: int) -> bool:
    """Whether a token stands where people are named."""
    before = {token.word for token in found[max(0, at - 3) : at]}
    following = {token.word for token in found[at + 1 : at + 2]}
    return bool(before & PERSON_CUES or following & FILM_WORDS)
