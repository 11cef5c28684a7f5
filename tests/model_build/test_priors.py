import numpy as np
import pytest

from model_build import priors
from model_build.ratings import Ratings


def ratings(*rows: tuple[int, int, float]) -> Ratings:
    user, item, rating = (np.array(column) for column in zip(*rows, strict=True))
    return Ratings(
        tuple(map(str, range(9))), user.astype(np.int32), item.astype(np.int32), rating.astype(np.float32),
        np.zeros(len(rows), np.int64),
    )  # fmt: skip


def film(year: int, **facts: object) -> dict[str, object]:
    return {"id": str(year), "title": "x", "kind": "film", "year": year, **facts}


def test_popularity_is_the_share_of_titles_below() -> None:
    records = [film(2000, votes=10), film(2001, votes=1000), film(2002, votes=100)]
    assert priors.compute(records, None).popularity == pytest.approx([1 / 6, 5 / 6, 3 / 6])


def test_who_is_not_rated_is_unpopular_unless_the_ratings_could_not_know_it() -> None:
    records = [film(1990), film(1995), film(2000), film(2020), {**film(1992), "kind": "series"}]
    found = priors.compute(records, ratings((0, 0, 4), (1, 0, 5), (0, 1, 3), (1, 1, 2), (2, 1, 2), (0, 2, 1)))
    assert found.popularity[1] > found.popularity[0] > found.popularity[2] > 0
    assert list(found.popularity[3:]) == [0.5, 0.5]
    old_and_unrated = priors.compute([*records, film(1991)], ratings((0, 0, 4), (0, 2, 1)))
    assert old_and_unrated.popularity[-1] == 0


def test_quality_trusts_many_ratings_more_than_few() -> None:
    many = [(user, 0, 5.0) for user in range(40)]
    found = priors.compute([film(2000), film(2001), film(2002)], ratings(*many, (0, 1, 5.0), (1, 2, 1.0)))
    assert found.quality[0] > found.quality[1] > found.quality[2]


def test_implicit_ratings_say_nothing_of_quality() -> None:
    assert np.isnan(priors.compute([film(2000)], ratings((0, 0, 1.0), (1, 0, 1.0))).quality).all()


def test_nothing_known_is_neutral() -> None:
    assert list(priors.compute([film(2000), film(2001)], None).popularity) == [0.5, 0.5]
