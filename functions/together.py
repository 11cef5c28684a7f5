"""Several people on one sofa: their moods as one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from mood_extract.mood import Mood

Label = TypeVar("Label", bound=str)
Value = TypeVar("Value")


def together(moods: Sequence[Mood]) -> Mood:
    """One Mood for all: weights are averaged, what anybody ruled out stays ruled out, what all share is kept.

    `moods` holds at least one. A mood that one person does not have counts as 0 for them.
    """
    return Mood(
        felt=_average([mood.felt for mood in moods]),
        wanted=_average([mood.wanted for mood in moods]),
        tone=_shared(mood.tone for mood in moods) or "balanced",
        company=_shared(mood.company for mood in moods),
        time_of_day=_shared(mood.time_of_day for mood in moods),
        constraints=tuple(dict.fromkeys(constraint for mood in moods for constraint in mood.constraints)),
        confidence=sum(mood.confidence for mood in moods) / len(moods),
        source=_shared(mood.source for mood in moods) or "local",
    )


def _average(weights: Sequence[Mapping[Label, float]]) -> dict[Label, float]:
    labels = dict.fromkeys(label for each in weights for label in each)
    return {label: sum(each.get(label, 0.0) for each in weights) / len(weights) for label in labels}


def _shared(values: Iterable[Value | None]) -> Value | None:
    """The one value that all have, or None."""
    first, *others = dict.fromkeys(values)
    return None if others else first
