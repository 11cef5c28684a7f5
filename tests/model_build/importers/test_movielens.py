import json
from pathlib import Path
from typing import Any

import pytest

from model_build.importers import movielens
from model_build.problems import DataError
from model_build.ratings import read_ratings
from model_build.titles import read_catalogs


def catalog(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "catalog.jsonl").read_text().splitlines()]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder in the CSV layout: three films, the last without a TMDB id."""
    folder = tmp_path / "ml"
    folder.mkdir()
    (folder / "movies.csv").write_bytes(
        b'movieId,title,genres\r\n1,"Matrix, The (1999)",Action|Sci-Fi\r\n'
        b"2,Am\xc3\xa9lie (2001),Children|(no genres listed)\r\n"
        b"3,Babylon 5,(no genres listed)\r\n4,broken\r\n"
    )
    (folder / "links.csv").write_text("movieId,imdbId,tmdbId\n1,0133093,603\n2,0211915,194\n3,0105946,\n")
    (folder / "ratings.csv").write_text(
        "userId,movieId,rating,timestamp\n7,1,4.5,100\n7,3,2.0,110\n8,2,many,1\n8,2,5.0,120\n8,99,1.0,130\n"
    )
    (folder / "tags.csv").write_text(
        'userId,movieId,tag,timestamp\n1,1,Cyberpunk,1\n2,1,cyberpunk,1\n1,1,"kung\nfu",1\n'
        "1,1,In Netflix queue,1\n2,1,in netflix queue,1\n"
    )
    return folder


def test_the_csv_layout(source: Path, tmp_path: Path) -> None:
    report = movielens.run(source, tmp_path / "out", None)
    assert catalog(tmp_path / "out") == [
        {
            "id": "1", "title": "The Matrix", "year": 1999, "kind": "film", "genres": ["Action", "Science Fiction"],
            "keywords": ["cyberpunk"], "imdb_id": "tt0133093", "tmdb_id": "603", "movielens_id": "1",
        },
        {
            "id": "2", "title": "Amélie", "year": 2001, "kind": "film", "genres": ["Family"],
            "imdb_id": "tt0211915", "tmdb_id": "194", "movielens_id": "2",
        },
        {"id": "3", "title": "Babylon 5", "kind": "film", "imdb_id": "tt0105946", "movielens_id": "3"},
    ]  # fmt: skip
    assert (tmp_path / "out/ratings.csv").read_text() == (
        "user_id,item_id,rating,timestamp\n7,1,4.5,100\n7,3,2.0,110\n8,2,5.0,120\n"
    )
    assert report.counts == {"titles": 3, "ratings": 3, "ratings of films left out": 1}
    assert [problem.split(": ")[0] for problem in report.problems] == [
        f"{source}/movies.csv:5",
        f"{source}/ratings.csv:4",
    ]


@pytest.mark.parametrize(
    ("ids", "expected"), [("imdb", ["tt0133093", "tt0211915", "tt0105946"]), ("tmdb", ["603", "194"])]
)
def test_other_ids_hold_for_titles_and_ratings(source: Path, tmp_path: Path, ids: str, expected: list[str]) -> None:
    report = movielens.run(source, tmp_path / "out", ids)
    assert [record["id"] for record in catalog(tmp_path / "out")] == expected
    rated = {line.split(",")[1] for line in (tmp_path / "out/ratings.csv").read_text().splitlines()[1:]}
    assert rated == set(expected)
    assert report.totals["no tmdb id in links.csv, film left out"] == (ids == "tmdb")


def test_two_films_of_one_id_become_one(source: Path, tmp_path: Path) -> None:
    (source / "links.csv").write_text("movieId,imdbId,tmdbId\n1,0133093,603\n2,0133093,194\n3,0105946,\n")
    report = movielens.run(source, tmp_path / "out", "imdb")
    assert [record["title"] for record in catalog(tmp_path / "out")] == ["The Matrix", "Babylon 5"]
    assert report.counts["ratings"] == 3
    assert report.totals["the imdb id of an earlier film, which its ratings go to"] == 1


def test_refusals_leave_nothing_behind(source: Path, tmp_path: Path) -> None:
    (source / "links.csv").unlink()
    with pytest.raises(DataError, match=r"needs links.csv"):
        movielens.run(source, tmp_path / "out", "imdb")
    (source / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,x,x\n")
    with pytest.raises(DataError, match="holds no rating"):
        movielens.run(source, tmp_path / "out", None)
    with pytest.raises(DataError, match="is no MovieLens folder"):
        movielens.run(tmp_path, tmp_path / "out", None)
    with pytest.raises(DataError, match="is the source itself"):
        movielens.run(source, source, None)
    assert not (tmp_path / "out").exists()


def test_the_layout_of_100k(tmp_path: Path) -> None:
    (tmp_path / "u.genre").write_text("unknown|0\nAction|1\nChildren's|2\n\n")
    (tmp_path / "u.item").write_bytes(
        b"1|Mis\xe9rables, Les (1995)|01-Jan-1995||http://x|0|1|1\n"
        b"2|unknown||||1|0|0\n3|No Year|04-Feb-1971||x|0|0|0\n4|short|\n"
    )
    (tmp_path / "u.data").write_text("196\t1\t3\t881250949\n186\t3\t5\t891717742\n")
    report = movielens.run(tmp_path, tmp_path / "out", None)
    assert [(record["title"], record.get("year"), record.get("genres")) for record in catalog(tmp_path / "out")] == [
        ("Les Misérables", 1995, ["Action", "Family"]),
        ("unknown", None, None),
        ("No Year", 1971, None),
    ]
    assert (tmp_path / "out/ratings.csv").read_text().splitlines()[1] == "196,1,3.0,881250949"
    assert report.totals.total() == 1


def test_the_layout_of_1m_and_10m(tmp_path: Path) -> None:
    (tmp_path / "movies.dat").write_bytes("1::Amélie: A Tale (2001)::Comedy|Romance\n".encode("latin-1"))
    (tmp_path / "ratings.dat").write_text("1::1::3.5::978300760\n")
    movielens.run(tmp_path, tmp_path / "out", None)
    assert catalog(tmp_path / "out")[0]["title"] == "Amélie: A Tale"
    assert (tmp_path / "out/ratings.csv").read_text().splitlines()[1] == "1,1,3.5,978300760"


@pytest.mark.data
@pytest.mark.parametrize(
    ("folder", "ids", "titles", "ratings", "users"),
    [
        ("ml-100k", None, 1682, 100_000, 943),
        ("ml-latest-small", None, 9742, 100_836, 610),
        ("ml-latest-small", "imdb", 9742, 100_836, 610),
        ("ml-latest-small", "tmdb", 9733, 100_823, 610),
    ],
)
def test_the_real_files(
    public_data: Path, tmp_path: Path, folder: str, ids: str | None, titles: int, ratings: int, users: int
) -> None:
    movielens.run(public_data / folder, tmp_path / "out", ids)
    records, report = read_catalogs([tmp_path / "out/catalog.jsonl"])
    assert (len(records), report.totals.total()) == (titles, 0)
    read, _ = read_ratings([tmp_path / "out/ratings.csv"], {record["id"]: row for row, record in enumerate(records)})
    # of two MovieLens films on one TMDB id the ratings by the same user are one
    assert ratings - 5 <= len(read) <= ratings
    assert len(read.users) == users
    assert not [record["title"] for record in records if record["title"].endswith((", The", ", A", ", Les", ")"))][2:]
