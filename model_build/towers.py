"""Two towers: a request's words and a title brought near each other, learned from what was written to go together.

The encoder knows what words mean, not that "a rough day" wants "Paddington". Its vectors of requests go through one
learned matrix, those of titles are moved each for itself, so that the right titles score highest: softmax over the
catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special
from tqdm import tqdm

Floats = npt.NDArray[np.float32]

STEPS, BATCH = 600, 512
"""On ReDial, whose dialogues teach nothing here, 240 steps gave .141 recall@10 alone, 600 .150, 1,000 no more."""
SHARPNESS = 8.0
"""The query tower starts as so many times the encoder's own space; 4 and 14 end up alike."""
RATES = (9e-3, 9e-4)
"""Adam's rates for the query tower and for the titles, falling to nothing over the second half of the steps."""
DECAY = (1e-5, 3e-4)
"""By which the query tower is drawn to where it started, and the titles to where the encoder puts them."""
_MOMENTS = (0.9, 0.99)
MOST_TITLES = 20_000
"""Among so many titles the right one is to be found: all that are named, and of the others by chance."""


@dataclass(frozen=True)
class Towers:
    """`query` float32 [384, 384] and `titles` float32 [titles, 384]: `titles @ (vector @ query)` scores every title."""

    query: Floats
    titles: Floats


def fit(asked: Floats, answers: Sequence[Sequence[int]], titles: Floats, seed: int) -> Towers:
    """Learn from requests float32 [requests, 384] with the rows of their answers, best first.

    `titles` are the encoder's vectors, float32 [titles, 384]. An answer counts by its place (1 / place). Few pairs make
    few steps: nothing moves far for a handful.
    """
    random = np.random.default_rng(seed)
    request = np.repeat(np.arange(len(answers)), [len(rows) for rows in answers])
    answer = np.array([row for rows in answers for row in rows], np.intp)
    worth = np.array([1 / (1 + place) for rows in answers for place in range(len(rows))])
    named = np.unique(answer)
    others = np.setdiff1d(np.arange(len(titles)), named)
    among = np.sort(np.append(named, random.permutation(others)[: max(0, MOST_TITLES - len(named))]))
    start = np.eye(asked.shape[1], dtype=np.float32) * np.float32(SHARPNESS)
    query, moved = _Parameter.at(start), _Parameter.at(titles[among])
    steps = min(STEPS, len(answer))
    target = np.searchsorted(among, answer)
    for step in tqdm(range(steps), desc="towers", unit=" steps", disable=None):
        drawn = random.choice(len(answer), BATCH, p=worth / worth.sum())
        vectors = asked[request[drawn]]
        pointed = vectors @ query.value
        surplus = special.softmax(pointed @ moved.value.T, axis=1)
        surplus[np.arange(BATCH), target[drawn]] -= 1
        surplus /= BATCH
        towards = vectors.T @ (surplus @ moved.value)
        rest = min(1.0, 2 * (1 - step / steps))
        moved.step(surplus.T @ pointed, RATES[1] * rest, DECAY[1], step)
        query.step(towards, RATES[0] * rest, DECAY[0], step)
    out = titles.copy()
    out[among] = moved.value
    return Towers(query.value, out)


@dataclass
class _Parameter:
    """What Adam (Kingma and Ba, 2015) moves, decaying towards where it started."""

    value: Floats
    start: Floats
    first: Floats
    second: Floats

    @classmethod
    def at(cls, start: Floats) -> "_Parameter":
        return cls(start.copy(), start, np.zeros_like(start), np.zeros_like(start))

    def step(self, gradient: npt.NDArray[np.floating], rate: float, decay: float, number: int) -> None:
        """Go against the gradient, at the step of this number."""
        slope = gradient + np.float32(decay) * (self.value - self.start)
        for moment, kept, new in ((self.first, _MOMENTS[0], slope), (self.second, _MOMENTS[1], np.square(slope))):
            moment *= np.float32(kept)
            moment += np.float32(1 - kept) * new
        first, second = (
            moment / np.float32(1 - kept ** (number + 1))
            for moment, kept in ((self.first, _MOMENTS[0]), (self.second, _MOMENTS[1]))
        )
        self.value -= np.float32(rate) * first / (np.sqrt(second) + np.float32(1e-8))
