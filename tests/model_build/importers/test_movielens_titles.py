import pytest

from model_build.importers.movielens_titles import read_title


@pytest.mark.parametrize(
    ("written", "name", "year", "aka"),
    [
        ("Matrix, The (1999)", "The Matrix", 1999, []),
        ("Bug's Life, A (1998)", "A Bug's Life", 1998, []),
        ("Avventura, L' (Adventure, The) (1960)", "L'Avventura", 1960, ["The Adventure"]),
        ("Godfather: Part II, The (1974)", "The Godfather: Part II", 1974, []),
        ("Léon: The Professional (a.k.a. The Professional) (Léon) (1994)", "Léon: The Professional", 1994,
         ["The Professional", "Léon"]),
        ("Seven (a.k.a. Se7en) (1995)", "Seven", 1995, ["Se7en"]),
        ("His Secret Life (a.k.a. Ignorant Fairies, The) (Fate ignoranti, Le) (2001)", "His Secret Life", 2001,
         ["The Ignorant Fairies", "Le Fate ignoranti"]),
        ("Way South, The (De weg naar het zuiden) (1981)", "The Way South", 1981, ["De weg naar het zuiden"]),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009, []),
        ("Evangelion: 3.0 You Can (Not) Redo (2012)", "Evangelion: 3.0 You Can (Not) Redo", 2012, []),
        ("Birdman: Or (The Unexpected Virtue of Ignorance) (2014)",
         "Birdman: Or (The Unexpected Virtue of Ignorance)", 2014, []),
        ("Girl, Interrupted (1999)", "Girl, Interrupted", 1999, []),
        ("I, Robot (2004)", "I, Robot", 2004, []),
        ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968, []),
        ("1984 (Nineteen Eighty-Four) (1984)", "1984", 1984, ["Nineteen Eighty-Four"]),
        ("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006, []),
        ("Fawlty Towers (1975-)", "Fawlty Towers", 1975, []),
        ("Land Before Time III: The Time of the Great Giving (1995) (V)",
         "Land Before Time III: The Time of the Great Giving", 1995, []),
        ("Runaway Brain (1995) ", "Runaway Brain", 1995, []),
        ("Babylon 5", "Babylon 5", None, []),
        ("(2009)", "", 2009, []),
    ],
)  # fmt: skip
def test_titles_are_read_as_people_write_them(written: str, name: str, year: int | None, aka: list[str]) -> None:
    assert read_title(written) == (name, year, aka)
