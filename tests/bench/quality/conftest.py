"""Held-out requests over the toy catalogue, whose answers are known by heart."""

from pathlib import Path

import pytest

from bench.quality.unseen import Unseen
from model_build import lessons
from model_build.examples import Example
from mood_extract.mood import Message
from recommend.request import Request
from tests.recommend.toys import RECORDS, ROW, load, write_model

SAID = {
    "I loved Alien (1979)": ("thing82", "heat"),
    "I loved Alien (1979) and Up (2009)": ("totoro",),
    "give me a laugh": ("airplane",),
    "I loved Her (2013)": ("her",),  # named by itself: no answer is left
}


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Unseen:
    recommender = load(write_model(tmp_path_factory.mktemp("bench") / "toy", RECORDS))
    asked = [
        Example(Request(messages=(Message("user", text),)), tuple(ROW[name] for name in names), f"d{number}")
        for number, (text, names) in enumerate(SAID.items())
    ]
    read = lessons.read(recommender, asked, "toys")
    return Unseen(Path(), recommender, read[:1], lambda lesson: recommender.weigh(lesson.evidence), [], read)
