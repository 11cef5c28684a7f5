"""MovieLens (https://grouplens.org/datasets/movielens/): 100K, 1M, 10M, and the CSV of latest, 20M, 25M and 32M."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from model_build import mojibake
from model_build.fields import Record, clean
from model_build.files import read_csv, readable, replacing
from model_build.importers.movielens_titles import read_title
from model_build.problems import DataError, Report
from model_build.ratings import note_faults, scan_text, typed, write_ratings
from model_build.titles import write_catalog

MOST_KEYWORDS = 40
_PERSONAL = (
    r"netflix|dvd|bd-r|blu-?ray|\bclv\b|\bown(ed)?\b|\bseen\b|\bto see\b|watched|watch ?list|\bmy\b|ratings\b|library"
)
"""Tags that are a person's bookkeeping and say nothing of the film; "in netflix queue" is the most used tag of all."""


class Film(NamedTuple):
    """A row of the films' file; `released` is a date where the title may lack its year."""

    line: int
    movie_id: str
    title: str
    genres: list[str]
    released: str = ""


@dataclass(frozen=True)
class Layout:
    """The files of one of MovieLens' layouts, and how they are read."""

    films: str
    ratings: str
    read_films: Callable[[Path, Report], Iterator[Film]]
    scan_ratings: Callable[[Path], pl.LazyFrame]


def run(source: Path, out: Path, ids: str | None = None) -> Report:
    """Write `out`/catalog.jsonl and `out`/ratings.csv from a MovieLens folder.

    `ids` movielens (the default), imdb or tmdb; the last two need links.csv, and films without that link are reported
    and left out, with their ratings. DataError when the folder is no MovieLens folder.
    """
    if out.resolve() == source.resolve():
        raise DataError(f"{out} is the source itself, whose ratings.csv would be overwritten; give another --out")
    layout, report = _layout(source), Report()
    with replacing(out / "catalog.jsonl", out / "ratings.csv") as (catalog, ratings):
        items: dict[str, str] = {}
        report.count("titles", write_catalog(catalog, _records(source, layout, ids or "movielens", items, report)))
        if not items:
            raise DataError(f"{source / layout.films} gives no film")
        _write_ratings(source / layout.ratings, layout, items, ratings, report)
    return report


def _layout(source: Path) -> Layout:
    for layout in LAYOUTS:
        if (source / layout.films).is_file() and (source / layout.ratings).is_file():
            return layout
    expected = ", or ".join(f"{layout.films} and {layout.ratings}" for layout in LAYOUTS)
    raise DataError(f"{source} is no MovieLens folder: {expected} are expected in it (unpacked)")


def _records(source: Path, layout: Layout, ids: str, items: dict[str, str], report: Report) -> Iterator[Record]:
    """Yield a record a film; `items` takes up MovieLens' id -> the catalogue's."""
    links = _links(source / "links.csv", ids, report)
    keywords = _keywords(source / "tags.csv")
    path, used = source / layout.films, set[str]()
    for film in layout.read_films(path, report):

        def note(kind: str, value: object, line: int = film.line) -> None:
            report.problem(path, line, kind, value)

        name, year, aka = read_title(film.title)
        known = clean(
            {
                "title": name,
                "year": year or film.released[-4:],
                "kind": "film",
                "genres": film.genres,
                "keywords": keywords.get(film.movie_id),
                "aka": aka,
                "movielens_id": film.movie_id,
                **links.get(film.movie_id, {}),
            },
            note,
        )
        item = known.get(f"{ids}_id")
        if item is None:
            note(f"no {ids} id in links.csv, film left out", film.title)
        elif "title" not in known:
            note("no title, film left out", film.movie_id)
        else:
            items[film.movie_id] = item
            if item in used:
                note(f"the {ids} id of an earlier film, which its ratings go to", film.title)
            else:
                used.add(item)
                yield {"id": item} | known


def _links(path: Path, ids: str, report: Report) -> dict[str, Mapping[str, str]]:
    """Read links.csv: MovieLens' id -> `imdb_id` and `tmdb_id`; only needed for `ids` other than movielens."""
    if not path.is_file():
        if ids != "movielens":
            raise DataError(f"--ids {ids} needs links.csv, and {path.parent} has none; use --ids movielens")
        return {}
    header, rows = read_csv(path, report)
    if not {"movieId", "imdbId", "tmdbId"} <= set(header):
        raise DataError(f"{path} does not begin with the header movieId,imdbId,tmdbId")
    return {row["movieId"]: {"imdb_id": row["imdbId"], "tmdb_id": row["tmdbId"]} for _, row in rows}


