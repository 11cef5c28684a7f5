"""TMDB tables as they go round (Kaggle and its mirrors): one CSV of films, its lists written in one of three ways.

Parted by "|" (the 10,866 films of 1960-2015), as JSON or Python literals (the 5,000 films, "The Movies Dataset") or by
commas (the top 10,000, the daily dumps). Columns are known by name; any but the id and a title may be absent.
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from model_build import mojibake
from model_build.fields import Record, clean
from model_build.files import read_csv, replacing
from model_build.problems import DataError, Report
from model_build.titles import write_catalog

POSTERS = "https://image.tmdb.org/t/p/w342"
"""Where TMDB serves posters (https://developer.themoviedb.org/docs/image-basics)."""
MOST_CAST = 10

JUDGED_ROWS = 20_000

Row = Mapping[str, str]


class Films(NamedTuple):
    """A table of films, sound text in its cells, and what parts the lists that are no JSON."""

    header: tuple[str, ...]
    rows: Iterator[tuple[int, Row]]
    separator: str


def run(source: Path, out: Path, ids: str | None = None) -> Report:
    """Write `out`/catalog.jsonl from a TMDB CSV, or from the one in a folder.

    `ids` tmdb (the default) or imdb, where the file has a column imdb_id; films without one are then reported and left
    out. DataError when the file is no table of films.
    """
    ids = ids or "tmdb"
    if ids not in ("tmdb", "imdb"):
        raise DataError(f"TMDB files hold no {ids} ids; --ids tmdb or imdb is expected")
    report = Report()
    path = _find(source)
    films = _films(path, report)
    if ids == "imdb" and "imdb_id" not in films.header:
        raise DataError(f"--ids imdb needs a column imdb_id, and {path} has none; use --ids tmdb")
    with replacing(out / "catalog.jsonl") as (catalog,):
        number = write_catalog(catalog, _records(path, films, ids, report))
        if not number:
            raise DataError(f"{path} gives no film")
    report.count("titles", number)
    return report


def _find(source: Path) -> Path:
    """Take the file itself, or the one CSV of a folder whose header is that of films."""
    if not source.is_dir():
        return source
    found = [path for path in sorted(source.glob("*.csv")) if _is_films(read_csv(path, Report()).header)]
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "none"
        raise DataError(
            f"{source} should hold one CSV with the columns id and title, and there is {names}; name the file"
        )
    return found[0]


def _is_films(header: tuple[str, ...]) -> bool:
    return "id" in header and bool({"title", "original_title"} & set(header))


def _films(path: Path, report: Report) -> Films:
    """Read the table, its cells repaired; what holds for the whole file is judged by its first rows."""
    header, rows = read_csv(path, report)
    if not _is_films(header):
        raise DataError(f"{path} is no TMDB table: its header should have id and title, not {','.join(header)[:80]!r}")
    first = list(islice(rows, JUDGED_ROWS))
    separator = "|" if any("|" in row.get("genres", "") for _, row in first) else ","
    repair = mojibake.repair
    if mojibake.is_double(cell for _, row in first for cell in row.values()):
        repair = mojibake.repair_double
        report.count("file whose text was encoded twice, repaired")
    repaired = ((line, {name: repair(cell) for name, cell in row.items()}) for line, row in chain(first, rows))
    return Films(header, repaired, separator)


def _records(path: Path, films: Films, ids: str, report: Report) -> Iterator[Record]:
    seen: set[str] = set()
    for line, row in films.rows:
        note = partial(report.problem, path, line)
        record = clean(_record(row, films.separator, note), note)
        item = record.get(f"{ids}_id")
        title = record.get("title")
        if title is None:
            note("no title, film left out", row["id"])
        elif item is None:
            note(f"no {ids}_id, film left out", title)
        elif row.get("adult", "").lower() == "true":
            report.count("adult films left out")
        elif item in seen:
            note("the id of an earlier line, left out", item)
        else:
            if "\ufffd" in title:
                note("a title that has lost letters, kept", title)
            seen.add(item)
            yield {"id": item} | record


def _record(row: Row, separator: str, note: Callable[[str, object], None]) -> dict[str, Any]:
    """Name a row's cells as the catalogue does; clean() sees to their types."""
    cell = {name: text.strip() for name, text in row.items() if text.strip()}.get

    def names(column: str, key: str = "name") -> list[str]:
        return _names(cell(column, ""), separator, key, partial(note, f"{column} cannot be read, left out"))

    original = cell("original_title")
    poster = cell("poster_path")
    return {
        "title": cell("title", original),
        "year": cell("release_year") or _year(cell("release_date", "")),
        "kind": "film",
        "genres": names("genres") or names("genre"),
        "overview": cell("overview"),
        "keywords": names("keywords"),
        "runtime_minutes": cell("runtime"),
        "directors": names("director"),
        "cast": names("cast")[:MOST_CAST],
        "languages": [code for code in (cell("original_language"), *names("spoken_languages", "iso_639_1")) if code],
        "countries": names("production_countries", "iso_3166_1"),
        "rating": None if cell("vote_count") in ("0", "0.0") else cell("vote_average"),
        "votes": cell("vote_count"),
        "popularity": cell("popularity"),
        "poster_url": poster and POSTERS + poster,
        "imdb_id": cell("imdb_id"),
        "tmdb_id": cell("id"),
        "aka": [original] if original and original != cell("title", original) else None,
        "tagline": cell("tagline"),
    }


def _names(text: str, separator: str, key: str, note: Callable[[object], None]) -> list[str]:
    """Take a list apart: JSON or a Python literal of objects with `key`, else parted by `separator`."""
    if text.startswith("["):
        try:
            return [entry[key] for entry in _objects(text) if entry.get(key)]
        except (ValueError, SyntaxError, TypeError, AttributeError, KeyError):
            note(text)
            return []
    return [name for part in text.split(separator) if (name := part.strip())]


def _year(date: str) -> str | None:
    """Find the four digits of a date ("2009-12-10", "12/10/2009"); two of them ("6/9/15") leave the century open."""
    found = re.search(r"(?<!\d)(?:18|19|20)\d\d(?!\d)", date)
    return found[0] if found else None


def _objects(text: str) -> list[dict[str, Any]]:
    try:
        return msgspec.json.decode(text, type=list[dict[str, Any]])
    except msgspec.DecodeError:
        value: list[dict[str, Any]] = ast.literal_eval(text)
        return value
