"""What a ranking is worth: accuracy against the true answers, and what lies beyond accuracy.

Recall@k counts over all answers (micro), as in the conversational recommendation literature: an answer is found when
it stands among the first k. Precision@5 is the mean share of answers among the first five. nDCG@10 (Jarvelin and
Kekalainen, TOIS 2002, binary gains) and MRR are means over requests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

CUTS = (1, 5, 10, 50)
TOP = 10
FIRST = 5
"""How many titles a person takes in at a glance: precision is theirs."""
RESAMPLES = 1000
"""Bootstrap resamples of requests, for intervals of 95 % (percentile method)."""


@dataclass(frozen=True)
class Figure:
    """A mean and its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


def accuracy(ranked: Sequence[Sequence[str]], relevant: Sequence[Sequence[str]], seed: int = 0) -> dict[str, Figure]:
    """Figures for rankings (best first) and true answers, request by request; those without answers do not count."""
    judged = [(order, set(truth)) for order, truth in zip(ranked, relevant, strict=True) if truth]
    if not judged:
        return {}
    places = [[place for place, item in enumerate(order) if item in truth] for order, truth in judged]
    answers = np.array([len(truth) for _, truth in judged], float)
    ones = np.ones(len(judged))
    rows: dict[str, tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]] = {
        f"recall@{cut}": (np.array([sum(place < cut for place in found) for found in places], float), answers)
        for cut in CUTS
    }
    rows[f"precision@{FIRST}"] = np.array([sum(place < FIRST for place in found) for found in places]) / FIRST, ones
    rows[f"ndcg@{TOP}"] = (
        np.array([ndcg(found, len(truth)) for found, (_, truth) in zip(places, judged, strict=True)]),
        ones,
    )
    rows["mrr"] = np.array([1 / (found[0] + 1) if found else 0.0 for found in places]), ones
    return {name: ratio(gains, weights, seed) for name, (gains, weights) in rows.items()}


def ndcg(places: Sequence[int], answers: int, cut: int = TOP) -> float:
    """Discounted gain of answers found at these places (0 is the first) over that of the best possible order."""
    gain = sum(1 / np.log2(place + 2) for place in places if place < cut)
    best = sum(1 / np.log2(place + 2) for place in range(min(answers, cut)))
    return float(gain / best) if best else 0.0


def coverage(ranked: Sequence[Sequence[str]], titles: int, cut: int = TOP) -> float:
    """The share of the catalogue that stands in anybody's first `cut`."""
    return len({item for order in ranked for item in order[:cut]}) / titles


def intra_list_diversity(vectors: Sequence[npt.NDArray[np.float32]]) -> float:
    """Mean over lists of 1 - mean pairwise cosine; each element holds a list's unit vectors, float32 [titles, 384]."""
    means = []
    for rows in vectors:
        number = len(rows)
        if number > 1:
            cosines = rows @ rows.T
            means.append(1 - (float(cosines.sum()) - float(np.trace(cosines))) / (number * (number - 1)))
    return float(np.mean(means)) if means else 0.0


def popularity_bias(ranked: Sequence[Sequence[str]], popularity: Mapping[str, float], cut: int = TOP) -> float:
    """Mean popularity (share of the catalogue below, 0..1) of what stands in the first `cut`."""
    shown = [popularity[item] for order in ranked for item in order[:cut]]
    return float(np.mean(shown)) if shown else 0.0


def ratio(gains: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], seed: int = 0) -> Figure:
    """The ratio of two sums over requests, float [requests] each, and its percentiles over resampled requests."""
    random, number = np.random.default_rng(seed), len(gains)
    means = np.empty(RESAMPLES)
    for draw in range(RESAMPLES):
        times = np.bincount(random.integers(0, number, number), minlength=number)
        means[draw] = gains @ times / (weights @ times)
    low, high = np.percentile(means, (2.5, 97.5))
    return Figure(float(gains.sum() / weights.sum()), float(low), float(high))
