"""The bundled catalogue is sound, is what docs/catalogue.md says, and is as wide as the product promises."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from model_build.__main__ import main
from model_build.curation.check import check
from model_build.curation.title import CONTENT, STRONG
from model_build.genres import TMDB
from model_build.titles import read_catalogs
from mood_extract.mood import WANTED
from recommend.catalog import AGE_STEPS

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "catalog").glob("*.jsonl"))
ENOUGH = 60
"""Titles for every genre and mood."""


@pytest.fixture(scope="module")
def titles() -> list[dict[str, Any]]:
    records, report = read_catalogs(FILES)
    assert not report.totals, str(report)
    return records


def test_every_line_and_the_whole_are_sound() -> None:
    found = check(FILES)
    assert not found.faults, "\n".join(found.faults)


@pytest.mark.data
def test_no_disagreement_with_the_public_data_is_left_open(public_data: Path, tmp_path: Path) -> None:
    against = [public_data / "redial/catalog.jsonl"]
    for source in ("ml-latest-small", "tmdb-10866", "tmdb-5000", "tmdb-top10k"):
        command, ids = ("movielens", ["--ids", "imdb"]) if source.startswith("ml") else ("tmdb", [])
        assert main(["import", command, str(public_data / source), *ids, "--out", str(tmp_path / source)]) == 0
        against.append(tmp_path / source / "catalog.jsonl")
    found = check(FILES, against, ROOT / "catalog/settled.json")
    assert not found.faults and not found.open, str(found)
    assert found.compared > found.titles / 2


def test_a_title_stands_in_the_file_of_its_decade_or_kind() -> None:
    for path in FILES:
        for record in read_catalogs([path])[0]:
            expected = "series" if record["kind"] == "series" else f"films-{record['year'] // 10 * 10}s"
            assert path.stem == expected, record["id"]


def test_its_width(titles: list[dict[str, Any]]) -> None:
    assert len(titles) >= 1200
    assert sum(title["kind"] == "series" for title in titles) >= 300
    assert len({country for title in titles for country in title["countries"]}) >= 35
    assert sum("US" in title["countries"] for title in titles) <= 0.55 * len(titles)
    decades = Counter(title["year"] // 10 * 10 for title in titles)
    assert min(decades[decade] for decade in range(1920, 2030, 10)) >= 20, decades
    assert max(title["year"] for title in titles) == 2025


@pytest.mark.parametrize("genre", sorted(set(TMDB) - {"TV Movie"}))
def test_every_genre_has_a_choice(titles: list[dict[str, Any]], genre: str) -> None:
    assert sum(genre in title["genres"] for title in titles) >= ENOUGH


@pytest.mark.parametrize("mood", WANTED)
def test_every_mood_has_a_choice(titles: list[dict[str, Any]], mood: str) -> None:
    assert sum(title["moods"].get(mood, 0) >= STRONG for title in titles) >= ENOUGH


@pytest.mark.parametrize("form", ["short film", "mini-series", "documentary", "for children"])
def test_every_form_has_a_choice(titles: list[dict[str, Any]], form: str) -> None:
    def is_one(title: dict[str, Any]) -> bool:
        match form:
            case "documentary":
                return "Documentary" in title["genres"]
            case "for children":
                return "Family" in title["genres"] and AGE_STEPS[title["age_rating"]] <= AGE_STEPS["PG"]
            case _:
                return form in title["keywords"]

    assert sum(map(is_one, titles)) >= (30 if form == "short film" else ENOUGH)


def test_shorts_and_mini_series_say_so(titles: list[dict[str, Any]]) -> None:
    for title in titles:
        assert ("short film" in title["keywords"]) == (title["kind"] == "film" and title["runtime_minutes"] <= 45), (
            title["id"]
        )


def test_anime_says_so(titles: list[dict[str, Any]]) -> None:
    for title in titles:
        if "Animation" in title["genres"] and title.get("languages", [])[:1] == ["ja"]:
            assert "anime" in title["keywords"], title["id"]


@pytest.mark.parametrize("content", CONTENT)
def test_content_to_be_spared_is_tagged_with_one_spelling(titles: list[dict[str, Any]], content: str) -> None:
    assert any(content in title["keywords"] for title in titles)
