"""Filters of a request: the constraint vocabulary of a Mood as one JSON object, all of it hard."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, get_args

import msgspec

from functions.problems import invalid
from mood_extract.genre_words import LEXICON
from mood_extract.mood import Constraint, Field

Filters = dict[str, Any] | list[Constraint]
"""`{"kind": "film", "genre": ["Comedy", "Drama"], "year_min": 1990}`, or constraints as a Mood holds them."""

MAX_CONSTRAINTS = 100

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Names = _Name | Annotated[list[_Name], msgspec.Meta(min_length=1, max_length=50)]
_Year = Annotated[int, msgspec.Meta(ge=1800, le=2200)]
_Minutes = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
_Kind = Literal["film", "series"]
_AgeRating = Literal["G", "PG", "PG-13", "R", "NC-17", "TV-Y", "TV-Y7", "TV-G", "TV-PG", "TV-14", "TV-MA"]

_SHAPES: dict[Field, Any] = {
    "kind": _Kind | list[_Kind],
    "year_min": _Year,
    "year_max": _Year,
    "runtime_min": _Minutes,
    "runtime_max": _Minutes,
    "age_rating_max": _AgeRating,
}
"""What a field's value may be; all other fields hold a name, or a list of which any will do."""

_CODED = ("language", "not_language", "country", "not_country")
_CASES: dict[Field, Callable[[str], str]] = {
    "kind": str.lower,
    "age_rating_max": str.upper,
    "language": str.lower,
    "not_language": str.lower,
    "country": str.upper,
    "not_country": str.upper,
}

_ALIASES: dict[str, Field] = {
    "kinds": "kind", "type": "kind",
    "genres": "genre", "not_genres": "not_genre", "exclude_genres": "not_genre",
    "min_year": "year_min", "max_year": "year_max",
    "min_runtime": "runtime_min", "max_runtime": "runtime_max",
    "max_age_rating": "age_rating_max", "age_rating": "age_rating_max",
    "languages": "language", "not_languages": "not_language", "exclude_languages": "not_language",
    "countries": "country", "not_countries": "not_country", "exclude_countries": "not_country",
    "people": "person", "not_people": "not_person", "exclude_people": "not_person",
    "providers": "provider",
}  # fmt: skip
"""Other spellings that are understood."""


def constraints(filters: Filters | None) -> tuple[Constraint, ...]:
    """The filters as hard constraints, in a fixed order; Problem 400 names the filter that cannot be used.

    A filter that is null or empty asks for nothing. One that is not known is refused: a promise would break unseen.
    """
    if isinstance(filters, list):
        named = [(f"filters[{i}]", msgspec.structs.replace(given, hard=True)) for i, given in enumerate(filters)]
    else:
        named = [(f"filters.{key}", _given(key, value)) for key, value in _asked(filters or {})]
    if len(named) > MAX_CONSTRAINTS:
        raise invalid(f"`filters` holds {len(named)} constraints; at most {MAX_CONSTRAINTS} are read.")
    found = sorted((checked(constraint, place) for place, constraint in named), key=lambda constraint: constraint.field)
    for bound in ("year", "runtime"):
        low = max((c.value for c in found if c.field == f"{bound}_min" and isinstance(c.value, int)), default=0)
        high = min((c.value for c in found if c.field == f"{bound}_max" and isinstance(c.value, int)), default=low)
        if low > high:
            raise invalid(
                f"`filters.{bound}_min` ({low}) is above `filters.{bound}_max` ({high}); nothing lies between."
            )
    return tuple(found)


def checked(constraint: Constraint, place: str) -> Constraint:
    """A constraint from outside with its value checked and spelt as the catalogue spells it."""
    field = constraint.field
    try:
        value = msgspec.convert(_recased(field, constraint.value), _SHAPES.get(field, _Names))
    except msgspec.ValidationError as error:
        raise invalid(f"`{place}`: {str(error).partition(' - at')[0]}. {_hint(field)}") from error
    names = [value] if isinstance(value, str) else value
    if field in ("genre", "not_genre"):
        names = [name for given in names for name in _genres(given)]
        value = names if len(names) > 1 else names[0]
    if field in _CODED:
        for code in names:
            if not (len(code) == 2 and code.isascii() and code.isalpha()):
                raise invalid(f"`{place}`: {code!r} is no code of two letters. {_hint(field)}")
    return msgspec.structs.replace(constraint, value=tuple(value) if isinstance(value, list) else value)


def _asked(filters: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in filters.items() if value not in (None, "", [])]


def _given(key: str, value: Any) -> Constraint:  # noqa: ANN401 (not yet checked)
    field: Any = _ALIASES.get(key, key)
    if field not in get_args(Field):
        known = ", ".join(get_args(Field))
        raise invalid(f"`filters.{key[:60]}` is not a filter; there are {known}.")
    return Constraint(field=field, value=value)


def _genres(name: str) -> list[str]:
    """The catalogue's names of a genre: "sci-fi" is Science Fiction, as in words. What is not known stays as it is."""
    return _genre_names().get(name.strip().casefold().replace("-", " "), [name])


@cache
def _genre_names() -> dict[str, list[str]]:
    under: dict[str, list[str]] = {}
    for genre, phrases in LEXICON["genre"].items():
        for phrase in phrases.split(", "):
            under.setdefault(phrase, []).append(genre)
    return {phrase: genres[0].split("|") for phrase, genres in under.items() if len(genres) == 1}


def _recased(field: Field, value: Any) -> Any:  # noqa: ANN401 (not yet checked)
    """Text, or a list of texts, in the case that the field is kept in; what is neither is left for the check."""
    change = _CASES.get(field)
    if change is None:
        return value
    if isinstance(value, list | tuple):
        return [change(one.strip()) if isinstance(one, str) else one for one in value]
    return change(value.strip()) if isinstance(value, str) else value


def _hint(field: Field) -> str:
    match field:
        case "kind":
            return "Use film or series."
        case "year_min" | "year_max":
            return "Use a year such as 1995."
        case "runtime_min" | "runtime_max":
            return "Use whole minutes."
        case "age_rating_max":
            return f"Use one of {', '.join(get_args(_AgeRating))}."
        case "language" | "not_language":
            return "Use ISO 639-1, such as en or ja."
        case "country" | "not_country":
            return "Use ISO 3166-1 alpha-2, such as US or JP."
        case _:
            return "Use a name, or a list of names."
