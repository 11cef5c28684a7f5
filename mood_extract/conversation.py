"""How what is asked for moves from turn to turn: later words win, the rest persists."""

from collections.abc import Iterable, Sequence

from mood_extract.constraints import Turn
from mood_extract.mood import Constraint, Field
from mood_extract.reading import Reading

_PAIRS: dict[Field, tuple[Field, ...]] = {
    "kind": ("kind",),
    "genre": ("genre",),
    "year_min": ("year_min", "year_max"),
    "year_max": ("year_min", "year_max"),
    "runtime_min": ("runtime_min", "runtime_max"),
    "runtime_max": ("runtime_min", "runtime_max"),
    "age_rating_max": ("age_rating_max",),
    "language": ("language", "country"),
    "country": ("language", "country"),
    "person": ("person",),
    "provider": ("provider",),
}
"""What a new request for a field takes the place of; fields not named here gather (what is ruled out, examples)."""

_OPPOSITE: dict[Field, Field] = {
    "genre": "not_genre",
    "not_genre": "genre",
    "language": "not_language",
    "not_language": "language",
    "country": "not_country",
    "not_country": "country",
    "person": "not_person",
    "not_person": "person",
    "like": "not_like",
    "not_like": "like",
}


def merge(held: Sequence[Constraint], turn: Turn, reading: Reading) -> list[Constraint]:
    """The constraints after a turn, given those held before it."""
    adds = reading.has("more") or reading.words[:1] == ["and"]
    fresh = _consistent(turn.constraints)
    kept = [constraint for constraint in held if not _is_dropped(constraint, turn.dropped)]
    if _moves_on(reading, fresh):
        kept = [_softened(constraint) if constraint.field == "genre" else constraint for constraint in kept]
    replaced = set[Field]()
    for constraint in fresh:
        if constraint.hard and constraint.field in _PAIRS and not (adds and constraint.field in ("genre", "person")):
            replaced.update(_PAIRS[constraint.field])
        elif constraint.field in _PAIRS and constraint.field != "genre":
            kept = [old for old in kept if old.hard or old.field not in _PAIRS[constraint.field]]
    kept = [old for old in kept if old.field not in replaced or (old.field == "genre" and not old.hard)]
    for constraint in fresh:
        kept = _without_opposite(kept, constraint)
    if adds and "still" not in reading.words:
        kept, fresh = _either(kept, fresh)
    return list(dict.fromkeys((*kept, *fresh)))


def _either(kept: list[Constraint], fresh: list[Constraint]) -> tuple[list[Constraint], list[Constraint]]:
    """Genres of two turns as alternatives: who says "also a thriller" after "a comedy" would take either."""
    before, now = ([one for one in part if one.field == "genre" and one.hard] for part in (kept, fresh))
    if not before or not now:
        return kept, fresh
    values = tuple(dict.fromkeys(value for constraint in (*before, *now) for value in constraint.values))
    words = ", ".join(dict.fromkeys(constraint.words for constraint in (*before, *now)))
    rest = [one for one in fresh if one not in now]
    return [one for one in kept if one not in before], [Constraint("genre", values, words), *rest]


def _consistent(constraints: Iterable[Constraint]) -> list[Constraint]:
    """Within a turn the last word on a thing wins too."""
    out: list[Constraint] = []
    for constraint in constraints:
        out = [*_without_opposite(out, constraint), constraint]
    return list(dict.fromkeys(out))


def _without_opposite(constraints: Iterable[Constraint], new: Constraint) -> list[Constraint]:
    """Drop what the new constraint contradicts: a value asked for and ruled out. Evidence drops only evidence."""
    opposite = _OPPOSITE.get(new.field)
    out: list[Constraint] = []
    for old in constraints:
        if old.field == opposite and (new.hard or not old.hard) and set(old.values) & set(new.values):
            left = tuple(value for value in old.values if value not in new.values)
            if left and old.field in ("genre", "language", "country", "person"):
                out.append(Constraint(old.field, left if len(left) > 1 else left[0], old.words, old.hard))
        else:
            out.append(old)
    return out


def _is_dropped(constraint: Constraint, dropped: Iterable[tuple[Field, str]]) -> bool:
    return any(constraint.field == field and set(constraint.values) & set(value.split("|")) for field, value in dropped)


def _moves_on(reading: Reading, fresh: Sequence[Constraint]) -> bool:
    """Whether a turn leaves an earlier genre behind without naming a new one: "how about something scary?"."""
    if reading.has("any_genre"):
        return True
    moved = reading.has("move")
    names_genre = any(constraint.field == "genre" and constraint.hard for constraint in fresh)
    return (
        moved
        and not names_genre
        and any(reading.attitude(hit.start, hit.end).meant == "ask" for hit, _, _ in reading.of_kind("wanted"))
    )


def _softened(constraint: Constraint) -> Constraint:
    return Constraint(constraint.field, constraint.value, constraint.words, False)
