import pytest

from model_build.genres import TMDB, normalise


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["sci-fi", "SCI FI", "Science Fiction", "Sci_Fi", "scifi"], ["Science Fiction"]),
        (["Children's", "children", "Children’s", "Kids", "family"], ["Family"]),
        (["musical", "music"], ["Musical", "Music"]),
        (["film-noir", "Film Noir", "film noir"], ["Film-Noir"]),
        (["Sci-Fi & Fantasy", "Action & Adventure"], ["Science Fiction", "Fantasy", "Action", "Adventure"]),
        (["game-show", "women's prison", "IMAX", "J-Horror"], ["Game-Show", "Women's Prison", "IMAX", "J-Horror"]),
        (["(no genres listed)", "unknown", "", "  "], []),
        ([" tv   movie "], ["TV Movie"]),
        ([genre.lower() for genre in TMDB], list(TMDB)),
    ],
)
def test_genres_are_named_as_tmdb_names_them(given: list[str], expected: list[str]) -> None:
    assert normalise(given) == expected
    assert normalise(expected) == expected
