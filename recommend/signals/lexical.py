"""Words in common: the request's words against those of a title's overview, keywords and name, by inverse frequency."""

from collections.abc import Iterator

import numpy as np

from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector
from recommend.terms import FUNCTION_WORDS, stem, words

NAMES = ("words_shared",)

_COMMON = 0.1
"""A word in more than this share of the titles says nothing."""
_MOST = 60
_ASKING = FUNCTION_WORDS | frozenset(
    (
        "movie movies film films show shows series title titles watch watching watched seen tonight something anything "
        "suggest suggestion suggestions recommend recommendation like love want need please good great best any more "
        "less than then very really just too also about into over under after before again still even only other "
        "another such will would can could should may might have has had been get got make made go know think thing "
        "kind sort lot bit maybe ideally preferably thanks hi hello hey yes im ive id dont didnt isnt cant wont lets "
        "day night evening week year years old hour hours minutes rough long short mood feel feeling felt cry laugh "
        "smile cheer tired sad bored happy lonely"
    ).split()
)
"""Words of asking and of feeling, which say nothing of a story."""
_TOPICS = ("genre", "like", "not_like")
"""The words of these constraints may be what a story is about; those of the others were read for a fact alone."""
_DIGITS = 4


def tells(word: str) -> bool:
    """Whether a word can be what a story is about; numbers only when they are long enough for a year."""
    return word not in _ASKING and (len(word) >= _DIGITS or not word.isdigit())


def _read(evidence: Evidence) -> Iterator[str]:
    """What the message says of moods, company and facts: other signals know better what carries those."""
    yield from evidence.mood.heard
    for found in evidence.mood.constraints:
        if found.field not in _TOPICS:
            yield found.words
        elif found.field == "genre":
            yield from found.values  # "documentary" is no topic; "heist" is, though it was read for a genre too


def score(arrays: Arrays, evidence: Evidence) -> tuple[Vector, ...] | None:
    """Summed inverse document frequency of the shared words, over that of all the request's words that are known."""
    titles = len(arrays.catalog)
    shared, total = np.zeros(titles, np.float32), 0.0
    read = {stem(word) for text in _read(evidence) for word in words(text)}
    for word in dict.fromkeys(stem(word) for word in evidence.words[-_MOST:] if tells(word)):
        if word in read:
            continue
        rows = arrays.catalog.postings.find("word", word)
        if 0 < len(rows) <= max(_COMMON * titles, 1):
            weight = float(np.log(titles / len(rows)))
            shared[rows] += weight
            total += weight
    return (shared / total,) if total else None
