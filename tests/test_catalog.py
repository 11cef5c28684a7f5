"""The bundled catalogue is in the format of docs/catalogue.md, and every title is there once."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from model_build.genres import TMDB
from model_build.titles import read_catalogs
from mood_extract.mood import WANTED
from recommend.catalog import AGE_STEPS

FILES = sorted((Path(__file__).parents[1] / "catalog").glob("*.jsonl"))


def titles() -> list[Any]:
    return [
        pytest.param(json.loads(line), id=f"{path.name}:{number}")
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize("title", titles())
def test_a_title(title: dict[str, Any]) -> None:
    assert title["kind"] in ("film", "series")
    assert 1900 <= title["year"] <= 2025
    assert title["id"].endswith(str(title["year"]))
    assert set(title["genres"]) <= set(TMDB) and title["genres"]
    assert 25 <= len(title["overview"].split()) <= 60
    assert 8 <= len(title["keywords"]) <= 15
    assert all(keyword == keyword.lower() for keyword in title["keywords"])
    assert 1 <= title["runtime_minutes"] <= 600
    assert title.get("age_rating", "G") in AGE_STEPS
    assert set(title["moods"]) <= set(WANTED)
    assert all(0 < weight <= 1 for weight in title["moods"].values())
    assert title["tone"] in ("light", "balanced", "intense")
    assert all(len(code) == 2 and code.islower() for code in title["languages"])
    assert title["countries"] and all(len(code) == 2 and code.isupper() for code in title["countries"])
    assert title.get("imdb_id", "tt0000001").startswith("tt")


def test_the_whole() -> None:
    records, report = read_catalogs(FILES)
    assert not report.totals, str(report)
    assert len(records) >= 200
    for key in ("id", "imdb_id"):
        twice = [value for value, n in Counter(record.get(key) for record in records).items() if value and n > 1]
        assert not twice, f"{key} given twice: {twice}"
    names = Counter((record["title"].casefold(), record["year"], record["kind"]) for record in records)
    assert max(names.values()) == 1
    openings = Counter(tuple(record["overview"].lower().split()[:3]) for record in records)
    assert max(openings.values()) == 1, openings.most_common(3)
    carried = Counter(mood for record in records for mood, weight in record["moods"].items() if weight >= 0.5)
    assert min(carried[mood] for mood in WANTED) >= 10, carried
