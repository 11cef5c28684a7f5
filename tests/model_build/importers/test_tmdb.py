import csv
import json
from pathlib import Path
from typing import Any

import pytest

from model_build.importers import tmdb
from model_build.problems import DataError


def table(path: Path, *rows: dict[str, object]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(source: Path, out: Path, ids: str | None = None) -> tuple[list[dict[str, Any]], Any]:
    report = tmdb.run(source, out, ids)
    return [json.loads(line) for line in (out / "catalog.jsonl").read_text().splitlines()], report


def twice(text: str) -> str:
    return text.encode().decode("windows-1252", errors="ignore")


PIPED = {
    "id": 862, "imdb_id": "tt0114709", "popularity": 21.9, "original_title": "Toy Story",
    "cast": "Tom Hanks|Sammy Davis, Jr.",
    "director": "John Lasseter", "keywords": "toy|boy", "overview": "Led by Woody,\r\nAndy's toys live.", "runtime": 81,
    "genres": "Animation|Family", "release_date": "11/22/95", "vote_count": 5415, "vote_average": 7.7,
    "release_year": 1995,
}  # fmt: skip


def test_lists_parted_by_bars(tmp_path: Path) -> None:
    other = PIPED | {
        "id": 5,
        "imdb_id": "",
        "genres": "Comedy",
        "director": "Robert Downey, Sr.",
        "runtime": 0,
        "vote_count": 0,
    }
    records, _ = run(table(tmp_path / "t.csv", PIPED, other), tmp_path / "out")
    assert records[0] == {
        "id": "862", "title": "Toy Story", "year": 1995, "kind": "film", "genres": ["Animation", "Family"],
        "overview": "Led by Woody, Andy's toys live.", "keywords": ["toy", "boy"], "runtime_minutes": 81,
        "directors": ["John Lasseter"], "cast": ["Tom Hanks", "Sammy Davis, Jr."], "rating": 7.7, "votes": 5415,
        "popularity": 21.9, "imdb_id": "tt0114709", "tmdb_id": "862",
    }  # fmt: skip
    assert records[1]["directors"] == ["Robert Downey, Sr."]
    assert not {"runtime_minutes", "rating", "imdb_id"} & set(records[1])


@pytest.mark.parametrize("write", [json.dumps, repr])
def test_lists_as_json_or_python(tmp_path: Path, write: Any) -> None:
    row = {
        "id": 19995, "title": "Avatar", "original_title": "Avatar 1", "release_date": "2009-12-10",
        "original_language": "cn",
        "genres": write([{"id": 28, "name": "Action"}, {"id": 878, "name": "Science Fiction"}]),
        "keywords": write([{"id": 1, "name": "love of one's life"}]),
        "spoken_languages": write([{"iso_639_1": "en", "name": "English"}, {"iso_639_1": "zh", "name": "普通话"}]),
        "production_countries": write([{"iso_3166_1": "GB", "name": "United Kingdom"}]),
        "poster_path": "/a.jpg", "adult": "False",
    }  # fmt: skip
    bad = row | {"id": 2, "genres": "[{'id': 28,", "title": ""}
    records, report = run(table(tmp_path / "t.csv", row, bad, row | {"id": 3, "adult": "True"}), tmp_path / "out")
    assert records[0] == {
        "id": "19995", "title": "Avatar", "year": 2009, "kind": "film", "genres": ["Action", "Science Fiction"],
        "keywords": ["love of one's life"], "languages": ["zh", "en"], "countries": ["GB"], "tmdb_id": "19995",
        "poster_url": tmdb.POSTERS + "/a.jpg", "aka": ["Avatar 1"],
    }  # fmt: skip
    assert [record["title"] for record in records] == ["Avatar", "Avatar 1"]
    assert report.problems[0].startswith(f"{tmp_path}/t.csv:3: genres cannot be read, left out: ")
    assert report.counts["adult films left out"] == 1


def test_lists_parted_by_commas_beside_an_index(tmp_path: Path) -> None:
    row = {"": 0, "id": 278, "title": "The Shawshank Redemption", "genre": "Drama,Crime", "release_date": "1994-09-23"}
    records, _ = run(table(tmp_path / "t.csv", row), tmp_path / "out")
    assert records == [
        {
            "id": "278",
            "title": "The Shawshank Redemption",
            "year": 1994,
            "kind": "film",
            "genres": ["Drama", "Crime"],
            "tmdb_id": "278",
        }
    ]


def test_a_file_encoded_twice_is_repaired(tmp_path: Path) -> None:
    titles = ["Autómata", "Amélie", "Die Päpstin", "Baarìa", "L’Armée du crime", "東京", "Plain"]
    rows = [PIPED | {"id": number, "original_title": twice(title)} for number, title in enumerate(titles)]
    records, report = run(table(tmp_path / "t.csv", *rows), tmp_path / "out")
    assert [record["title"] for record in records] == [*titles[:5], "\ufffd京", "Plain"]
    assert report.problems == [f"{tmp_path}/t.csv:12: a title that has lost letters, kept: '\ufffd京'"]


def test_two_digits_of_a_year_are_no_year(tmp_path: Path) -> None:
    row = {name: value for name, value in PIPED.items() if name != "release_year"}
    records, _ = run(table(tmp_path / "t.csv", row, row | {"id": 2, "release_date": "11/22/1995"}), tmp_path / "out")
    assert [record.get("year") for record in records] == [None, 1995]


def test_imdb_ids(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", PIPED, PIPED | {"id": 2, "imdb_id": ""}, PIPED | {"id": 3})
    records, report = run(path, tmp_path / "out", "imdb")
    assert [record["id"] for record in records] == ["tt0114709"]
    assert report.totals == {"no imdb_id, film left out": 1, "the id of an earlier line, left out": 1}
    plain = table(tmp_path / "p.csv", {"id": 1, "title": "Heat"})
    with pytest.raises(DataError, match="needs a column imdb_id"):
        tmdb.run(plain, tmp_path / "out", "imdb")
    with pytest.raises(DataError, match="hold no movielens ids"):
        tmdb.run(plain, tmp_path / "out", "movielens")


def test_a_folder_needs_one_table_of_films(tmp_path: Path) -> None:
    table(tmp_path / "credits.csv", {"movie_id": 1, "title": "Heat", "cast": "[]"})
    with pytest.raises(DataError, match="there is none"):
        tmdb.run(tmp_path, tmp_path / "out")
    table(tmp_path / "movies.csv", {"id": 1, "title": "Heat"})
    assert run(tmp_path, tmp_path / "out")[0][0]["title"] == "Heat"
    table(tmp_path / "more.csv", {"id": 1, "title": "Heat"})
    with pytest.raises(DataError, match=r"more.csv, movies.csv"):
        tmdb.run(tmp_path, tmp_path / "out")


def test_a_table_of_something_else_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no TMDB table"):
        tmdb.run(table(tmp_path / "t.csv", {"movieId": 1, "title": "Heat"}), tmp_path / "out")
    with pytest.raises(DataError, match="gives no film"):
        tmdb.run(table(tmp_path / "t.csv", {"id": "x", "title": "Heat"}), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.data
@pytest.mark.parametrize(
    ("folder", "number", "problems"), [("tmdb-10866", 10_865, 16), ("tmdb-5000", 4803, 0), ("tmdb-top10k", 10_000, 0)]
)
def test_the_real_files(public_data: Path, tmp_path: Path, folder: str, number: int, problems: int) -> None:
    records, report = run(public_data / folder, tmp_path / "out")
    assert (len(records), report.totals.total()) == (number, problems)
    text = json.dumps(records, ensure_ascii=False)
    assert not [sign for sign in ("Ã©", "Ã¡", "â€™", "Å\u008d", "&amp;") if sign in text]
    assert sum("year" not in record for record in records) <= 1
    assert all(record["runtime_minutes"] > 0 for record in records if "runtime_minutes" in record)
    if folder == "tmdb-10866":
        assert {"Autómata", "Адмиралъ"} <= {record["title"] for record in records}
        names = {name for record in records for name in (*record.get("cast", ()), *record.get("directors", ()))}
        assert {"Malin Åkerman", "Álex de la Iglesia", "Phylicia Rashād", "Alejandro González Iñárritu"} <= names
