"""Ratings: CSV `user_id,item_id,rating,timestamp[,mood,company,time_of_day]`, read into arrays and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from model_build.files import readable
from model_build.problems import DataError, Report

COLUMNS = ("user_id", "item_id", "rating", "timestamp")
_NOTHING = pl.DataFrame(schema={"user": pl.Int32, "item": pl.Int32, "rating": pl.Float32, "timestamp": pl.Int64})


@dataclass(frozen=True)
class Ratings:
    """One row a rating, each (user, item) once, sorted by user and then item."""

    users: tuple[str, ...]
    """User ids, sorted; a user's code is the place in here."""
    user: npt.NDArray[np.int32]
    item: npt.NDArray[np.int32]
    """The title's row in the catalogue."""
    rating: npt.NDArray[np.float32]
    timestamp: npt.NDArray[np.int64]
    """Seconds since 1970; 0 where none is known."""

    def __len__(self) -> int:
        return len(self.user)


def read_ratings(paths: Sequence[Path], row_of: Mapping[str, int]) -> tuple[Ratings, Report]:
    """Read the ratings of the titles in `row_of` (id -> catalogue row); of a repeated one the latest counts.

    Without a column `rating` (implicit data) each is 1, without `timestamp` each is 0. Ratings of other titles are
    counted, bad rows reported. Memory is some 100 bytes a rating. DataError when a file is not ratings.
    """
    report = Report()
    files = [(path, typed(scan(path))) for path in paths]
    items = _codes("item_id", "item", list(row_of), list(row_of.values()))
    users = _users([rows for _, rows in files], items)
    codes = _codes("user_id", "user", users, range(len(users)))
    rows = pl.concat([_NOTHING, *(_coded(path, rows, codes, items, report) for path, rows in files)])
    kept = _latest(*(rows[column].to_numpy() for column in ("user", "item", "rating", "timestamp")))
    report.count("ratings", len(kept[0]))
    report.count("users with ratings", len(users))
    report.count("titles with ratings", len(np.unique(kept[1])))
    report.count("ratings given again later, the last one kept", len(rows) - len(kept[0]))
    return Ratings(tuple(users), *kept), report


def write_ratings(path: Path, rows: pl.LazyFrame) -> None:
    """Write the COLUMNS of `rows` as they stream through, in their order; other columns are left out."""
    rows.select(COLUMNS).sink_csv(path, maintain_order=True, engine="streaming")


def scan(path: Path) -> pl.LazyFrame:
    """Scan a ratings file: text columns COLUMNS and `line`, as typed() takes them. DataError without its header."""
    try:
        rows = scan_text(readable(path))
        names = rows.collect_schema().names()
    except pl.exceptions.PolarsError as error:
        raise DataError(f"{path} cannot be read as CSV: {error}") from None
    if not {"user_id", "item_id"} <= set(names):
        raise DataError(
            f"{path} begins with {','.join(names)[:80]!r}; the header user_id,item_id,rating,timestamp is expected "
            "(`python -m model_build import` makes such a file from MovieLens)"
        )
    absent = {"rating": "1", "timestamp": "0"}
    return rows.with_columns(pl.lit(text).alias(name) for name, text in absent.items() if name not in names)


def scan_text(path: Path, separator: str = ",", names: Sequence[str] | None = None) -> pl.LazyFrame:
    """Scan a delimited file lazily, every cell as text, plus its `line`; with `names` it has no header of its own."""
    return pl.scan_csv(
        path,
        separator=separator,
        has_header=names is None,
        new_columns=names,
        infer_schema=False,
        truncate_ragged_lines=True,
        encoding="utf8-lossy",
        glob=False,
        row_index_name="line",
        row_index_offset=2 if names is None else 1,
    )


def typed(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Type the text COLUMNS and say in `fault` what is wrong with a row (null: nothing); blank rows are left out.

    `rating` becomes float32; `timestamp` int64 seconds, 0 where the cell is empty.
    """
    # when/then and not .replace("", None), which would hold the whole file in memory
    stripped = pl.col(COLUMNS).str.strip_chars()
    texts = rows.select("line", pl.when(stripped != "").then(stripped))
    rating = pl.col("rating").cast(pl.Float32, strict=False)
    timestamp = pl.col("timestamp").fill_null("0")
    seconds = timestamp.cast(pl.Int64, strict=False)
    fault = (
        pl.when(pl.col("user_id").is_null())
        .then(pl.lit("no user_id"))
        .when(pl.col("item_id").is_null())
        .then(pl.lit("no item_id"))
        .when(~rating.is_finite().fill_null(value=False))
        .then(pl.lit("the rating is not a number"))
        .when(seconds.is_null())
        .then(pl.lit("the timestamp is not whole seconds"))
    )
    return texts.filter(~pl.all_horizontal(pl.col(COLUMNS).is_null())).select(
        "line", "user_id", "item_id", rating, seconds.alias("timestamp"), fault.alias("fault")
    )


def note_faults(path: Path, rows: pl.LazyFrame, report: Report) -> None:
    """Report every row of `line`, `fault` that has one."""
    found = rows.filter(pl.col("fault").is_not_null()).select("line", "fault").collect(engine="streaming")
    for line, fault in found.iter_rows():
        report.problem(path, line, fault)


def _codes(key: str, code: str, ids: Sequence[str] | pl.Series, codes: Sequence[int]) -> pl.LazyFrame:
    """Table of ids and their codes; joined, because replace_strict() would hold the whole file in memory."""
    return pl.LazyFrame({key: pl.Series(ids, dtype=pl.String), code: pl.Series(codes, dtype=pl.Int32)})


def _users(files: Sequence[pl.LazyFrame], items: pl.LazyFrame) -> pl.Series:
    """Sorted ids of everyone with a rating that can be used, so that codes do not depend on threads."""
    usable = (rows.filter(pl.col("fault").is_null()).join(items, on="item_id", how="semi") for rows in files)
    nobody = pl.LazyFrame(schema={"user_id": pl.String})
    return (
        pl.concat([nobody, *(rows.select("user_id") for rows in usable)])
        .unique()
        .collect(engine="streaming")["user_id"]
        .sort()
    )


def _coded(path: Path, rows: pl.LazyFrame, users: pl.LazyFrame, items: pl.LazyFrame, report: Report) -> pl.DataFrame:
    """One file's usable ratings as codes, in the file's order; the rest is counted and reported."""
    note_faults(path, rows, report)
    coded = (
        rows.filter(pl.col("fault").is_null())
        .join(items, on="item_id", how="left", maintain_order="left")
        .join(users, on="user_id", how="left", maintain_order="left")
        .select("user", "item", "rating", "timestamp")
        .collect(engine="streaming")
    )
    if coded.is_empty() and report.totals:
        raise DataError(f"{path} holds no rating: no row has a user_id, an item_id and a rating that is a number")
    known = coded.filter(pl.col("item").is_not_null())
    report.count("ratings of titles outside the catalogue", len(coded) - len(known))
    return known


def _latest(
    user: npt.NDArray[np.int32],
    item: npt.NDArray[np.int32],
    rating: npt.NDArray[np.float32],
    timestamp: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Sort by user and item and keep the last of each pair by timestamp, of equal ones the one that came last."""
    order = np.lexsort((timestamp, item, user))
    user, item = user[order], item[order]
    last = np.ones(len(order), bool)
    last[:-1] = (user[1:] != user[:-1]) | (item[1:] != item[:-1])
    return user[last], item[last], rating[order[last]], timestamp[order[last]]
