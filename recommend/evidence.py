"""Evidence: all that one request tells, in the form that the signals read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from mood_extract.mood import WANTED, Mood

Situation = Literal["asked", "history"]
"""Somebody asks for something, by words or a mood; or there is a history alone, or nothing at all."""
Vector = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
SITUATIONS: tuple[Situation, ...] = get_args(Situation)
Signals = npt.NDArray[np.float32]
"""float32 [signals, titles]."""


@dataclass(frozen=True)
class Evidence:
    """What is known of one request; rows are catalogue rows, in the order of time.

    `last` and `whole` are the unit vectors of the last user turn and of all the user's turns, None without words or
    without an encoder.
    """

    mood: Mood = field(default_factory=Mood)
    words: tuple[str, ...] = ()
    last: Vector | None = None
    whole: Vector | None = None
    liked: tuple[int, ...] = ()
    disliked: tuple[int, ...] = ()
    history: tuple[int, ...] = ()
    loved: frozenset[int] = frozenset()
    low: frozenset[int] = frozenset()
    """What of the history was rated low, yet not disliked: it was chosen all the same."""

    @property
    def examples(self) -> tuple[int, ...]:
        """Titles that speak for this person's taste: of the history first, then those named, the latest last."""
        return tuple(row for row in self.chosen if row not in self.low)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The examples, and what was rated low among them: what people like this one choose."""
        return (*self.history, *self.liked)

    @property
    def situation(self) -> Situation:
        """Which of the learned blends and forests serves this request."""
        return "asked" if self.words or self.mood.wanted or self.mood.constraints else "history"

    @property
    def tells(self) -> bool:
        """Whether anything is known at all; of a newcomer who says nothing, it is not."""
        return self.situation == "asked" or bool(self.chosen or self.disliked)

    def wanted(self) -> Vector:
        """The wanted moods as weights in the order of WANTED, float32 [14]."""
        return np.array([self.mood.wanted.get(name, 0.0) for name in WANTED], np.float32)  # type: ignore[call-overload]

    def asked(self, field_name: str) -> tuple[str, ...]:
        """All the values that constraints (hard and soft) name for a field."""
        return tuple(v for c in self.mood.constraints if c.field == field_name for v in c.values)


def take(array: npt.NDArray[np.float32], rows: Sequence[int]) -> npt.NDArray[np.float32]:
    """Rows of a mapped array as a float32 copy, [len(rows), columns]."""
    return np.asarray(array[np.asarray(rows, np.intp)], np.float32)


_ADVENTURE = 0.1
"""Standard deviations of the candidates' scores by which chance may move one, when nothing is known of a person: on
MovieLens as good as popularity, with three of four lists different; .35 loses 5 % of nDCG@10."""


def sample_noise(seed: str, scores: Vector) -> Vector:
    """Repeatable noise by seed (user and day), float32 [scores]: two newcomers need not see the same ten."""
    number = int.from_bytes(hashlib.blake2b(seed.encode("utf-8", "replace"), digest_size=8).digest(), "little")
    noise = np.random.default_rng(number).standard_normal(len(scores), np.float32)
    return noise * np.float32(_ADVENTURE * float(scores.std()))
