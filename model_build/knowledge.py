"""The written knowledge for a model folder: which titles go together, and what answers which request.

It is kept apart from any catalogue, in catalog/knowledge/: a line is `Title (year) | Title (year); Title (year)` or
`a request | Title (year); Title (year)`, best first. What a catalogue does not have is left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from encoder.sentence import DIMENSIONS
from model_build import towers
from model_build.encoding import encode
from model_build.files import readable
from model_build.problems import DataError
from recommend.catalog import YEAR, Catalog, popular_first
from recommend.lists import Lists
from recommend.reader import TextEncoder

FOLDER = Path(__file__).parents[1] / "catalog" / "knowledge"
SEED = 0
ALIKE, REQUESTS = "alike.txt", "requests.txt"
_TITLE = re.compile(r"\s*(?P<name>.+?)\s*(?:\((?P<year>\d{4})(?:, series)?\))?\s*")
_NEAR = 1
"""Years by which sources differ about one title."""


def write(
    stage: Path, catalog: Catalog, encoder: TextEncoder, titles: npt.NDArray[np.float32], source: Path = FOLDER
) -> None:
    """Write the arrays that recommend.knowledge maps; DataError for a line that is not of the form.

    `titles` are the encoder's vectors of the catalogue, float32 [titles, 384].
    """
    alike = _alike(catalog, source / ALIKE)
    np.save(stage / "alike_at.npy", alike.indptr.astype(np.int64))
    np.save(stage / "alike.npy", alike.indices.astype(np.int32))
    np.save(stage / "alike_strengths.npy", alike.data.astype(np.float32))
    asked = [(request, rows) for request, rows in _lines(catalog, source / REQUESTS) if rows]
    vectors = encode(encoder, [request for request, _ in asked], "written requests")
    vectors = vectors.reshape(-1, DIMENSIONS)
    np.save(stage / "advice.npy", vectors)
    lists = Lists.of([rows for _, rows in asked])
    np.save(stage / "advice_answers_at.npy", lists.starts)
    np.save(stage / "advice_answers.npy", lists.values)
    learned = towers.fit(vectors, [rows for _, rows in asked], titles, SEED)
    np.save(stage / "query_tower.npy", learned.query)
    np.save(stage / "title_tower.npy", learned.titles)


def _alike(catalog: Catalog, path: Path) -> sparse.csr_array:
    """Strengths by which titles go together, float32 [titles, titles], symmetric: 1 / log2(3 + place in the line).

    That a line names a title tells of both: so titles without a line of their own have company, too.
    """
    strengths: dict[tuple[int, int], float] = {}
    for name, rows in _lines(catalog, path):
        seed = find(catalog, name)
        for place, row in enumerate(rows):
            if seed is not None and row != seed:
                strengths[seed, row] = max(strengths.get((seed, row), 0.0), float(1 / np.log2(3 + place)))
    ends = np.array(list(strengths), np.int32).reshape(-1, 2)
    one_way = sparse.csr_array(
        (np.array(list(strengths.values()), np.float32), (ends[:, 0], ends[:, 1])), (len(catalog), len(catalog))
    )
    return sparse.csr_array(one_way + one_way.T)


def _lines(catalog: Catalog, path: Path) -> Iterator[tuple[str, list[int]]]:
    """Yield what stands before the bar, and those titles after it that the catalogue has, in their order."""
    for number, line in enumerate(readable(path).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            first, bar, rest = line.partition(" | ")
            if not (bar and first.strip() and rest.strip()):
                raise DataError(f"{path}:{number}: not `Title (year) | Title (year); ...`: {line[:60]!r}")
            found = (find(catalog, name) for name in rest.split(";"))
            yield first.strip(), list(dict.fromkeys(row for row in found if row is not None))


def find(catalog: Catalog, name: str) -> int | None:
    """The row of "Title (year)", None when the catalogue has no title of that name and year (or unknown year)."""
    match = _TITLE.fullmatch(name)
    if match is None:
        return None
    rows = popular_first(catalog, catalog.postings.find("title", match["name"]))
    if not rows or match["year"] is None:
        return rows[0] if rows else None
    gaps = np.abs(catalog.facts[rows, YEAR] - int(match["year"]))
    gaps = np.where(np.isnan(gaps), _NEAR / 2, gaps)
    best = int(np.argmin(gaps))
    return rows[best] if gaps[best] <= _NEAR else None
