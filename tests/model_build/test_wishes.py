import numpy as np

from model_build import wishes
from mood_extract.local import LocalExtractor
from mood_extract.mood import WANTED, Message
from recommend.arrays import Arrays


def test_answers_carry_what_is_asked_for(arrays: Arrays) -> None:
    assert arrays.moods is not None
    found = wishes.requests(arrays.catalog, arrays.moods, 60, seed=0)
    assert 20 < len(found) <= 60  # a mood that no title has, or a title without an overview, makes none
    assert found == wishes.requests(arrays.catalog, arrays.moods, 60, seed=0)
    assert all(1 <= len(example.relevant) <= wishes.ANSWERS and example.group == "" for example in found)


def test_every_mood_word_is_understood_as_that_mood() -> None:
    extractor = LocalExtractor()
    for mood, words in wishes._MOODS.items():
        for asking in wishes._ASKING:
            found = extractor.extract([Message("user", asking.format(words))], None)
            assert found.wanted.get(mood, 0) >= 0.5, (mood, asking, found.wanted)  # type: ignore[call-overload]
    assert set(wishes._MOODS) == set(WANTED)


def test_a_wish_is_for_what_the_catalogue_has(arrays: Arrays) -> None:
    found = wishes._wishes(arrays.catalog)
    assert {"a horror", "from the 1980s"} <= {wish.words for wish in found}
    assert all(wish.met.any() for wish in found)
    assert isinstance(found[0].met, np.ndarray)
