"""Reasons: sentences that name the evidence that really spoke for a title, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from mood_extract.mood import WANTED, Constraint
from recommend.arrays import Arrays
from recommend.catalog import POPULARITY, QUALITY, people
from recommend.evidence import Evidence, Signals, Vector
from recommend.lists import Ints
from recommend.masks import met
from recommend.signals import NAMES, collaborative, content
from recommend.terms import words

MOST = 3
ADJECTIVES = {"heartwarming": "warm", "inspiring": "uplifting"}
"""Moods that read better by another word; the others are adjectives already."""
_SHOWS = 0.45
"""A title has a mood from this weight on."""
_CLOSE = 0.45
"""Cosine from which two titles are called close in story."""
_ALIKE = 0.15
"""The vote of a past turn, or of written requests, from which they are called alike: a cosine of .64."""
_NEAR_WORDS = 0.4
"""Cosine from which a story is called close to somebody's words."""
_LOVED = 0.9
_SURE = 0.85
"""Confidence from which the moods wanted were said in words, not concluded from what is felt or from a genre."""


@dataclass(frozen=True)
class Reasons:
    """Tells why a title is in the answer, strongest reason first."""

    arrays: Arrays
    evidence: Evidence
    legs: tuple[str, ...]
    values: Signals

    @cached_property
    def _near(self) -> tuple[Ints, Vector, npt.NDArray[np.int64]] | None:
        """The examples' neighbours, their weights, and the place of the example that each is a neighbour of."""
        neighbours, weights = self.arrays.neighbours, self.arrays.weights
        if "collaborative" not in self.legs or neighbours is None or weights is None:
            return None
        at, source = neighbours.positions(np.array(self.evidence.examples[-collaborative.RECENT :], np.intp))
        return neighbours.values[at], weights[at], source

    def of(self, row: int, record: Mapping[str, Any]) -> list[str]:
        """Up to three reasons for one title; every title has at least one."""
        found: list[str] = []
        for sources in (
            self._examples(row), self._moods(row), self._asked(row, record), self._said(row), self._liked_by_many(row),
        ):  # fmt: skip
            for reason in sources:
                if reason not in found and len(found) < MOST:
                    found.append(reason)
        return found or [self._portrait(row, record)]

    def _portrait(self, row: int, record: Mapping[str, Any]) -> str:
        """What a title is, where nothing particular speaks for it: "a tense title (Thriller)"."""
        moods = {} if self.arrays.moods is None else dict(zip(WANTED, self.arrays.moods[row].tolist(), strict=True))
        mood = max(moods, key=lambda name: moods[name], default="")
        adjective = ADJECTIVES.get(mood, mood) if moods.get(mood, 0.0) >= _SHOWS else "different"
        genres = ", ".join(record.get("genres", ())[:2])
        return f"{'an' if adjective[0] in 'aeiou' else 'a'} {adjective} title" + (f" ({genres})" if genres else "")

    def _examples(self, row: int) -> Iterator[str]:
        """The example that speaks loudest: by other people's ratings, by what goes together, or by its story."""
        examples = self.evidence.examples[-collaborative.RECENT :]
        if self._near is not None:
            rows, weights, source = self._near
            found = np.flatnonzero((rows == row) & (weights > 0))
            if len(found):
                yield self._because(examples[source[found[np.argmax(weights[found])]]])
                return
        if "knowledge" in self.legs and self.arrays.knowledge is not None:
            strength = self.arrays.knowledge.between(examples, row)
            if strength.any():
                yield f"goes well with {self._name(examples[int(np.argmax(strength))])}"
                return
        examples = examples[-content.RECENT :]
        if "content" in self.legs and self.arrays.embeddings is not None and examples:
            near = self.arrays.embeddings[list(examples)] @ self.arrays.embeddings[row]
            if float(near.max()) >= _CLOSE:
                yield f"close in story to {self._name(examples[int(np.argmax(near))])}"

    def _because(self, example: int) -> str:
        if example in self.evidence.history:
            return f"because you {'liked' if example in self.evidence.loved else 'watched'} {self._name(example)}"
        return f"people who like {self._name(example)} like it too"

    def _name(self, row: int) -> str:
        return str(self.arrays.catalog.at(row)["title"])

    def _moods(self, row: int) -> Iterator[str]:
        if "mood" not in self.legs or self.arrays.moods is None:
            return
        has = dict(zip(WANTED, self.arrays.moods[row].tolist(), strict=True))
        wanted = sorted(self.evidence.mood.wanted.items(), key=lambda item: -item[1])
        shown = [ADJECTIVES.get(name, name) for name, weight in wanted if weight > 0.2 and has[name] >= _SHOWS][:2]
        if shown:
            explicit = self.evidence.mood.confidence >= _SURE and self.evidence.words
            yield " and ".join(shown) + (", as you asked" if explicit else "")

    def _asked(self, row: int, record: Mapping[str, Any]) -> Iterator[str]:
        """Facts that meet what was asked or wished for; where a hard bound had to give way, how near this title is."""
        for constraint in self.evidence.mood.constraints:
            reason = _fact(constraint, record)
            if reason and (constraint.hard or self._meets(row, constraint)):
                yield reason

    def _meets(self, row: int, constraint: Constraint) -> bool:
        mask = met(self.arrays.catalog, constraint)
        return mask is not None and bool(mask[row])

    def _said(self, row: int) -> Iterator[str]:
        """What the words themselves found."""
        if self._value("turns_nearest", row) >= _ALIKE:
            yield "recommended to people who asked for something alike"
        elif self._value("advice", row) >= _ALIKE:
            yield "one we would name for such a request"
        elif self._value("meaning_whole", row) >= _NEAR_WORDS:
            yield "its story is close to your words"

    def _value(self, signal: str, row: int) -> float:
        return float(self.values[NAMES.index(signal), row])

    def _liked_by_many(self, row: int) -> Iterator[str]:
        popularity, quality = (float(self.arrays.catalog.facts[row, column]) for column in (POPULARITY, QUALITY))
        if "prior" not in self.legs:
            return
        if quality >= _LOVED:
            yield "among the best rated of this catalogue"
        elif popularity >= _LOVED:
            yield "watched and liked by many"


def _fact(constraint: Constraint, record: Mapping[str, Any]) -> str | None:
    """What this record says to a constraint, None when it says nothing for it."""
    asked = {" ".join(words(value)) for value in constraint.values}
    match constraint.field:
        case "runtime_min" | "runtime_max" if record.get("runtime_minutes"):
            each = " an episode" if record.get("kind") == "series" else ""
            return f"{record['runtime_minutes']} minutes{each}"
        case "year_min" | "year_max" if record.get("year"):
            return f"from {record['year']}"
        case "genre":
            found = [genre for genre in record.get("genres", ()) if " ".join(words(genre)) in asked]
            return f"{' and '.join(found)}, as you asked".capitalize() if found else None
        case "person":
            found = [name for name in people(record) if " ".join(words(name)) in asked]
            return f"with {found[0]}" if found else None
        case "age_rating_max" if record.get("age_rating"):
            return f"rated {record['age_rating']}"
    return None
