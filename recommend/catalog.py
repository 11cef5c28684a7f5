"""The catalogue at run time: mapped columns to filter and rank on, and records that are parsed only when shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from recommend.model_folder import ModelFolder
from recommend.postings import Postings
from recommend.terms import words

FACTS = ("year", "runtime", "age", "series", "popularity", "quality")
"""Columns of facts.npy, float32, NaN where unknown: year; minutes; step of the age ladder; 1 for a series, 0 for a
film; popularity and quality as shares of the catalogue below this title, 0..1."""
YEAR, RUNTIME, AGE, SERIES, POPULARITY, QUALITY = range(6)

AGE_STEPS = {
    "TV-Y": 1.0, "TV-G": 1.0, "G": 1.0, "TV-Y7": 1.5, "PG": 2.0, "TV-PG": 2.0,
    "PG-13": 3.0, "TV-14": 3.0, "R": 4.0, "TV-MA": 4.0, "NC-17": 5.0,
}  # fmt: skip
"""The film and television ratings on one ladder, by whom they keep out (MPA and TV Parental Guidelines)."""


PEOPLE = ("directors", "cast", "writers")
"""The fields of a record that name people."""


class _IdOnly(msgspec.Struct):
    id: str


@dataclass(frozen=True)
class Catalog:
    """`facts` float32 [titles, 6], `genres` uint8 [titles, genres] and the postings; records stay on disk, mapped."""

    facts: npt.NDArray[np.float32]
    genres: npt.NDArray[np.uint8]
    genre_names: tuple[str, ...]
    postings: Postings
    fields: dict[str, int]
    _records: npt.NDArray[np.uint8]
    _records_at: npt.NDArray[np.int64]

    @classmethod
    def of(cls, folder: ModelFolder) -> "Catalog":
        """Map a model folder's catalogue; nothing of it is parsed here."""
        manifest = folder.manifest
        return cls(
            facts=folder.array("facts.npy", np.float32, len(FACTS)),
            genres=folder.array("genres.npy", np.uint8, len(manifest.genres)),
            genre_names=manifest.genres,
            postings=Postings(
                folder.array("terms.npy", np.uint64),
                folder.array("term_starts.npy", np.int64),
                folder.array("term_rows.npy", np.int32),
            ),
            fields=manifest.fields,
            _records=np.memmap(folder.path / "records.jsonl", np.uint8, "r").view(np.ndarray),
            _records_at=folder.array("records_at.npy", np.int64),
        )

    def __len__(self) -> int:
        """How many titles."""
        return len(self.facts)

    def _line(self, row: int) -> bytes:
        return self._records[self._records_at[row] : self._records_at[row + 1]].tobytes()

    def at(self, row: int) -> dict[str, Any]:
        """The record of a row."""
        record: dict[str, Any] = msgspec.json.decode(self._line(row))
        return record

    def id_of(self, row: int) -> str:
        """The id of a row, without parsing the rest."""
        return msgspec.json.decode(self._line(row), type=_IdOnly).id

    def row_of(self, title_id: str) -> int:
        """The row of an id; KeyError when the catalogue has no such title."""
        rows = self.postings.exact("id", title_id)
        if not len(rows):
            raise KeyError(title_id)
        return int(rows[0])

    def rows_of(self, ids: Iterable[str]) -> list[int]:
        """The rows of those ids that the catalogue has, in the order given."""
        found = (self.postings.exact("id", title_id) for title_id in ids)
        return [int(rows[0]) for rows in found if len(rows)]

    def record(self, title_id: str) -> dict[str, Any]:
        """The record of an id; KeyError when the catalogue has no such title."""
        return self.at(self.row_of(title_id))

    def has(self, field: str) -> bool:
        """Whether any title of this catalogue knows a field."""
        return self.fields.get(field, 0) > 0

    def search(self, query: str, limit: int) -> list[str]:
        """Ids of titles whose name or people hold every word of the query, or words that begin so; popular first.

        An empty query gives the most popular titles.
        """
        popularity = np.nan_to_num(self.facts[:, POPULARITY])
        asked = words(query)
        rows: npt.NDArray[np.int64] = np.arange(len(self))
        for word in asked:
            rows = np.intersect1d(rows, self.postings.find("find", word))
        exact = self.postings.find("title", query)
        order = np.lexsort((rows, -popularity[rows], ~np.isin(rows, exact)))
        return [self.id_of(int(row)) for row in rows[order[:limit]]]


def people(record: Mapping[str, Any]) -> list[str]:
    """Everybody whom a record names, each once."""
    return list(dict.fromkeys(name for role in PEOPLE for name in record.get(role, ())))


def popular_first(catalog: Catalog, rows: Sequence[int] | npt.NDArray[np.int32]) -> list[int]:
    """Rows by falling popularity, then by row."""
    return sorted(
        (int(row) for row in rows), key=lambda row: (-float(np.nan_to_num(catalog.facts[row, POPULARITY])), row)
    )
