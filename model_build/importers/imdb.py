"""IMDb's files for personal use (https://developer.imdb.com/non-commercial-datasets/): tab separated.

The whole of them is over 10 million titles and 90 million credits, so they are streamed, plain or gzipped.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from model_build.fields import Record, clean
from model_build.files import replacing
from model_build.problems import DataError, Report
from model_build.ratings import note_faults
from model_build.titles import write_catalog

KINDS = {"movie": "film", "tvMovie": "film", "tvSeries": "series", "tvMiniSeries": "series"}
"""titleType -> kind. Shorts, videos, specials and games, most of them hardly known, are counted and left out."""

MOST_PEOPLE = 10
_COLUMNS = {
    "title.basics": (
        "tconst", "titleType", "primaryTitle", "originalTitle", "isAdult", "startYear", "runtimeMinutes", "genres",
    ),
    "title.ratings": ("tconst", "averageRating", "numVotes"),
    "title.crew": ("tconst", "directors", "writers"),
    "title.principals": ("tconst", "ordering", "nconst", "category", "job"),
    "name.basics": ("nconst", "primaryName"),
}  # fmt: skip
_ROWS_AT_ONCE = 20_000


def run(source: Path, out: Path, ids: str | None = None) -> Report:
    """Write `out`/catalog.jsonl from a folder with title.basics.tsv.gz; ratings and people where their files are there.

    `ids` imdb alone is possible. People need name.basics and title.crew or title.principals. DataError when a file is
    absent, cut off or has other columns.
    """
    if ids not in (None, "imdb"):
        raise DataError(f"IMDb's files hold no {ids} ids; leave --ids out")
    report = Report()
    paths = {
        name: path for name in _COLUMNS for end in ("tsv", "tsv.gz") if (path := source / f"{name}.{end}").is_file()
    }
    if "title.basics" not in paths:
        raise DataError(f"{source} has no title.basics.tsv.gz; a folder with IMDb's files is expected")
    tables = {name: _scan(path, _COLUMNS[name]) for name, path in paths.items()}
    basics = paths["title.basics"]
    try:
        with replacing(out / "catalog.jsonl") as (catalog,):
            number = write_catalog(catalog, _records(basics, _titles(basics, tables, report), report))
            if not number:
                raise DataError(f"{basics} gives no title of the types {', '.join(KINDS)}")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DataError(f"{source} cannot be read to the end, a file may be cut off: {error}") from None
    report.count("titles", number)
    return report


def _scan(path: Path, columns: tuple[str, ...]) -> pl.LazyFrame:
    r"""Scan a table, every cell as text (null where it says \N), plus its `line`."""
    try:
        rows = pl.scan_csv(
            path,
            separator="\t",
            quote_char=None,
            null_values="\\N",
            infer_schema=False,
            truncate_ragged_lines=True,
            encoding="utf8-lossy",
            glob=False,
            row_index_name="line",
            row_index_offset=2,
        )
        missing = set(columns) - set(rows.collect_schema().names())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DataError(f"{path} cannot be read as tab separated text: {error}") from None
    if missing:
        raise DataError(f"{path} lacks the columns {', '.join(sorted(missing))}")
    return rows.select("line", *columns)


def _titles(path: Path, tables: dict[str, pl.LazyFrame], report: Report) -> pl.DataFrame:
    """Join what is known of the titles that are kept, in the file's order; the rest is counted and reported."""
    whole = pl.col("tconst").str.contains(r"^tt\d+$").fill_null(value=False) & pl.col("primaryTitle").is_not_null()
    fault = pl.when(~whole | pl.col("titleType").is_null()).then(pl.lit("no tconst, titleType or primaryTitle"))
    basics = tables["title.basics"].with_columns(fault.alias("fault"))
    note_faults(path, basics, report)
    good = basics.filter(pl.col("fault").is_null()).drop("fault")
    adult = pl.col("isAdult") == "1"
    kept = good.filter(pl.col("titleType").is_in(list(KINDS)), adult.ne_missing(other=True)).collect(engine="streaming")
    types = good.group_by("titleType", adult.fill_null(value=False).alias("adult")).len().collect(engine="streaming")
    for kind, is_adult, number in types.sort("titleType", "adult").iter_rows():
        if is_adult or kind not in KINDS:
            report.count("adult titles left out" if is_adult else f"of type {kind} left out", number)
    for extra in (_ratings(tables), _people(tables, kept)):
        if extra is not None:
            kept = kept.join(extra, on="tconst", how="left", maintain_order="left")
    return kept


