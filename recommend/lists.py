"""Many short lists in two mapped arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Lists:
    """Lists of int32: list i is `values[starts[i]:starts[i + 1]]`."""

    starts: npt.NDArray[np.int64]
    values: Ints

    @classmethod
    def of(cls, lists: Iterable[Sequence[int]]) -> "Lists":
        """These lists."""
        values: list[int] = []
        starts = [0]
        for one in lists:
            values.extend(one)
            starts.append(len(values))
        return cls(np.array(starts, np.int64), np.array(values, np.int32))

    def gather(self, which: npt.NDArray[np.integer]) -> tuple[Ints, npt.NDArray[np.int64]]:
        """The lists `which` one after the other, and for each value the place in `which` that it came from."""
        at, place = self.positions(which)
        return self.values[at], place

    def positions(self, which: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Where in `values` the lists `which` stand, for what runs alongside; and the place in `which` of each."""
        first, length = self.starts[which], self.starts[which + 1] - self.starts[which]
        place = np.repeat(np.arange(len(which)), length)
        before = np.repeat(np.cumsum(length) - length, length)
        return np.repeat(first, length) + np.arange(len(place)) - before, place
