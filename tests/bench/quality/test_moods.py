"""The moods section: what is judged, what each road reads, and what is said of it."""

from pathlib import Path

import numpy as np
import pytest

from bench.quality import mood_roads, moods
from bench.quality.mood_roads import REQUESTS, Held, by_encoder, by_keywords, by_product
from bench.quality.moods import ALONE, KEYWORDS, NEEDED, OURS, Judge
from bench.quality.resampled import Worth
from bench.quality.section import Absent
from encoder.sentence import Encoder
from model_build.tags import Films
from mood_extract.mood import WANTED

SCARY, FUNNY = WANTED.index("scary"), WANTED.index("funny")


def held() -> Held:
    """Three films: a scary one, a funny one, and one that nobody can be asked about."""
    stories: tuple[tuple[str, list[str], str, list[str]], ...] = (
        ("The House", ["Horror"], "Ghosts drive a terrified family out of their home.", ["haunted house"]),
        ("Banana", ["Comedy"], "Two clowns slip and slip again.", ["funny", "slapstick"]),
        ("Tea", ["Drama"], "A woman drinks tea. It is not unfunny.", []),
    )
    records = [
        {
            "id": f"tt{number}",
            "title": title,
            "year": 1990,
            "kind": "film",
            "genres": genres,
            "overview": overview,
            "keywords": keywords,
        }
        for number, (title, genres, overview, keywords) in enumerate(stories, 1)
    ]
    labels = np.zeros((3, len(WANTED)), np.int8)
    labels[0, SCARY] = labels[1, FUNNY] = 1
    labels[2] = -1
    weights = np.full((3, len(WANTED)), 0.1, np.float32)
    weights[0, SCARY] = weights[1, FUNNY] = 0.9
    films = Films(records, labels)
    return Held(films, Encoder.load().encode(films.texts), weights)


def by_road(ours: float, alone: float, keywords: float) -> dict[str, dict[str, Worth]]:
    """The same figures for every mood, but that the last one is harder for all by .1."""
    found = {}
    for road, value in ((OURS, ours), (ALONE, alone), (KEYWORDS, keywords)):
        even = {mood: Worth(np.full(3, value), np.full(3, value / 2)) for mood in WANTED}
        found[road] = even | {WANTED[-1]: Worth(np.full(3, value - 0.1), np.full(3, value / 2))}
    return found


def test_films_that_nobody_can_be_asked_about_are_not_judged() -> None:
    judge = Judge(np.array([[1], [0], [-1]]).repeat(len(WANTED), axis=1).astype(np.int8), np.ones((1, 3)))
    assert judge("funny", np.array([0.5, 0.1, 0.9])).ndcg[0] == 1
    assert judge("funny", np.array([0.1, 0.5, 0.9])).auc[0] == 0


def test_keywords_are_whole_words_of_title_overview_and_keywords() -> None:
    found = by_keywords(held())
    assert found[:, FUNNY].tolist() == [0, 1, 0], "unfunny is another word"
    assert found[0, SCARY] > found[1, SCARY] == 0


def test_the_encoder_alone_compares_with_the_requests_as_they_stand() -> None:
    encoder, films = Encoder.load(), held()
    cosines = [films.vectors[0] @ vector for vector in encoder.encode(REQUESTS["scary"])]
    assert by_encoder(films, encoder)[0, SCARY] == pytest.approx(np.mean(cosines), abs=1e-6)


def test_every_mood_has_plain_requests() -> None:
    assert set(REQUESTS) == set(WANTED)
    assert all(3 <= len(set(texts)) <= 5 for texts in REQUESTS.values())


def test_the_product_is_asked_over_the_films_that_can_be_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mood_roads, "REQUESTS", {mood: [f"something {mood}"] for mood in WANTED})
    answers = dict(by_product(held(), Encoder.load()))
    assert np.argmax(answers["scary"].product) == np.argmax(answers["scary"].affinity) == 0
    assert np.argmax(answers["funny"].product) == np.argmax(answers["funny"].affinity) == 1
    assert answers["funny"].product[2] == answers["funny"].product.min(), "not ranked"
    assert answers["funny"].affinity.max() == pytest.approx(0.9)


def test_figures_compare_ours_with_each_other_road() -> None:
    figures = moods._figures("titles", by_road(0.8, 0.6, 0.5), OURS)
    moods_number = len(WANTED)
    assert figures["titles.mean.auc"] == pytest.approx(0.8 - 0.1 / moods_number)
    assert figures["titles.worst.auc"] == pytest.approx(0.7)
    assert figures["titles.mean.auc_over_encoder"] == pytest.approx(0.2)
    assert figures["titles.mean.ndcg_over_encoder"] == pytest.approx(0.8 / 0.6)
    assert figures["titles.mean.auc_over_keywords"] == pytest.approx(0.3)


def test_the_finding_is_counted_from_the_figures(tmp_path: Path) -> None:
    by = by_road(0.8, 0.6, 0.5)
    assert f"for {len(WANTED)} of {len(WANTED)} moods" in moods._finding(by, OURS, ALONE)
    assert f"for 0 of {len(WANTED)} moods" in moods._finding(by, KEYWORDS, ALONE)
    assert f"The hardest is {WANTED[-1]} (AUC 0.700)" in moods._finding(by, OURS, ALONE)
    moods._plot(by, tmp_path / "moods.png")
    assert (tmp_path / "moods.png").read_bytes().startswith(b"\x89PNG")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    for name in NEEDED[:-1]:
        (tmp_path / name).mkdir()
    with pytest.raises(Absent, match=NEEDED[-1]):
        moods.run(tmp_path, tmp_path, quick=True)
