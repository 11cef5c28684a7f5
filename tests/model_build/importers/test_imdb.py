import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from model_build.importers import imdb
from model_build.problems import DataError

FILES = {
    "title.basics": """
tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres
tt0000001 short Carmencita Carmencita 0 1894 \\N 1 Documentary,Short
tt0047478 movie Seven_Samurai Shichinin_no_samurai 0 1954 \\N 207 Action,Drama
tt0903747 tvSeries Breaking_Bad Breaking_Bad 0 2008 2013 45 Crime,Sci-Fi
tt0000005 movie Hidden Hidden 1 2000 \\N \\N Adult
broken line
tt0000006 tvMovie "Quoted "Quoted 0 \\N \\N 0 \\N
tt0000007 tvMiniSeries Late Late 0 soon \\N \\N Drama
""",
    "title.ratings": "tconst averageRating numVotes\ntt0047478 8.6 371000\n",
    "title.crew": "tconst directors writers\ntt0047478 nm1 nm1,nm2\ntt0903747 nm3,nm4 nm5\ntt0000006 \\N \\N\n",
    "title.principals": """
tconst ordering nconst category job characters
tt0047478 2 nm7 actor \\N \\N
tt0047478 1 nm6 actor \\N \\N
tt0903747 3 nm5 writer created_by \\N
tt0000001 1 nm8 self \\N \\N
""",
    "name.basics": "nconst primaryName birthYear\n"
    + "".join(f"nm{number} Person_{number} \\N\n" for number in range(9)),
}


def folder(path: Path, *names: str) -> Path:
    for name in names:
        with gzip.open(path / f"{name}.tsv.gz", "wt", encoding="utf-8") as file:
            file.write(FILES[name].lstrip().replace(" ", "\t").replace("_", " "))
    return path


def catalog(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "catalog.jsonl").read_text().splitlines()]


def test_all_files(tmp_path: Path) -> None:
    report = imdb.run(folder(tmp_path, *FILES), tmp_path / "out", "imdb")
    assert catalog(tmp_path / "out") == [
        {
            "id": "tt0047478", "title": "Seven Samurai", "year": 1954, "kind": "film", "genres": ["Action", "Drama"],
            "runtime_minutes": 207, "directors": ["Person 1"], "writers": ["Person 1", "Person 2"],
            "cast": ["Person 6", "Person 7"], "rating": 8.6, "votes": 371000, "imdb_id": "tt0047478",
            "aka": ["Shichinin no samurai"],
        },
        {
            "id": "tt0903747", "title": "Breaking Bad", "year": 2008, "kind": "series",
            "genres": ["Crime", "Science Fiction"],
            "runtime_minutes": 45, "directors": ["Person 5"], "writers": ["Person 5"],
            "imdb_id": "tt0903747",
        },
        {"id": "tt0000006", "title": '"Quoted', "kind": "film", "imdb_id": "tt0000006"},
        {"id": "tt0000007", "title": "Late", "kind": "series", "genres": ["Drama"], "imdb_id": "tt0000007"},
    ]  # fmt: skip
    assert report.counts == {"titles": 4, "of type short left out": 1, "adult titles left out": 1}
    assert report.problems == [
        f"{tmp_path}/title.basics.tsv.gz:6: no tconst, titleType or primaryTitle",
        f"{tmp_path}/title.basics.tsv.gz:8: year of no use, left out: 'soon'",
    ]


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (("title.basics",), set()),
        (("title.basics", "title.ratings"), {"rating", "votes"}),
        (("title.basics", "title.crew"), set()),
        (("title.basics", "title.crew", "name.basics"), {"directors", "writers"}),
        (("title.basics", "title.principals", "name.basics"), {"cast"}),
    ],
)
def test_any_file_but_the_basics_may_be_absent(tmp_path: Path, names: tuple[str, ...], fields: set[str]) -> None:
    imdb.run(folder(tmp_path, *names), tmp_path / "out", None)
    first = catalog(tmp_path / "out")[0]
    assert {"rating", "votes", "directors", "writers", "cast"} & set(first) == fields


def test_what_is_not_imdbs_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no title.basics.tsv.gz"):
        imdb.run(tmp_path, tmp_path / "out", None)
    (tmp_path / "title.basics.tsv").write_text("id\ttitle\n1\tHeat\n")
    with pytest.raises(DataError, match="lacks the columns"):
        imdb.run(tmp_path, tmp_path / "out", None)
    with pytest.raises(DataError, match="hold no tmdb ids"):
        imdb.run(tmp_path, tmp_path / "out", "tmdb")
    (tmp_path / "title.basics.tsv").unlink()
    path = folder(tmp_path, *FILES) / "title.basics.tsv.gz"
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(DataError, match=r"cut off|cannot be read"):
        imdb.run(tmp_path, tmp_path / "out", None)
    assert not (tmp_path / "out").exists()
