import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model_build import index, priors
from recommend.catalog import AGE, FACTS, RUNTIME, SERIES, YEAR
from recommend.postings import Postings

RECORDS: list[dict[str, Any]] = [
    {"id": "a", "title": "The Good, the Bad", "kind": "film", "year": 1966, "genres": ["Western"],
     "languages": ["it", "en"], "keywords": ["Extreme Gore"], "cast": ["Lee Van Cleef"],
     "aka": ["Il buono"], "age_rating": "R"},
    {"id": "b", "title": "Dark", "kind": "series", "runtime_minutes": 53, "genres": ["Drama", "Western"], "extra": [1]},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index")
    index.write(path, RECORDS, priors.compute(RECORDS, None))
    return path


@pytest.fixture(scope="module")
def postings(folder: Path) -> Postings:
    return Postings(*(np.load(folder / f"{name}.npy") for name in ("terms", "term_starts", "term_rows")))


def test_records_stay_as_they_are(folder: Path) -> None:
    text, at = (folder / "records.jsonl").read_bytes(), np.load(folder / "records_at.npy")
    assert [json.loads(text[start:end]) for start, end in pairwise(at)] == RECORDS


def test_facts_and_what_is_unknown(folder: Path) -> None:
    facts = np.load(folder / "facts.npy")
    assert facts.shape == (2, len(FACTS))
    assert facts[0, [YEAR, AGE, SERIES]].tolist() == [1966, 4, 0]
    assert facts[1, [RUNTIME, SERIES]].tolist() == [53, 1]
    assert np.isnan(facts[0, RUNTIME]) and np.isnan(facts[1, [YEAR, AGE]]).all()


@pytest.mark.parametrize(
    ("namespace", "text", "rows"),
    [
        ("genre", "western", [0, 1]),
        ("title", "the good the bad", [0]),
        ("title", "Good, the Bad", [0]),
        ("title", "il buono", [0]),
        ("person", "LEE VAN CLEEF", [0]),
        ("keyword", "gore", [0]),
        ("keyword", "extreme gore", [0]),
        ("language", "it", [0]),
        ("language", "en", []),  # not its original language
        ("find", "goo", [0]),
        ("find", "cleef", [0]),
        ("find", "clee", []),
        ("word", "dark", [1]),
    ],
)
def test_terms(postings: Postings, namespace: str, text: str, rows: list[int]) -> None:
    assert postings.find(namespace, text).tolist() == rows


def test_ids_match_to_the_letter(postings: Postings) -> None:
    assert postings.exact("id", "a").tolist() == [0]
    assert postings.exact("id", "A").tolist() == []
    assert postings.exact("known", "keyword").tolist() == [0]
