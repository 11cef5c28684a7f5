"""An inverted index in three mapped arrays: which titles carry a term (a genre, a person, a word, a name, an id)."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommend.terms import exact_hash, term_hash

Rows = npt.NDArray[np.int32]
_NONE = np.empty(0, np.int32)


@dataclass(frozen=True)
class Postings:
    """`hashes` uint64 [terms], sorted; the titles of term t are `rows[starts[t]:starts[t + 1]]`, int32, ascending."""

    hashes: npt.NDArray[np.uint64]
    starts: npt.NDArray[np.int64]
    rows: Rows

    @classmethod
    def build(cls, entries: Iterable[tuple[int, int]]) -> "Postings":
        """An index of (term hash, row) pairs, in any order; repeated pairs count once."""
        flat = np.fromiter(itertools.chain.from_iterable(entries), np.uint64).reshape(-1, 2)
        flat = flat[np.lexsort((flat[:, 1], flat[:, 0]))]
        flat = flat[np.append(True, (flat[1:] != flat[:-1]).any(axis=1))] if len(flat) else flat
        hashes, first = np.unique(flat[:, 0], return_index=True)
        starts = np.append(first, len(flat)).astype(np.int64)
        return cls(hashes, starts, flat[:, 1].astype(np.int32))

    def of_hash(self, value: int) -> Rows:
        """The titles of one term's hash; empty when nobody carries it."""
        place = int(np.searchsorted(self.hashes, np.uint64(value)))
        if place == len(self.hashes) or int(self.hashes[place]) != value:
            return _NONE
        return self.rows[self.starts[place] : self.starts[place + 1]]

    def find(self, namespace: str, text: str) -> Rows:
        """The titles that carry this phrase, written in any case, with or without accents."""
        return self.of_hash(term_hash(namespace, text))

    def exact(self, namespace: str, text: str) -> Rows:
        """The titles that carry this text to the letter."""
        return self.of_hash(exact_hash(namespace, text))

    def known(self, values: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        """For each hash its place in the index, or -1: many look-ups in one."""
        if not len(self.hashes):
            return np.full(len(values), -1, np.int64)
        place = np.minimum(np.searchsorted(self.hashes, values), len(self.hashes) - 1)
        return np.where(self.hashes[place] == values, place, -1)

    def at(self, place: int) -> Rows:
        """The titles of the term at a place that `known` gave."""
        return self.rows[self.starts[place] : self.starts[place + 1]]
