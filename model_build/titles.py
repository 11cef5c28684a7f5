"""The catalogue: JSON Lines, one title a line; read, mended, merged and written."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from tqdm import tqdm

from model_build.fields import Record, clean
from model_build.files import read_jsonl
from model_build.problems import DataError, Report


def read_catalogs(paths: Sequence[Path]) -> tuple[list[Record], Report]:
    """Read catalogues as one: a later record of an id goes over the earlier one, field by field.

    Every record has `id`, `title` and `kind` ("film" where no file says); they stand in the order of first appearance.
    Fields of the wrong type are mended or dropped, records without id or title left out; the report says where.
    DataError when no title is left.
    """
    report = Report()
    merged: dict[str, Record] = {}
    first: dict[str, tuple[Path, int]] = {}
    for path in paths:
        for line, raw in read_jsonl(path, report):
            record = clean(raw, partial(report.problem, path, line))
            item = record.get("id")
            if item is None:
                report.problem(path, line, "no id")
                continue
            if item in merged:
                if first[item][0] == path:
                    report.problem(path, line, "the id of an earlier line, merged into it", item)
                else:
                    report.count("titles that a later file adds to")
            merged.setdefault(item, {}).update(record)
            first.setdefault(item, (path, line))
    titles = []
    for item, record in merged.items():
        if "title" in record:
            titles.append({"kind": "film"} | record)
        else:
            report.problem(*first[item], "no title", item)
    if not titles:
        raise DataError(f"no title in {', '.join(map(str, paths))}; each line needs at least an id and a title")
    report.count("titles", len(titles))
    return titles, report


def write_catalog(path: Path, records: Iterable[Mapping[str, Any]]) -> int:
    """Write records (already clean) as JSON Lines; return how many. Progress shows on a terminal."""
    number = 0
    with path.open("wb") as file:
        for record in tqdm(records, unit=" titles", disable=None):
            file.write(msgspec.json.encode(record) + b"\n")
            number += 1
    return number
