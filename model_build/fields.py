"""The catalogue's known fields: what each may hold, and how a near miss is mended."""

import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from model_build import genres
from mood_extract.mood import WANTED

Record = dict[str, Any]
"""One title's fields; a field that is absent is unknown, never null or empty."""

AGE_RATINGS = ("G", "PG", "PG-13", "R", "NC-17", "TV-Y", "TV-Y7", "TV-G", "TV-PG", "TV-14", "TV-MA")

_KINDS = {
    "film": (
        "film", "films", "movie", "movies", "feature", "feature film", "tv movie", "tvmovie", "tv film", "video",
        "short",
    ),
    "series": (
        "series", "tv", "show", "shows", "tv show", "tv shows", "tvshow", "tv series", "tvseries", "miniseries",
        "mini series", "tvminiseries", "tv mini series", "television",
    ),
}  # fmt: skip
_KIND = {name: kind for kind, names in _KINDS.items() for name in names}
_UNRATED = ("NR", "UR", "NOTRATED", "UNRATED", "N/A", "NA", "NONE")
_AGE_RATING = {rating.replace("-", ""): rating for rating in AGE_RATINGS}
_COUNTRY = {"UK": "GB", "USA": "US"}
_LANGUAGE = {"cn": "zh", "nb": "no"}
"""TMDB's own code for Cantonese, and written Norwegian, as people ask for them."""
_EMPTY: tuple[object, ...] = (None, "", [], {})


def clean(raw: Mapping[str, Any], note: Callable[[str, object], None]) -> Record:
    """Put known fields first and into their type, keep unknown ones as they are, leave out empty ones.

    `note(kind of problem, value)` hears of each value that was of no use.
    """
    record: Record = {}
    for field, mend in _FIELDS.items():
        value = raw.get(field)
        if value in _EMPTY:
            continue
        try:
            mended = mend(value)
        except (ValueError, TypeError, KeyError, OverflowError):
            note(f"{field} of no use, left out", value)
            continue
        if mended not in _EMPTY:
            record[field] = mended
    return record | {field: value for field, value in raw.items() if field not in _FIELDS and value not in _EMPTY}


def _text(value: object) -> str:
    """Text in one line; a number that stands for text ("1917") becomes it."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(value)
    return " ".join(str(value).split())


def _texts(value: object) -> list[str]:
    """Texts, each once; a text alone is a list of one."""
    values = value if isinstance(value, list) else [value]
    texts = (_text(text) for text in values if text is not None)
    return list(dict.fromkeys(text for text in texts if text))


def _number(low: float, high: float) -> Callable[[object], float]:
    def mend(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise TypeError(value)
        number = float(value)
        if not (isfinite(number) and low <= number <= high):
            raise ValueError(value)
        return number

    return mend


def _whole(low: int, high: int) -> Callable[[object], int]:
    number = _number(low, high)
    return lambda value: round(number(value))


def _minutes(value: object) -> int | None:
    """Minutes; 0 is how many catalogues write that it is unknown."""
    return _whole(0, 60_000)(value) or None


def _kind(value: object) -> str:
    return _KIND[re.sub(r"[-_ ]+", " ", _text(value).casefold())]


def _genres(value: object) -> list[str]:
    return genres.normalise(re.split(r"[|,;]", value) if isinstance(value, str) else _texts(value))


def _age_rating(value: object) -> str | None:
    name = re.sub(r"[ _]+", "", _text(value).upper())
    if name in _UNRATED:
        return None
    return _AGE_RATING[name.replace("-", "")]


def _languages(value: object) -> list[str]:
    """ISO 639-1 codes: two lower-case letters, a region cut off; `xx` is TMDB's word for none."""
    codes = [code.lower().replace("_", "-").split("-")[0] for code in _texts(value)]
    return _codes([_LANGUAGE.get(code, code) for code in codes if code != "xx"])


def _countries(value: object) -> list[str]:
    """ISO 3166-1 alpha-2 codes: two capitals."""
    return _codes([_COUNTRY.get(code.upper(), code.upper()) for code in _texts(value)])


def _codes(codes: list[str]) -> list[str]:
    if any(not re.fullmatch("[A-Za-z]{2}", code) for code in codes):
        raise ValueError(codes)
    return list(dict.fromkeys(codes))


def _moods(value: object) -> dict[str, float]:
    weight = _number(0, 1)
    if not isinstance(value, dict) or not value.keys() <= set(WANTED):
        raise ValueError(value)
    return {mood: weight(number) for mood, number in value.items()}


def _url(value: object) -> str:
    url = _text(value)
    if not re.fullmatch(r"https?://\S+", url):
        raise ValueError(value)
    return url


def _imdb_id(value: object) -> str:
    """`tt` and at least seven digits; MovieLens writes the digits alone."""
    return f"tt{int(_text(value).removeprefix('tt')):07d}"


def _tmdb_id(value: object) -> str:
    return str(int(_text(value)))


_FIELDS: dict[str, Callable[[object], Any]] = {
    "id": _text,
    "title": _text,
    "original_title": _text,
    "aka": _texts,
    "year": _whole(1870, 2100),
    "kind": _kind,
    "genres": _genres,
    "overview": _text,
    "keywords": _texts,
    "runtime_minutes": _minutes,
    "age_rating": _age_rating,
    "directors": _texts,
    "writers": _texts,
    "cast": _texts,
    "languages": _languages,
    "countries": _countries,
    "rating": _number(0, 10),
    "votes": _whole(0, 10**12),
    "popularity": _number(0, 10**12),
    "providers": _texts,
    "poster_url": _url,
    "imdb_id": _imdb_id,
    "tmdb_id": _tmdb_id,
    "moods": _moods,
}
