"""Hard constraints as masks over the catalogue, made before anything is ranked, so that they cannot leak."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from mood_extract.mood import Constraint
from recommend.catalog import AGE, AGE_STEPS, PEOPLE, RUNTIME, SERIES, YEAR, Catalog

Mask = npt.NDArray[np.bool_]
Check = tuple[Constraint, Mask]

NEAREST = 20
"""When a bound is loosened, this many of the titles nearest to it are offered."""

SYNONYMS = {
    "gore": ("gore", "gory", "blood", "bloody", "splatter", "graphic violence", "body horror"),
    "violence": ("violence", "violent", "brutality", "gore", "torture", "massacre", "murder", "killing", "shooting"),
    "animal death": ("animal death", "animal cruelty", "dog dies", "death of pet", "animal killing"),
    "sexual content": ("sexual content", "sex", "nudity", "erotic", "sex scene", "female nudity", "male nudity"),
    "sexual violence": ("sexual violence", "rape", "sexual assault", "sexual abuse"),
    "strong language": ("strong language", "profanity", "swearing"),
    "jump scares": ("jump scares", "jump scare"),
    "suicide": ("suicide", "suicide attempt", "self harm"),
    "child death": ("child death", "death of child", "dead child"),
    "cancer": ("cancer", "terminal illness"),
    "drugs": ("drugs", "drug use", "drug addiction", "addiction"),
}
"""Keywords that a title must not carry when the content on the left is to be avoided."""


class Loosened(msgspec.Struct, frozen=True):
    """A constraint that this answer could not hold, its words, and what to know about it."""

    field: str
    value: int | str | tuple[str, ...]
    words: str
    why: str


@dataclass(frozen=True)
class Allowed:
    """Which titles may be shown, bool [titles], and which constraints had to give way."""

    mask: Mask
    loosened: tuple[Loosened, ...]


def allowed(catalog: Catalog, constraints: Sequence[Constraint], excluded: Sequence[int]) -> Allowed:
    """Titles that meet every hard constraint; when none does, the nearest, and which constraint was loosened for it."""
    free = np.ones(len(catalog), bool)
    free[list(excluded)] = False
    checks: list[Check] = []
    said: list[Loosened] = []
    for constraint in dict.fromkeys(c for c in constraints if c.hard and c.field not in ("like", "not_like")):
        mask = met(catalog, constraint)
        if mask is not None:
            checks.append((constraint, mask))
        else:
            said.append(_loosened(constraint, "this catalogue does not know it of any title, so it was not checked"))
    protecting = [check for check in checks if check[0].field in _PROTECTING]
    if not _all(free, protecting).any():  # all is seen, or ruled out by what protects: giving up the rest helps nobody
        said += [_loosened(c, "no title meets it, and it is not given up") for c, _ in protecting if free.any()]
        return Allowed(_all(free, protecting), tuple(said))
    for constraint in _given_up(free, checks):
        if constraint.field in _COLUMNS:
            free &= _nearest(catalog, constraint, _all(free, checks))
        said.append(_loosened(constraint, "no title meets it together with the rest; these come nearest"))
    return Allowed(_all(free, checks), tuple(said))


def _given_up(free: Mask, checks: list[Check]) -> list[Constraint]:
    """Take constraints out of `checks` until a title is left, and put back those that can hold after all."""
    out: list[Check] = []
    while not _all(free, checks).any():
        out.append(_weakest(free, checks))
        checks.remove(out[-1])
    for check in out[:-1]:
        if _all(free, [*checks, check]).any():
            checks.append(check)
    return [check[0] for check in out if check not in checks]


def met(catalog: Catalog, constraint: Constraint) -> Mask | None:
    """Which titles meet one constraint, hard or soft; None when it is about titles or a fact that nobody here knows."""
    rule = _RULES.get(constraint.field)
    return rule.mask(catalog, constraint) if rule and any(map(catalog.has, rule.facts)) else None


def _loosened(constraint: Constraint, why: str) -> Loosened:
    return Loosened(constraint.field, constraint.value, constraint.words, why)


def _all(free: Mask, checks: Sequence[Check]) -> Mask:
    out = free.copy()
    for _, mask in checks:
        out &= mask
    return out


def _weakest(free: Mask, checks: Sequence[Check]) -> Check:
    """The constraint to give up: one that alone stands in the way if there is one, bounds and wishes before refusals.

    What protects somebody (age, content to avoid) is never given up.
    """
    candidates = [check for check in checks if check[0].field not in _PROTECTING]

    def order(check: Check) -> tuple[bool, bool, bool, int]:
        helps = _all(free, [other for other in checks if other is not check]).any()
        return (
            not helps,
            check[0].field.startswith("not_"),
            check[0].field not in _COLUMNS,
            int((free & check[1]).sum()),
        )

    return min(candidates, key=order)


def _nearest(catalog: Catalog, constraint: Constraint, left: Mask) -> Mask:
    """Of the titles left, those whose fact is nearest to a bound that none of them meets."""
    gap = np.abs(catalog.facts[:, _COLUMNS[constraint.field]] - float(_number(constraint)))
    gap = np.where(left & ~np.isnan(gap), gap, np.inf)
    if not np.isfinite(gap).any():
        return left
    furthest = np.sort(gap[np.isfinite(gap)])[:NEAREST][-1]
    return np.asarray(gap <= furthest)


def _number(constraint: Constraint) -> int:
    return int(constraint.values[0])


def _bound(column: int, sign: int) -> Callable[[Catalog, Constraint], Mask]:
    def mask(catalog: Catalog, constraint: Constraint) -> Mask:
        # A comparison with NaN is false: what is unknown does not satisfy a bound.
        return sign * catalog.facts[:, column] <= sign * _number(constraint)

    return mask


def _any_of(namespace: str) -> Callable[[Catalog, Constraint], Mask]:
    def mask(catalog: Catalog, constraint: Constraint) -> Mask:
        out = np.zeros(len(catalog), bool)
        for value in constraint.values:
            for term in _content(value) if namespace == "keyword" else (value,):
                out[catalog.postings.find(namespace, term)] = True
        return out

    return mask


def _content(value: str) -> Iterator[str]:
    """Every keyword that stands for a content to avoid, in singular and plural: "spider", "spiders"."""
    for term in SYNONYMS.get(value.strip().lower(), (value,)):
        yield from (term, f"{term}s", term.removesuffix("s"))


def _none_of(namespace: str) -> Callable[[Catalog, Constraint], Mask]:
    carries = _any_of(namespace)

    def mask(catalog: Catalog, constraint: Constraint) -> Mask:
        known = np.zeros(len(catalog), bool)
        known[catalog.postings.exact("known", namespace)] = True
        return known & ~carries(catalog, constraint)

    return mask


def _kind(catalog: Catalog, constraint: Constraint) -> Mask:
    return np.isin(catalog.facts[:, SERIES], [float(value == "series") for value in constraint.values])


def _age(catalog: Catalog, constraint: Constraint) -> Mask:
    # A rating that is none here lets nothing through: a promise to protect is not broken for want of a word.
    return catalog.facts[:, AGE] <= min((AGE_STEPS.get(value, 0.0) for value in constraint.values), default=0.0)


@dataclass(frozen=True)
class _Rule:
    facts: tuple[str, ...]
    mask: Callable[[Catalog, Constraint], Mask]


_PROTECTING = ("age_rating_max", "avoid")
_COLUMNS = {"year_min": YEAR, "year_max": YEAR, "runtime_min": RUNTIME, "runtime_max": RUNTIME}
_RULES: dict[str, _Rule] = {
    "kind": _Rule(("kind",), _kind),
    "genre": _Rule(("genres",), _any_of("genre")),
    "not_genre": _Rule(("genres",), _none_of("genre")),
    "year_min": _Rule(("year",), _bound(YEAR, -1)),
    "year_max": _Rule(("year",), _bound(YEAR, 1)),
    "runtime_min": _Rule(("runtime_minutes",), _bound(RUNTIME, -1)),
    "runtime_max": _Rule(("runtime_minutes",), _bound(RUNTIME, 1)),
    "age_rating_max": _Rule(("age_rating",), _age),
    "language": _Rule(("languages",), _any_of("language")),
    "not_language": _Rule(("languages",), _none_of("language")),
    "country": _Rule(("countries",), _any_of("country")),
    "not_country": _Rule(("countries",), _none_of("country")),
    "person": _Rule(PEOPLE, _any_of("person")),
    "not_person": _Rule(PEOPLE, _none_of("person")),
    "avoid": _Rule(("keywords",), _none_of("keyword")),
    "provider": _Rule(("providers",), _any_of("provider")),
}
