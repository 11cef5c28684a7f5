"""Training the hybrid for one situation: examples -> blend weights, and a forest on the candidates it will rank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from model_build import blend, forest
from model_build.lessons import Lesson, Weigh
from recommend import ranker
from recommend.blend import CANDIDATES, grown
from recommend.catalog import Catalog
from recommend.evidence import Vector
from recommend.masks import allowed
from recommend.recommender import Ranking, top

MOST_LISTS = 8_000
"""Answers that the blend is fitted on: 350 MB of signals with their comparisons."""
NEGATIVES_A_LIST = 100
"""Wrong candidates kept of each example, drawn evenly from its pool: 200 gave .181 for .188 recall@10 on ReDial."""
ORDERED = 100
"""The candidates of each history among which their order is learned: as many as anybody may come to see."""


@dataclass(frozen=True)
class Trained:
    """What a situation's training made."""

    weights: Vector
    order: Vector | None
    parity: forest.Parity
    examples: int
    rows: int


def train(lessons: Sequence[Lesson], weigh: Weigh, catalog: Catalog, out: Path, what: str, seed: int) -> Trained | None:
    """Fit the blend, then the forest on the blend's own candidates, and write the forest to `out`.

    None, and nothing is written, when the lessons hold no answer that could be found. `what` names the bars.
    """
    random = np.random.default_rng(seed)
    lists = comparisons(lessons, weigh, what, random)
    if not lists:
        return None
    weights = blend.fit(lists)
    order = _order(lessons, weigh, weights, catalog, what)
    rows, right = candidates(lessons, weigh, weights, catalog, what, random, order)
    if not right.any():
        return None
    fitted = forest.train(rows, right, seed)
    forest.export(fitted, out)
    return Trained(weights, order, forest.compare(fitted, out, rows, seed), len(lessons), len(rows))


def comparisons(
    lessons: Sequence[Lesson], weigh: Weigh, what: str, random: np.random.Generator
) -> list[npt.NDArray[np.float32]]:
    """What the blend is fitted on: lists of an answer and other titles (see blend.comparisons)."""
    most = max(1, MOST_LISTS // max(len(lessons), 1))
    return [
        part
        for lesson, ranking in _weighed(lessons, weigh, f"{what}: signals")
        for part in blend.comparisons(ranking.values, lesson.relevant, lesson.excluded, most, random)
    ]


def candidates(
    lessons: Sequence[Lesson],
    weigh: Weigh,
    weights: Vector,
    catalog: Catalog,
    what: str,
    random: np.random.Generator,
    order: Vector | None = None,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """What the forest is trained on, float32 [rows, features]: candidates of a blend; and which are right answers."""
    parts = [
        _candidates(lesson, ranking, weights, catalog, random, order)
        for lesson, ranking in _weighed(lessons, weigh, f"{what}: candidates")
    ]
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([right for _, right in parts])


def _order(lessons: Sequence[Lesson], weigh: Weigh, weights: Vector, catalog: Catalog, what: str) -> Vector | None:
    """What puts the blend's first candidates in order, where all lessons are of histories; None without an answer."""
    if any(lesson.evidence.situation != "history" for lesson in lessons):
        return None
    pools = []
    for lesson, ranking in _weighed(lessons, weigh, f"{what}: order"):
        free = allowed(catalog, lesson.evidence.mood.constraints, lesson.excluded)
        pool = top(np.asarray(weights @ ranking.values, np.float32), free.mask, ORDERED)
        right = np.isin(pool, lesson.relevant)
        if len(pool) == ORDERED and right.any():
            pools.append((grown(ranking.values[:, pool], lesson.evidence), right))
    return blend.fit_order(pools) if pools else None


def _weighed(lessons: Sequence[Lesson], weigh: Weigh, what: str) -> Iterator[tuple[Lesson, Ranking]]:
    # Weighed anew at each pass rather than kept: all signals of all lessons would be gigabytes.
    for lesson in tqdm(lessons, desc=what, unit=" requests", disable=None):
        yield lesson, weigh(lesson)


def _candidates(
    lesson: Lesson,
    ranking: Ranking,
    weights: Vector,
    catalog: Catalog,
    random: np.random.Generator,
    order: Vector | None = None,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """The forest's rows for one example, float32 [rows, features], and which are right answers."""
    blended = np.asarray(weights @ ranking.values, np.float32)
    free = allowed(catalog, lesson.evidence.mood.constraints, lesson.excluded)
    pool = top(blended, free.mask, CANDIDATES)
    if order is not None:
        blended[pool] = order @ grown(ranking.values[:, pool], lesson.evidence)
        pool = pool[np.argsort(-blended[pool], kind="stable")]
    features = ranker.features(ranking.values, blended, ranking.evidence, pool)
    right = np.isin(pool, lesson.relevant)
    wrong = np.flatnonzero(~right)
    kept = np.union1d(np.flatnonzero(right), random.permutation(wrong)[:NEGATIVES_A_LIST])
    return features[kept], right[kept]
