"""Training the hybrid for one situation: examples -> blend weights, and a forest on the candidates it will rank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from model_build import blend, forest
from model_build.lessons import Lesson, Weigh
from recommend import ranker
from recommend.blend import Blend, grown
from recommend.catalog import Catalog
from recommend.recommender import Ranking

MOST_LISTS = 8_000
"""Answers that the blend is fitted on: 350 MB of signals with their comparisons."""
NEGATIVES_A_LIST = 100
"""Wrong candidates kept of each example, drawn evenly from its pool: 200 gave .181 for .188 recall@10 on ReDial."""
ORDERED = 100
"""The candidates of each history among which their order is learned: as many as anybody may come to see."""


@dataclass(frozen=True)
class Trained:
    """What a situation's training made."""

    blend: Blend
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
    learned = blended(lists, lessons, weigh, catalog, what)
    rows, right = candidates(lessons, weigh, learned, catalog, what, random)
    if not right.any():
        return None
    fitted = forest.train(rows, right, seed)
    forest.export(fitted, out)
    return Trained(learned, forest.compare(fitted, out, rows, seed), len(lessons), len(rows))


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


def blended(
    lists: Sequence[npt.NDArray[np.float32]], lessons: Sequence[Lesson], weigh: Weigh, catalog: Catalog, what: str
) -> Blend:
    """Fit the blend: on comparisons what picks candidates; for histories, on the first of those what orders them.

    An order for requests too gave .254 for .250 recall@10 on ReDial (five-fold), but cost .02 of the bundled requests'
    precision@5.
    """
    picking = Blend(blend.fit(lists))
    if lessons[0].evidence.situation != "history":
        return picking
    pools = []
    for lesson, ranking in _weighed(lessons, weigh, f"{what}: order"):
        rows, _ = picking.candidates(ranking.values, lesson.evidence, lesson.free(catalog), ORDERED)
        right = np.isin(rows, lesson.relevant)
        if len(rows) == ORDERED and right.any():
            pools.append((grown(ranking.values[:, rows], lesson.evidence), right))
    return replace(picking, order=blend.fit_order(pools)) if pools else picking


def candidates(
    lessons: Sequence[Lesson],
    weigh: Weigh,
    picking: Blend,
    catalog: Catalog,
    what: str,
    random: np.random.Generator,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """What the forest is trained on, float32 [rows, features]: candidates of a blend; and which are right answers."""
    parts = []
    for lesson, ranking in _weighed(lessons, weigh, f"{what}: candidates"):
        rows, scores = picking.candidates(ranking.values, lesson.evidence, lesson.free(catalog))
        right = np.isin(rows, lesson.relevant)
        wrong = random.permutation(np.flatnonzero(~right))
        kept = np.union1d(np.flatnonzero(right), wrong[:NEGATIVES_A_LIST])
        parts.append((ranker.features(ranking.values, lesson.evidence, rows, scores)[kept], right[kept]))
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([right for _, right in parts])


def _weighed(lessons: Sequence[Lesson], weigh: Weigh, what: str) -> Iterator[tuple[Lesson, Ranking]]:
    # Weighed anew at each pass rather than kept: all signals of all lessons would be gigabytes.
    for lesson in tqdm(lessons, desc=what, unit=" requests", disable=None):
        yield lesson, weigh(lesson)
