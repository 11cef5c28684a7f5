from pathlib import Path

import numpy as np
import pytest

from model_build import conversations, lessons
from model_build.folder import write_manifest
from model_build.lessons import Lesson
from recommend.conversations import Conversations
from recommend.evidence import Evidence
from recommend.model_folder import ModelFolder, read_manifest
from recommend.recommender import Recommender
from recommend.request import Request
from recommend.signals import NAMES
from tests.recommend.toys import RECORDS, ToyEncoder, load, write_model


def lesson(group: str, words: str, named: tuple[int, ...], relevant: tuple[int, ...]) -> Lesson:
    vector = ToyEncoder().encode([words])[0]
    evidence = Evidence(words=("x",), last=vector, whole=vector, liked=named)
    return Lesson(Request(), evidence, list(named), relevant, group)


LESSONS = [
    lesson("a", "war", (1,), (2, 3)),
    lesson("a", "western", (1, 4), (5,)),
    lesson("b", "love", (2,), (6,)),
    lesson("", "made up", (7,), (8,)),
    Lesson(Request(), Evidence(liked=(9,)), [9], (1,), "silent"),
]


def written(folder: Path) -> Recommender:
    model = write_model(folder, RECORDS)
    conversations.write(model, LESSONS, len(RECORDS))
    write_manifest(model, read_manifest(model))
    return load(model)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    written(tmp_path / "m")
    past = Conversations.of(ModelFolder.open(tmp_path / "m"))
    assert conversations.places(LESSONS) == {"a": 0, "b": 1}
    assert past.vectors.shape == (3, 384)
    assert past.of_turn.tolist() == [0, 0, 1]
    rows, place = past.answers.gather(np.array([2, 0]))
    assert (rows.tolist(), place.tolist()) == ([6, 2, 3], [0, 1, 1])
    assert past.titles.gather(np.array([0]))[0].tolist() == [1, 2, 3, 4, 5]
    assert past.with_title(2).tolist() == [0, 1]
    assert past.counts[:7].tolist() == [0, 1, 2, 1, 1, 1, 1]


def test_left_out_conversations_count_for_nothing(tmp_path: Path) -> None:
    written(tmp_path / "m")
    past = Conversations.of(ModelFolder.open(tmp_path / "m")).without(np.array([True, False]))
    assert past.counts[:7].tolist() == [0, 0, 1, 0, 0, 0, 1]
    assert past.with_title(2).tolist() == [1]
    turns, cosine = past.near(ToyEncoder().encode(["war"])[0], 3)
    assert cosine[turns != 2].tolist() == [-1, -1]


def test_a_lesson_does_not_see_its_own_conversation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "SMALLEST_FOLD", 1)
    recommender = written(tmp_path / "m")
    signals = [NAMES.index(name) for name in ("turns_near", "named_with", "named_often")]
    open_eyed = recommender.weigh(LESSONS[0].evidence).values[signals]
    assert (open_eyed[:, 3] > 0).all()
    weigh = lessons.cross_fitted(recommender, conversations.places(LESSONS), set())
    assert (weigh(LESSONS[0]).values[signals][:, [3, 5]] == 0).all()
    assert weigh(LESSONS[0]).values[signals[2]][6] > 0  # the other conversation still counts
    # what is judged is hidden from everybody, also from lessons that were made up
    judged = lessons.cross_fitted(recommender, conversations.places(LESSONS), {"b"})
    assert weigh(LESSONS[3]).values[signals[2]][6] > 0
    assert judged(LESSONS[3]).values[signals[2]][6] == 0


def test_too_few_conversations_to_part_are_all_hidden(tmp_path: Path) -> None:
    weigh = lessons.cross_fitted(written(tmp_path / "m"), conversations.places(LESSONS), set())
    assert not weigh(LESSONS[0]).values[NAMES.index("named_often")].any()
