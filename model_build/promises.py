"""Whether a title keeps a constraint, read plainly off its record.

This is what evaluation holds answers to, so on purpose it shares no code with the masks that make them, only the list
of keywords that stand for one content.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mood_extract.mood import Constraint, Field
from recommend.catalog import AGE_STEPS
from recommend.masks import SYNONYMS

Record = Mapping[str, Any]


def keeps(record: Record, constraint: Constraint) -> bool:
    """Whether the record meets the constraint; what it does not know, it does not meet.

    ValueError for a field that no record can be held to (`like`, `not_like`).
    """
    rule = _RULES.get(constraint.field)
    if rule is None:
        raise ValueError(f"{constraint.field} is nothing that a record meets")
    return rule(record, constraint)


def _least(field: str) -> Callable[[Record, Constraint], bool]:
    return lambda record, constraint: field in record and record[field] >= int(constraint.values[0])


def _most(field: str) -> Callable[[Record, Constraint], bool]:
    return lambda record, constraint: field in record and record[field] <= int(constraint.values[0])


def _has(*fields: str) -> Callable[[Record, Constraint], bool]:
    return lambda record, constraint: bool(_values(record, fields) & set(constraint.values))


def _lacks(*fields: str) -> Callable[[Record, Constraint], bool]:
    def rule(record: Record, constraint: Constraint) -> bool:
        return any(field in record for field in fields) and not _values(record, fields) & set(constraint.values)

    return rule


def _values(record: Record, fields: tuple[str, ...]) -> set[str]:
    values: set[str] = set()
    for field in fields:
        value = record.get(field, ())
        values.update([value] if isinstance(value, str) else value)
    return values


def _original(record: Record) -> str | None:
    """The language that a title was made in, the first of its list; what is spoken besides is no promise."""
    return next(iter(record.get("languages", ())), None)


def _age(record: Record, constraint: Constraint) -> bool:
    return "age_rating" in record and AGE_STEPS[record["age_rating"]] <= AGE_STEPS[constraint.values[0]]


def _spared(record: Record, constraint: Constraint) -> bool:
    words = {word for value in constraint.values for word in SYNONYMS.get(value, (value,))}
    return not words & set(record.get("keywords", ()))


_PEOPLE = ("directors", "cast", "writers")
_RULES: dict[Field, Callable[[Record, Constraint], bool]] = {
    "kind": _has("kind"),
    "genre": _has("genres"),
    "not_genre": _lacks("genres"),
    "year_min": _least("year"),
    "year_max": _most("year"),
    "runtime_min": _least("runtime_minutes"),
    "runtime_max": _most("runtime_minutes"),
    "age_rating_max": _age,
    "language": lambda record, constraint: _original(record) in constraint.values,
    "not_language": lambda record, constraint: _original(record) not in (None, *constraint.values),
    "country": _has("countries"),
    "not_country": _lacks("countries"),
    "person": _has(*_PEOPLE),
    "not_person": _lacks(*_PEOPLE),
    "avoid": _spared,
    "provider": _has("providers"),
}
