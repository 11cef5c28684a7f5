"""Title moods: learned from text and genres, taken apart into the two, and put together again."""

import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from scipy.special import expit, logit

from encoder.head import Head
from encoder.manifest import FOLDER, EncoderError
from encoder.sentence import Encoder
from model_build.tags import Films
from model_build.title_moods import MEAN_WEIGHT, TitleMoods, learn
from model_build.title_text import title_text
from mood_extract.mood import WANTED

FUNNY, SCARY = WANTED.index("funny"), WANTED.index("scary")


def learned(told_by: str, vectors: npt.NDArray[np.float32]) -> TitleMoods:
    """Films of which half are scary, which their vectors or genres tell nine times in ten; other moods are tossed."""
    random = np.random.default_rng(1)
    labels = random.integers(0, 2, (len(vectors), len(WANTED))).astype(np.int8)
    genres = [["Horror"] if number % 2 else ["Comedy"] for number in range(len(vectors))]
    scary = vectors[:, 0] > 0 if told_by == "text" else np.arange(len(vectors)) % 2 == 1
    labels[:, SCARY] = scary ^ (random.random(len(vectors)) < 0.1)
    records = [{"id": f"tt{number}", "title": "", "genres": each} for number, each in enumerate(genres)]
    return learn(Films(records, labels), vectors)


@pytest.fixture(scope="module")
def vectors() -> npt.NDArray[np.float32]:
    random = np.random.default_rng(7)
    vectors = random.standard_normal((400, 8)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def test_a_mood_that_genres_tell_is_read_from_genres(vectors: npt.NDArray[np.float32]) -> None:
    moods = learned("genres", vectors)
    same = vectors[:1].repeat(2, axis=0)
    horror, comedy = moods(same, [["Horror"], ["Comedy"]])[:, SCARY]
    assert horror > 0.3 > 0.1 > comedy


def test_a_mood_that_the_text_tells_is_read_from_the_text(vectors: npt.NDArray[np.float32]) -> None:
    moods = learned("text", vectors)
    found = moods(vectors, [["Horror"]] * len(vectors))[:, SCARY]
    assert found[vectors[:, 0] > 0].mean() > 2 * found[vectors[:, 0] < 0].mean()


def test_the_mean_weight_is_the_one_asked_for(vectors: npt.NDArray[np.float32]) -> None:
    moods = learned("genres", vectors)
    genres = [["Horror"] if number % 2 else ["Comedy"] for number in range(len(vectors))]
    np.testing.assert_allclose(moods(vectors, genres).mean(axis=0), MEAN_WEIGHT, atol=1e-6)


def test_without_known_genres_the_text_speaks_alone(vectors: npt.NDArray[np.float32]) -> None:
    moods = learned("genres", vectors)
    alone = expit(vectors @ moods.text[:-1] + moods.text[-1])
    np.testing.assert_allclose(moods(vectors, [[]] * len(vectors)), alone, rtol=1e-5)
    np.testing.assert_allclose(moods(vectors, [["Telenovela"]] * len(vectors)), alone, rtol=1e-5)
    usual = logit(moods(vectors[:2], [["Horror"], ["Comedy"]])).mean() - logit(alone[:2]).mean()
    assert usual == pytest.approx(0, abs=1e-4), "what genres add is 0 on the mean"


def test_films_without_a_known_label_do_not_count(vectors: npt.NDArray[np.float32]) -> None:
    labels = np.zeros((len(vectors), len(WANTED)), np.int8)
    labels[::2] = 1
    labels[200:, FUNNY] = -1
    films = Films([{"id": f"tt{number}", "title": "", "genres": []} for number in range(len(vectors))], labels)
    changed = vectors.copy()
    changed[200:] = changed[200:][::-1]
    one, two = (learn(films, each).text for each in (vectors, changed))
    np.testing.assert_allclose(one[:-1, FUNNY], two[:-1, FUNNY], atol=1e-9)
    assert np.abs(one[:-1, SCARY] - two[:-1, SCARY]).max() > 0.01


def test_what_is_shipped_agrees_with_its_own_parts() -> None:
    moods = TitleMoods.load()
    assert moods.text.shape == (385, len(WANTED))
    assert moods.table.shape == (len(moods.genres) + 1, len(WANTED))
    np.testing.assert_array_equal(moods.text.astype(np.float32), Head.load("title_moods").weights)


@pytest.mark.parametrize(
    ("title", "genres", "overview", "mood"),
    [
        ("The Haunting", ["Horror"], "A group spends the night in a mansion whose ghosts drive them mad.", "scary"),
        ("Hoosiers", ["Drama", "Sport"], "A coach leads a small town's team to the state championship.", "inspiring"),
        ("Date", ["Comedy", "Romance"], "Two friends fall in love on the way to a wedding.", "romantic"),
    ],
)
def test_a_title_has_the_mood_of_its_story(title: str, genres: list[str], overview: str, mood: str) -> None:
    text = title_text({"title": title, "genres": genres, "overview": overview})
    weights = TitleMoods.load()(Encoder.load().encode([text]), [genres])[0]
    assert weights[WANTED.index(mood)] > 0.5
    assert WANTED.index(mood) in np.argsort(-weights)[:2]


def test_a_folder_without_the_genres_part_is_refused(tmp_path: Path) -> None:
    for name in ("manifest.json", "title_moods.npy"):
        shutil.copy(FOLDER / name, tmp_path)
    with pytest.raises(EncoderError, match="genre_moods"):
        TitleMoods.load(tmp_path)
