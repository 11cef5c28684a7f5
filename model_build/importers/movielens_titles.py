"""A title as MovieLens writes it: "Matrix, The (1999)", "Seven (a.k.a. Se7en) (1995)"."""

import re
from typing import NamedTuple

_YEAR = re.compile(r"\s*\((\d{4})(?:\s?[-–]\s?(?:\d{4})?)?\)\s*(?:\((?:TV|V)\))?\s*$")
"""A year, or a series' first and last year, and MovieLens 100K's mark of a film for television or video."""

_ARTICLES = (
    "The A An La Le Les L' Il Lo I Gli El Los Las Der Die Das Ein Eine Un Une Una Da Det Den De Het En Et O Os As"
)
_TRAILING = re.compile(rf"(.+), ({'|'.join(_ARTICLES.split())})$")
_IN_BRACKETS = re.compile(r"\s+\(([^()]+)\)$")
_OPEN_END = re.compile(r"(?:[:,]|\b[Oo]r)$")
"""What a whole title does not end with: "Birdman: Or (The Unexpected Virtue of Ignorance)" has no other name."""


class Title(NamedTuple):
    """A title in reading order, its year, and the other names that stood in brackets."""

    name: str
    year: int | None
    aka: list[str]


def read_title(text: str) -> Title:
    """Take a MovieLens title apart.

    >>> read_title("City of Lost Children, The (Cité des enfants perdus, La) (1995)")
    Title(name='The City of Lost Children', year=1995, aka=['La Cité des enfants perdus'])
    """
    year = _YEAR.search(text)
    name = " ".join((text[: year.start()] if year else text).split())
    others: list[str] = []
    while (bracket := _IN_BRACKETS.search(name)) and not _OPEN_END.search(name[: bracket.start()]):
        others.insert(0, bracket[1])
        name = name[: bracket.start()]
    name = _article_first(name)
    aka = [_article_first(re.sub(r"^a\.?k\.?a\.?:?\s+", "", other, flags=re.IGNORECASE)) for other in others]
    return Title(name, int(year[1]) if year else None, [other for other in dict.fromkeys(aka) if other != name])


def _article_first(name: str) -> str:
    """Move the article from the end to the front: "Bug's Life, A" -> "A Bug's Life"."""
    found = _TRAILING.match(name)
    if not found:
        return name
    rest, article = found.groups()
    return f"{article}{'' if article.endswith(chr(39)) else ' '}{rest}"
