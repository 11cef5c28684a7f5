from pathlib import Path

import polars as pl
import pytest

from model_build.problems import DataError
from model_build.ratings import read_ratings, scan, typed, write_ratings

IDS = {item: row for row, item in enumerate(["x", "y", "z"])}


def ratings(path: Path, *lines: str, end: str = "\n") -> Path:
    path.write_bytes("".join(line + end for line in lines).encode())
    return path


def test_ids_become_codes_and_rows_are_sorted(tmp_path: Path) -> None:
    path = ratings(
        tmp_path / "r.csv", "user_id,item_id,rating,timestamp", "u2,z,4.5,20", "u1,x,1,10", "u2,x,3,30", "u3,gone,5,1"
    )
    read, report = read_ratings([path], IDS)
    assert read.users == ("u1", "u2")
    assert read.user.tolist() == [0, 1, 1]
    assert read.item.tolist() == [0, 0, 2]
    assert read.rating.tolist() == [1, 3, 4.5]
    assert read.timestamp.tolist() == [10, 30, 20]
    assert [array.dtype.name for array in (read.user, read.item, read.rating, read.timestamp)] == [
        "int32", "int32", "float32", "int64",
    ]  # fmt: skip
    assert report.counts["ratings of titles outside the catalogue"] == 1
    assert not report.totals


def test_the_latest_of_a_pair_wins_and_of_equal_times_the_last(tmp_path: Path) -> None:
    head = "user_id,item_id,rating,timestamp"
    first = ratings(tmp_path / "1.csv", head, "u,x,1,30", "u,x,2,10", "u,y,1,5", "u,y,2,5")
    second = ratings(tmp_path / "2.csv", head, "u,y,3,5")
    read, report = read_ratings([first, second], IDS)
    assert read.rating.tolist() == [1, 3]
    assert report.counts["ratings given again later, the last one kept"] == 3


@pytest.mark.parametrize(
    "lines",
    [
        ("user_id,item_id", "u,x", "v,y"),
        ("\ufeffitem_id,user_id,mood,company,time_of_day", 'x,"u",happy,alone,night', "y,v,,,"),
        ("user_id,item_id,rating,timestamp", "u,x,1,", "v,y, 1 ,0", "", ",,,"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_implicit_data_is_normal(tmp_path: Path, lines: tuple[str, ...], end: str) -> None:
    read, report = read_ratings([ratings(tmp_path / "r.csv", *lines, end=end)], IDS)
    assert read.users == ("u", "v")
    assert read.item.tolist() == [0, 1]
    assert read.rating.tolist() == [1, 1]
    assert read.timestamp.tolist() == [0, 0]
    assert not report.totals


def test_bad_rows_are_reported_by_line(tmp_path: Path) -> None:
    path = ratings(
        tmp_path / "r.csv",
        "user_id,item_id,rating,timestamp",
        "u,x,5,1",
        ",x,5,1",
        "u,,5,1",
        "u,x,good,1",
        "u,x,inf,1",
        "u,x,5,May",
    )
    read, report = read_ratings([path], IDS)
    assert len(read) == 1
    assert report.problems == [
        f"{path}:3: no user_id",
        f"{path}:4: no item_id",
        f"{path}:5: the rating is not a number",
        f"{path}:6: the rating is not a number",
        f"{path}:7: the timestamp is not whole seconds",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "cannot be read as CSV"),
        (
            "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n",
            "the header user_id,item_id,rating,timestamp is expected",
        ),
        ("user_id,item_id,rating\nu,x,good\n", "holds no rating"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(content)
    with pytest.raises(DataError, match=sentence):
        read_ratings([path], IDS)


def test_no_ratings_at_all_are_an_answer(tmp_path: Path) -> None:
    path = ratings(tmp_path / "r.csv", "user_id,item_id,rating,timestamp", "u,gone,1,1")
    for paths in ([], [path]):
        read, report = read_ratings(paths, IDS)
        assert len(read) == 0
        assert report.counts["ratings"] == 0


def test_what_is_written_reads_the_same(tmp_path: Path) -> None:
    path = ratings(tmp_path / "r.csv", "mood,timestamp,rating,item_id,user_id", 'sad,7,4.5,x,"a,b"')
    write_ratings(tmp_path / "w.csv", typed(scan(path)))
    assert (tmp_path / "w.csv").read_text() == 'user_id,item_id,rating,timestamp\n"a,b",x,4.5,7\n'
    assert pl.read_csv(tmp_path / "w.csv").height == 1