def _ratings(tables: dict[str, pl.LazyFrame]) -> pl.DataFrame | None:
    table = tables.get("title.ratings")
    return None if table is None else table.drop("line").unique("tconst").collect(engine="streaming")


def _people(tables: dict[str, pl.LazyFrame], kept: pl.DataFrame) -> pl.DataFrame | None:
    """One row a title: lists of names in `directors`, `writers` and `cast`; None without the files for it."""
    roles = [*_crew(tables, kept.lazy()), *_principals(tables, kept.lazy())]
    if "name.basics" not in tables or not roles:
        return None
    people = pl.concat(roles).collect(engine="streaming")
    names = tables["name.basics"].select("nconst", "primaryName").join(people.lazy(), on="nconst", how="semi")
    return (
        people.join(names.collect(engine="streaming").unique("nconst"), on="nconst")
        .sort("tconst", "role", "place", "nconst")
        .group_by("tconst", "role", maintain_order=True)
        .agg(pl.col("primaryName").head(MOST_PEOPLE))
        .pivot("role", index="tconst", values="primaryName")
    )


def _crew(tables: dict[str, pl.LazyFrame], kept: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    """Rows tconst, role, place, nconst of films' directors and of writers; a series' directors are its episodes'."""
    if "title.crew" not in tables:
        return
    table = tables["title.crew"].join(kept.select("tconst", "titleType"), on="tconst")
    films = [kind for kind, is_a in KINDS.items() if is_a == "film"]
    for role, rows in (("directors", table.filter(pl.col("titleType").is_in(films))), ("writers", table)):
        people = pl.col(role).str.split(",").list.head(MOST_PEOPLE)
        yield (
            rows.select("tconst", role=pl.lit(role), place=pl.int_ranges(people.list.len()), nconst=people)
            .drop_nulls()
            .explode("place", "nconst")
        )


def _principals(tables: dict[str, pl.LazyFrame], kept: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    """Rows tconst, role, place, nconst of the cast and of series' creators, which stand in `directors`."""
    if "title.principals" not in tables:
        return
    table = tables["title.principals"].join(kept.select("tconst"), on="tconst", how="semi")
    place = pl.col("ordering").cast(pl.Int64, strict=False)
    creates = pl.col("job").str.contains(r"^creat(or|ed by)")
    for role, chosen in (("cast", pl.col("category").is_in(["actor", "actress", "self"])), ("directors", creates)):
        yield table.filter(chosen).select("tconst", role=pl.lit(role), place=place, nconst="nconst")


def _records(path: Path, rows: pl.DataFrame, report: Report) -> Iterator[Record]:
    seen: set[str] = set()
    for part in rows.iter_slices(_ROWS_AT_ONCE):
        for row in part.iter_rows(named=True):
            note = partial(report.problem, path, row["line"])
            if row["tconst"] in seen:
                note("the id of an earlier line, left out", row["tconst"])
                continue
            seen.add(row["tconst"])
            yield clean(_record(row), note)


def _record(row: dict[str, Any]) -> Record:
    original = row["originalTitle"]
    return {
        "id": row["tconst"],
        "title": row["primaryTitle"],
        "year": row["startYear"],
        "kind": KINDS[row["titleType"]],
        "genres": row["genres"],
        "runtime_minutes": row["runtimeMinutes"],
        "directors": row.get("directors"),
        "writers": row.get("writers"),
        "cast": row.get("cast"),
        "rating": row.get("averageRating"),
        "votes": row.get("numVotes"),
        "imdb_id": row["tconst"],
        "aka": [original] if original not in (None, row["primaryTitle"]) else None,
    }
