"""A message as tokens: lower-case words with their places; names and "Title (1999)" folded into one token each."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mood_extract.mood import Mention

TITLE = "<title>"
PERSON = "<person>"

_TOKEN = re.compile(
    r"w/o?(?=\s)"  # w/ and w/o
    r"|[:;]'?-?[()DPp/](?!\w)|</?3(?![\d\s]*[hm\d])"  # emoticons and hearts
    r"|\d+(?:\.\d+)?(?:['’]?s\b)?"  # 90, 1.5, 90s, 90's
    r"|[^\W\d_]+(?:['’`´][^\W\d_]+)*"  # words, contractions whole
    r"|\n|[^\s\w]"  # every other sign by itself: punctuation, emoji
)
_APOSTROPHES = str.maketrans("", "", "'’`´")
_SIGNS = {"w/": "with", "w/o": "without", "&": "and", "<": "under", ">": "over", "+": "plus", "–": "-", "—": "-"}
# Small words that stand inside titles: they do not end the walk back from "(1999)".
_INSIDE_TITLES = frozenset("a an and at by de el for from in is la le of on or the to vs with : , . - ! & ' +".split())
_LONGEST_TITLE = 12


class Token(NamedTuple):
    """One word or sign: normalised (lower case, no apostrophes), with its place in the text."""

    word: str
    start: int
    end: int
    capital: bool = False


def tokenize(text: str, mentions: Iterable[Mention] = ()) -> list[Token]:
    """Split `text`; each mention is one token (TITLE or PERSON), and so is each "Title (1999)"."""
    return _fold_dated_titles(_fold_mentions(_split(text), mentions))


def _split(text: str) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        raw, start, end = match.group(), match.start(), match.end()
        word = _SIGNS.get(raw, raw).lower().translate(_APOSTROPHES)
        if word == "-" and start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum():
            if not (text[start - 1].isdigit() and text[end].isdigit()):
                continue  # sci-fi, feel-good, 6-year-old: two words side by side
            word = "to"  # 1990-2000
        if not word or word == "\ufe0f" or (tokens and tokens[-1].word == word and not word[0].isalnum()):
            continue  # "!!!" and a row of one emoji say no more than one
        tokens.append(Token(word, start, end, raw[0].isupper() or raw[0].isdigit()))
    return tokens


def _fold_mentions(tokens: list[Token], mentions: Iterable[Mention]) -> list[Token]:
    spans = sorted(mentions, key=lambda m: (m.start, -m.end))
    if not spans:
        return tokens
    folded: list[Token] = []
    waiting, covered = 0, 0
    for token in tokens:
        while waiting < len(spans) and spans[waiting].start <= token.start:
            span = spans[waiting]
            waiting += 1
            if span.start >= covered and token.start < span.end:
                folded.append(Token(TITLE if span.kind == "title" else PERSON, span.start, span.end, True))
                covered = span.end
        if token.start >= covered:
            folded.append(token)
    return folded


def _fold_dated_titles(tokens: list[Token]) -> list[Token]:
    folded: list[Token] = []
    skip_to = 0
    for at, token in enumerate(tokens):
        if at < skip_to:
            continue
        if token.word == "(" and _is_bracketed_year(tokens, at):
            skip_to = at + 3
            if not folded or folded[-1].word != TITLE:
                start = _title_start(folded)
                begin = folded[start].start if start < len(folded) else token.start
                folded[start:] = [Token(TITLE, begin, tokens[at + 2].end, True)]
        else:
            folded.append(token)
    return folded


def _is_bracketed_year(tokens: Sequence[Token], at: int) -> bool:
    if at + 2 >= len(tokens) or tokens[at + 2].word != ")":
        return False
    year = tokens[at + 1].word
    return len(year) == 4 and year.isdigit() and year[:2] in ("18", "19", "20")


def _title_start(before: Sequence[Token]) -> int:
    """Where the run of capitalised words that ends `before` starts; its end when there is none."""
    start = len(before)
    for at in range(len(before) - 1, max(-1, len(before) - 1 - _LONGEST_TITLE), -1):
        token = before[at]
        if token.word in (TITLE, PERSON):
            break
        if token.capital:
            start = at
        elif token.word not in _INSIDE_TITLES:
            break
    return start
