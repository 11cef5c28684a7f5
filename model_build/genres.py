"""Genre names: what the many catalogues call them -> TMDB's vocabulary."""

import re
from collections.abc import Iterable

TMDB = (
    "Action", "Adventure", "Animation", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "History",
    "Horror", "Music", "Mystery", "Romance", "Science Fiction", "TV Movie", "Thriller", "War", "Western",
)  # fmt: skip
"""TMDB's film genres (https://developer.themoviedb.org/reference/genre-movie-list)."""

_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "sci fi": ("Science Fiction",),
    "scifi": ("Science Fiction",),
    "sf": ("Science Fiction",),
    "children": ("Family",),
    "children's": ("Family",),
    "childrens": ("Family",),
    "kids": ("Family",),
    "romantic": ("Romance",),
    "romcom": ("Romance", "Comedy"),
    "rom com": ("Romance", "Comedy"),
    "romantic comedy": ("Romance", "Comedy"),
    "animated": ("Animation",),
    "historical": ("History",),
    "suspense": ("Thriller",),
    "tv film": ("TV Movie",),
    "noir": ("Film-Noir",),
    "film noir": ("Film-Noir",),
    "biopic": ("Biography",),
    "sports": ("Sport",),
    "talk show": ("Talk",),
    "reality tv": ("Reality",),
    "imax": ("IMAX",),
    # TMDB's genres of series are pairs (https://developer.themoviedb.org/reference/genre-tv-list)
    "action & adventure": ("Action", "Adventure"),
    "sci fi & fantasy": ("Science Fiction", "Fantasy"),
    "war & politics": ("War",),
    "(no genres listed)": (),
    "no genres listed": (),
    "unknown": (),
    "n/a": (),
    "none": (),
}
_BY_NAME = {name.casefold(): (name,) for name in TMDB} | _OTHER_NAMES


def normalise(names: Iterable[str]) -> list[str]:
    """Genres in TMDB's words, each once, in the order given; an unknown one is kept, capitalised when all lower case.

    >>> normalise(["sci-fi", "Children's", "Sci-Fi & Fantasy", "film-noir", "samurai epic"])
    ['Science Fiction', 'Family', 'Fantasy', 'Film-Noir', 'Samurai Epic']
    """
    found = (genre for name in names for genre in _normalise(" ".join(name.split())))
    return list(dict.fromkeys(found))


def _normalise(name: str) -> tuple[str, ...]:
    """One name -> no genre (a word for none), one, or the two that a pair holds."""
    key = re.sub(r"[-_ ]+", " ", name.casefold().replace("’", "'"))
    if key in _BY_NAME:
        return _BY_NAME[key]
    if name.islower():
        name = re.sub(r"[^\W_]+('\w+)?", lambda word: word.group().capitalize(), name)
    return (name,) if name else ()
