"""Lessons: training examples as the Recommender read them, weighed so that none sees its own conversation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from model_build.examples import Example
from recommend.catalog import Catalog
from recommend.evidence import Evidence
from recommend.masks import allowed
from recommend.recommender import Ranking, Recommender
from recommend.request import Request

FOLDS, SMALLEST_FOLD = 10, 5


@dataclass(frozen=True)
class Lesson:
    """An example as it was read: reading (encoding, finding names) takes longer than weighing, so it is done once."""

    request: Request
    evidence: Evidence
    excluded: list[int]
    relevant: tuple[int, ...]
    group: str

    @property
    def answers(self) -> list[int]:
        """The rows that may still be found."""
        return [row for row in self.relevant if row not in self.excluded]

    def free(self, catalog: Catalog) -> npt.NDArray[np.bool_]:
        """The titles that may be shown, bool [titles]."""
        return allowed(catalog, self.evidence.mood.constraints, self.excluded).mask


Weigh = Callable[[Lesson], Ranking]


def read(recommender: Recommender, examples: Sequence[Example], what: str) -> list[Lesson]:
    """Read every example; `what` names the bar."""
    lessons = []
    for example in tqdm(examples, desc=f"{what}: reading", unit=" requests", disable=None):
        evidence = recommender.read(example.request)
        excluded = recommender.reader.excluded(example.request, evidence)
        lessons.append(Lesson(example.request, evidence, excluded, example.relevant, example.group))
    return lessons


def without(recommender: Recommender, places: Mapping[str, int], groups: set[str]) -> Recommender:
    """The Recommender as it would be without these groups' conversations."""
    past = recommender.arrays.conversations
    if past is None:
        return recommender
    left_out = np.zeros(len(past.titles.starts) - 1, bool)
    left_out[[places[group] for group in groups if group in places]] = True
    return replace(recommender, arrays=replace(recommender.arrays, conversations=past.without(left_out)))


def cross_fitted(recommender: Recommender, places: Mapping[str, int], judged: set[str]) -> Weigh:
    """Weigh lessons with what past conversations tell, but for the lesson's own tenth of them and for those `judged`.

    Leaving out the own conversation alone would not do: its count would be missing just where it is the answer, and
    trees find such a hole.
    """
    number = max(1, min(FOLDS, len(places) // SMALLEST_FOLD))
    folds: list[set[str]] = [
        {group for group, place in places.items() if place % number == fold} for fold in range(number)
    ]
    fitted = [without(recommender, places, fold | judged) for fold in folds]
    whole = without(recommender, places, judged)

    def weigh(lesson: Lesson) -> Ranking:
        place = places.get(lesson.group)
        return (whole if place is None else fitted[place % number]).weigh(lesson.evidence)

    return weigh
