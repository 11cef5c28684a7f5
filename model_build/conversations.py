"""Past conversations for a model folder: what was asked in which words, the answers, and what is named together."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from model_build.lessons import Lesson
from recommend.lists import Lists


def write(folder: Path, lessons: Sequence[Lesson], titles: int) -> None:
    """Write the arrays that recommend.conversations maps; `places` tells which conversation a group is there."""
    lessons = _kept(lessons)
    groups = places(lessons)
    rows_of: list[set[int]] = [set() for _ in groups]
    for lesson in lessons:
        rows_of[groups[lesson.group]].update(lesson.evidence.liked, lesson.evidence.disliked, lesson.relevant)
    inverse: list[list[int]] = [[] for _ in range(titles)]
    for place, rows in enumerate(rows_of):
        for row in rows:
            inverse[row].append(place)
    np.save(
        folder / "turns.npy",
        np.stack([lesson.evidence.whole for lesson in lessons if lesson.evidence.whole is not None]),
    )
    np.save(folder / "turn_conversations.npy", np.array([groups[lesson.group] for lesson in lessons], np.int32))
    _write_lists(folder, "turn_answers", (lesson.relevant for lesson in lessons))
    _write_lists(folder, "conversation_titles", map(sorted, rows_of))
    _write_lists(folder, "title_conversations", inverse)


def places(lessons: Sequence[Lesson]) -> dict[str, int]:
    """The conversation that each group of lessons is in the arrays."""
    return {group: place for place, group in enumerate(dict.fromkeys(lesson.group for lesson in _kept(lessons)))}


def _kept(lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons that can be compared with: of a real conversation, with words."""
    return [lesson for lesson in lessons if lesson.group and lesson.evidence.whole is not None]


def _write_lists(folder: Path, name: str, lists: Iterable[Sequence[int]]) -> None:
    written = Lists.of(lists)
    np.save(folder / f"{name}_at.npy", written.starts)
    np.save(folder / f"{name}.npy", written.values)