def _keywords(path: Path) -> dict[str, list[str]]:
    """Read tags.csv: a film's tags that two users or more gave it, lower-cased, the most frequent first."""
    if not path.is_file():
        return {}
    tags = (
        scan_text(path)
        .select("userId", "movieId", tag=pl.col("tag").str.strip_chars().str.to_lowercase())
        .filter(pl.col("tag") != "", ~pl.col("tag").str.contains(_PERSONAL))
        .group_by("movieId", "tag")
        .agg(users=pl.col("userId").n_unique())
        .filter(pl.col("users") > 1)
        .sort(["users", "tag"], descending=[True, False])
        .group_by("movieId", maintain_order=True)
        .agg(pl.col("tag").head(MOST_KEYWORDS))
    )
    return dict(tags.collect(engine="streaming").iter_rows())


def _write_ratings(path: Path, layout: Layout, items: Mapping[str, str], out: Path, report: Report) -> None:
    """Stream the ratings of the films in `items` to `out`, in the source's order."""
    rows = typed(layout.scan_ratings(path))
    note_faults(path, rows, report)
    table = pl.LazyFrame({"item_id": list(items), "item": list(items.values())})
    good = rows.filter(pl.col("fault").is_null()).join(table, on="item_id", how="left", maintain_order="left")
    counts = good.select(pl.len(), left_out=pl.col("item").null_count()).collect(engine="streaming")
    number, left_out = counts.row(0)
    if not number:
        raise DataError(f"{path} holds no rating")
    report.count("ratings", number - left_out)
    report.count("ratings of films left out", left_out)
    write_ratings(out, good.filter(pl.col("item").is_not_null()).with_columns(item_id="item"))


def _films_csv(path: Path, report: Report) -> Iterator[Film]:
    header, rows = read_csv(path, report)
    if not {"movieId", "title", "genres"} <= set(header):
        raise DataError(f"{path} does not begin with the header movieId,title,genres")
    for line, row in rows:
        yield Film(line, row["movieId"], row["title"], row["genres"].split("|"))


def _films_100k(path: Path, report: Report) -> Iterator[Film]:
    """Read u.item: id, title, release date, video date, URL, then one flag for each genre of u.genre."""
    names = [line.split("|")[0] for _, line in _lines(path.with_name("u.genre"))]
    for number, line in _lines(path):
        movie_id, *cells = line.split("|")
        if len(cells) == 4 + len(names):
            genres = [name for name, flag in zip(names, cells[4:], strict=True) if flag == "1"]
            yield Film(number, movie_id, cells[0], genres, cells[1])
        else:
            report.problem(path, number, "not id, title, two dates, address and the flags of u.genre's genres", line)


def _films_dat(path: Path, report: Report) -> Iterator[Film]:
    for number, line in _lines(path):
        match line.split("::"):
            case [movie_id, title, genres]:
                yield Film(number, movie_id, title, genres.split("|"))
            case _:
                report.problem(path, number, "not id::title::genres", line)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, numbered."""
    for number, line in enumerate(mojibake.decode(readable(path).read_bytes()).split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")


def _ratings_csv(path: Path) -> pl.LazyFrame:
    rows = scan_text(path)
    if not {"userId", "movieId", "rating", "timestamp"} <= set(rows.collect_schema()):
        raise DataError(f"{path} does not begin with the header userId,movieId,rating,timestamp")
    return rows.rename({"userId": "user_id", "movieId": "item_id"})


LAYOUTS = (
    Layout("movies.csv", "ratings.csv", _films_csv, _ratings_csv),
    Layout(
        "u.item",
        "u.data",
        _films_100k,
        lambda path: scan_text(path, "\t", ("user_id", "item_id", "rating", "timestamp")),
    ),
    Layout(
        "movies.dat",
        "ratings.dat",
        _films_dat,
        # "::" parts the cells: read as ":", every second column is empty
        lambda path: scan_text(path, ":", ("user_id", "_1", "item_id", "_2", "rating", "_3", "timestamp")),
    ),
)
