"""How overviews are written: each its own, without worn phrases, and no two alike."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from recommend.terms import words

SHORTEST, LONGEST = 25, 60
OPENING = 3
"""No two overviews begin with the same words, this many."""
FIRST_WORD_SHARE = 0.08
"""At most this share of all overviews begins with one word."""
PHRASE, PHRASE_MOST = 5, 2
"""No run of this many words stands in more overviews than that."""
ALIKE = 0.25
"""Cosine of two overviews' TF-IDF vectors (words and pairs of words) from which they count as the same text: no two of
the bundled catalogue reach .2."""

WORN = (
    r"tour de force", r"master ?class", r"must[- ](see|watch)", r"roller ?coaster", r"edge of your seat",
    r"love letter to", r"the kind of (film|movie|series|show)", r"quietly devastating", r"laugh and cry",
    r"finds (him|her|them|it)sel(f|ves)", r"embarks? on", r"navigat(es?|ing) (the|a|life|love)", r"journey of",
    r"tale of", r"heart-?warming", r"poignant", r"gripping", r"timeless", r"turns? out", r"equal parts",
    r"race against time", r"little do(es)? (he|she|they) know", r"nothing will ever be the same", r"against all odds",
    r"a testament to", r"needs no introduction", r"—",
)  # fmt: skip
"""Phrases of blurbs (regular expressions), and the dash that strings them together."""
_WORN = re.compile(rf"\b(?:{'|'.join(WORN[:-1])})\b|{WORN[-1]}", re.IGNORECASE)
_TRIAD = re.compile(r"(?:^|[.!?] )[A-Z][\w-]+, [\w-]+,? and [\w -]+\.$")
TRIADS = 0.02
"""At most this share of overviews ends in a sentence of three adjectives."""


def faults(overview: str) -> Iterator[str]:
    """Say what is wrong with one overview."""
    length = len(overview.split())
    if not SHORTEST <= length <= LONGEST:
        yield f"the overview has {length} words; {SHORTEST} to {LONGEST} are asked for"
    if worn := _WORN.search(overview):
        yield f"the overview says {worn[0]!r}, which every blurb says"
    if overview[-1] not in ".!?”\"'" or not (overview[0].isupper() or overview[0].isdigit() or overview[0] in "“\"'"):
        yield "the overview should be whole sentences"


def repetitions(overviews: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield (place, what is wrong) for overviews that begin, run or read like others before them."""
    told = [words(overview) for overview in overviews]
    yield from _openings(told)
    yield from _phrases(told)
    yield from _alike(overviews)
    triads = [at for at, overview in enumerate(overviews) if _TRIAD.search(overview)]
    if len(triads) > max(1, TRIADS * len(overviews)):
        yield from ((at, f"one of {len(triads)} overviews that end in three adjectives") for at in triads)


def _openings(told: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    seen: dict[tuple[str, ...], int] = {}
    first: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(told):
        opening = tuple(text[:OPENING])
        if opening in seen:
            yield at, f"the overview begins with {' '.join(opening)!r}, as another does"
        seen.setdefault(opening, at)
        first[text[0]].append(at)
    for word, places in first.items():
        if len(places) > max(2, FIRST_WORD_SHARE * len(told)):
            yield places[-1], f"{len(places)} of {len(told)} overviews begin with {word!r}; vary the first word"


def _phrases(told: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, text in enumerate(told):
        for phrase in dict.fromkeys(zip(*(text[start:] for start in range(PHRASE)), strict=False)):
            places[phrase].append(at)
    for phrase, found in places.items():
        if len(found) > PHRASE_MOST:
            yield found[-1], f"{' '.join(phrase)!r} stands in {len(found)} overviews"


def _alike(overviews: Sequence[str]) -> Iterator[tuple[int, str]]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english").fit_transform(overviews)
    cosines = (vectors @ vectors.T).tocoo()
    near = (cosines.row > cosines.col) & (cosines.data >= ALIKE)
    for row, column, cosine in zip(cosines.row[near], cosines.col[near], cosines.data[near], strict=True):
        yield int(row), f"reads like {overviews[column][:40]!r} (cosine {cosine:.2f})"
