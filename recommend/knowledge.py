"""Knowledge: what the catalogue's writers would hand to whom; it needs neither ratings nor conversations."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from encoder.sentence import DIMENSIONS
from recommend.evidence import Vector
from recommend.lists import Lists
from recommend.model_folder import ModelFolder


@dataclass(frozen=True)
class Knowledge:
    """Titles that go together, and what answers which request.

    `alike` are for each title the titles that go with it (and that it goes with), with `strengths` float32 alongside
    its values; `asked` float32 [requests, 384] encode requests, `answers` their titles, best first. `query_tower`
    float32 [384, 384] and `title_tower` float32 [titles, 384] were learned from these.
    """

    alike: Lists
    strengths: Vector
    asked: npt.NDArray[np.float32]
    answers: Lists
    query_tower: npt.NDArray[np.float32]
    title_tower: npt.NDArray[np.float32]

    @classmethod
    def of(cls, folder: ModelFolder) -> "Knowledge":
        """Map a model folder's knowledge."""

        def lists(name: str) -> Lists:
            return Lists(folder.array(f"{name}_at.npy", np.int64), folder.array(f"{name}.npy", np.int32))

        return cls(
            alike=lists("alike"),
            strengths=folder.array("alike_strengths.npy", np.float32),
            asked=folder.array("advice.npy", np.float32, DIMENSIONS),
            answers=lists("advice_answers"),
            query_tower=folder.array("query_tower.npy", np.float32, DIMENSIONS),
            title_tower=folder.array("title_tower.npy", np.float32, DIMENSIONS),
        )

    def near(self, weights: Vector) -> Vector:
        """How strongly titles go with those that have a weight, float32 [titles] both; one step of the way."""
        rows = np.flatnonzero(weights)
        at, place = self.alike.positions(rows)
        found = np.bincount(self.alike.values[at], self.strengths[at] * weights[rows][place], len(weights))
        return found.astype(np.float32)

    def wanted(self, vector: Vector) -> Vector:
        """How near the towers bring words to each title, float32 [titles], with mean 0 and standard deviation 1."""
        scores = self.title_tower @ (vector @ self.query_tower)
        return np.asarray((scores - scores.mean()) / (float(scores.std()) or 1.0), np.float32)

    def between(self, rows: Sequence[int], title: int) -> Vector:
        """How strongly each of `rows` goes with one title, float32 [rows]; 0 where it doesn't."""
        first, last = self.alike.starts[title], self.alike.starts[title + 1]
        company = dict(zip(self.alike.values[first:last].tolist(), self.strengths[first:last].tolist(), strict=True))
        return np.array([company.get(row, 0.0) for row in rows], np.float32)

    def steps(self, rows: Sequence[int]) -> Vector:
        """Summed cosines of each title's company with that of `rows`, float32 [titles]: who shares their neighbours."""
        start = np.zeros(len(self._lengths), np.float32)
        start[list(rows)] = 1 / self._lengths[list(rows)]
        company = start + self.near(start)
        return np.asarray((company + self.near(company)) / self._lengths, np.float32)

    @cached_property
    def _lengths(self) -> Vector:
        """The length of each title's company, itself included, as a vector of strengths, float32 [titles]."""
        starts = self.alike.starts
        total = np.concatenate(([0.0], np.cumsum(np.square(self.strengths), dtype=np.float64)))
        return np.asarray(np.sqrt(1 + total[starts[1:]] - total[starts[:-1]]), np.float32)
