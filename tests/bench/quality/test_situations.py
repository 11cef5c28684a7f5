"""Reading films rated in situations: what counts, what is left out."""

import json
from pathlib import Path

import numpy as np
import pytest

from bench.quality.section import Absent
from bench.quality.situations import depaul, ldos

LDOS = (
    "userID,itemID,rating,age,sex,city,country,time,daytype,season,location,weather,social,endEmo,dominantEmo,mood,"
    "physical,decision,interaction,director,movieCountry,movieLanguage,movieYear,genre1,genre2,genre3,actor1,actor2,"
    "actor3,budget"
)
TAIL = "1,37,9,2001,{genres},1,2,3,-1"


def ldos_row(user: int, time: int, social: int, mood: int, end: int, genres: str = "7,10,-1") -> str:
    return f"{user},5,4,33,1,2,2,{time},1,1,1,-1,{social},{end},{end},{mood},1,1,1,{TAIL.format(genres=genres)}"


def write_ldos(folder: Path, rows: list[str]) -> None:
    (folder / "ldos-comoda").mkdir(exist_ok=True)
    (folder / "ldos-comoda/ldos-comoda.csv").write_text("\n".join([LDOS, *rows, ""]))


def test_ldos_in_the_product_s_words(tmp_path: Path) -> None:
    unknown = [ldos_row(9, -1, 1, 1, 2), ldos_row(9, 1, -1, 1, 2), ldos_row(9, 1, 1, -1, 2)]
    write_ldos(
        tmp_path,
        [
            ldos_row(7, 3, 4, 1, 2),  # evening, colleagues, positive
            ldos_row(8, 4, 6, 2, 2, "10,-1,-1"),  # night, in public, neutral
            ldos_row(7, 3, 3, 1, 2),  # evening, friends, positive
            *unknown,
        ],
    )
    rated = ldos(tmp_path)
    assert rated.user.tolist() == [0, 1, 0]
    assert rated.genres.tolist() == [[1, 1], [0, 1], [1, 1]]  # genres 7 and 10; -1 is none
    assert rated.context["company"].tolist() == [[1], [0], [1]]  # the product has no word for "in public"
    assert rated.context["mood"].tolist() == [[0, 1], [1, 0], [0, 1]]
    assert rated.situations().tolist()[0] == rated.situations().tolist()[2] != rated.situations().tolist()[1]
    assert rated.other["weather"].shape == (3, 0)  # always missing


def test_what_is_felt_during_and_after_the_film_is_never_read(tmp_path: Path) -> None:
    """Emotions at the end of the film foretell the rating best, and nobody knows them before."""
    seen = []
    for end in (1, 7):
        write_ldos(tmp_path, [ldos_row(user, 3, 1, 1, end) for user in (1, 2)])
        rated = ldos(tmp_path)
        columns = [rated.genres, rated.year[:, None], *rated.context.values(), *rated.other.values()]
        seen.append(np.hstack(columns).tolist())
    assert seen[0] == seen[1]


def test_depaul_with_facts_of_the_catalogues(tmp_path: Path) -> None:
    for name in ("depaulmovie", "redial", "tmdb-10866"):
        (tmp_path / name).mkdir()
    (tmp_path / "depaulmovie/ratings.txt").write_text(
        "userid,itemid,rating,Time,Location,Companion\n1,tt0000001,5,NA,NA,NA\n1,tt0000001,2,Weekend,Home,Family\n"
        "2,tt0000002,4,Weekday,Cinema,Alone\n2,ttnone,3,Weekday,Home,Alone\n"
    )
    films = [{"id": "tt0000001", "title": "One", "genres": ["comedy"], "overview": "It happens once."}]
    (tmp_path / "redial/catalog.jsonl").write_text("".join(json.dumps(film) + "\n" for film in films))
    header = "id,imdb_id,original_title,overview,genres,release_year"
    (tmp_path / "tmdb-10866/tmdb-movies.csv").write_text(
        f"{header}\n1,tt0000001,One,It happens once.,Comedy|Drama,1990\n2,tt0000002,Two,And again.,Drama,2000\n"
    )
    rated = depaul(tmp_path)
    assert rated.rating.tolist() == [2, 4, 3]  # the row without a situation is left out
    assert rated.genres.tolist() == [[1, 1], [0, 1], [0, 0]]
    assert rated.year.tolist() == [1990, 2000, 1995]
    assert rated.context["company"].tolist() == [[0, 1], [1, 0], [1, 0]]


@pytest.mark.parametrize("read", [ldos, depaul])
def test_absent_data_is_named(tmp_path: Path, read: object) -> None:
    assert callable(read)
    with pytest.raises(Absent, match=str(tmp_path)):
        read(tmp_path)
