"""The local extractor: messages -> Mood by words first, and by trained linear heads where words are silent."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self, cast

import numpy as np
import numpy.typing as npt

from encoder.head import TextHead
from encoder.manifest import FOLDER, EncoderError
from mood_extract.constraints import read_turn
from mood_extract.conversation import merge
from mood_extract.feelings import Feelings, read_feelings
from mood_extract.mood import Constraint, Felt, Mention, Message, Mood, Tone, Wanted
from mood_extract.mood_words import FLIPS, STEPS
from mood_extract.reading import Reading

READ = 2000
"""Only this many last characters of a message are read: the work for a wall of text stays bounded."""
TURNS = 20
"""Only this many last user turns are read."""
Vector = npt.NDArray[np.float32]

_HEARD = 0.5
"""A weight from which a head says yes: where its F1 is best."""
_OVER_NEUTRAL = 0.9
"""A guessed feeling must come this near to the weight of "neutral", which the head gives to most plain requests."""
_WORDS_SHARE = 0.6
"""How much words that are known add to what the wanted head hears: of requests by writers who did not train it the
first mood is right for .707, .692 by the head alone and .690 where words go before it."""
_BESIDE_WORDS = 0.5
"""What the moods of a genre keep where words say which mood: "a documentary that makes me happy"."""
_FADED = 0.5
"""What an earlier turn's moods keep when a later turn wants something else."""
_LIGHT = {"funny": 1.0, "heartwarming": 1.0, "relaxing": 1.0, "whimsical": 0.8, "romantic": 0.4}
_INTENSE = {"scary": 1.0, "dark": 1.0, "tense": 1.0, "cathartic": 0.6, "exciting": 0.4}


class LocalExtractor:
    """Reads moods and constraints without any service; a head that cannot be loaded is a missing leg, not an error."""

    def __init__(self, felt: TextHead | None = None, wanted: TextHead | None = None, year: int | None = None) -> None:
        """`year` stands for the present one in "recent" and the like; by default the clock's."""
        self._felt = felt
        self._wanted = wanted
        self._year = year
        self.missing: dict[str, str] = {}

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Load the heads of the encoder's folder; `missing` says which could not be used, and why."""
        extractor = cls()
        for name, attribute in (("felt", "_felt"), ("wanted", "_wanted")):
            try:
                setattr(extractor, attribute, TextHead.load(name, folder))
            except EncoderError as error:
                extractor.missing[name] = str(error)
        return extractor

    def extract(
        self, messages: Sequence[Message], vector: Vector | None, mentions: Sequence[Sequence[Mention]] = ()
    ) -> Mood:
        """The Mood of a conversation after its last user turn; any text gives a valid one.

        `vector` is the encoding [384] of the last user turn; `mentions` the names found in each message.
        """
        today = self._year or time.gmtime().tm_year
        turns = [_cut(message, mentions[at] if at < len(mentions) else ()) for at, message in enumerate(messages)
                 if message.role == "user"][-TURNS:]  # fmt: skip
        constraints: list[Constraint] = []
        feelings = Feelings()
        for text, named in turns:
            reading = Reading.of(text, named)
            constraints = merge(constraints, read_turn(reading, today), reading)
            feelings = _moved(feelings, read_feelings(reading))
        silent = not any(text.strip() for text, _ in turns)
        return self._mood(feelings, constraints, None if silent else vector, turns[-1][0] if turns else "", silent)

    def _mood(
        self, said: Feelings, constraints: Sequence[Constraint], vector: Vector | None, text: str, silent: bool
    ) -> Mood:
        felt = dict(said.felt) or self._guess_felt(vector, text)
        heard = self._hear_wanted(vector, text)
        wanted = {mood: weight for mood, weight in _fused(said.wanted, heard).items() if not said.unwanted.get(mood)}
        if not wanted and not said.by_genre:
            for mood in _refused(said):
                _raise(wanted, FLIPS.get(mood, {}), 1.0)
        if not wanted:
            for feeling, strength in felt.items():
                _raise(wanted, STEPS[feeling], strength if said.felt else strength * 0.7)
        _raise(wanted, dict(said.by_genre), _BESIDE_WORDS if wanted else 1.0)
        wanted = {mood: weight for mood, weight in wanted.items() if not said.unwanted.get(mood)}
        return Mood(
            felt=felt,
            wanted=wanted,
            tone=said.tone or _tone(wanted),
            company=said.company,
            time_of_day=said.time_of_day,
            constraints=tuple(constraints),
            heard=said.heard,
            confidence=0.0 if silent else _confidence(said, felt, heard),
        )

    def _guess_felt(self, vector: Vector | None, text: str) -> dict[Felt, float]:
        weights = _read(self._felt, vector, text)
        neutral = weights.pop("neutral", 0.0)
        floor = max(_HEARD, _OVER_NEUTRAL * neutral)
        felt = {cast(Felt, label): weight for label, weight in weights.items() if weight >= floor}
        return felt or ({"neutral": neutral} if neutral >= _HEARD else {})

    def _hear_wanted(self, vector: Vector | None, text: str) -> dict[Wanted, float]:
        return {cast(Wanted, label): weight for label, weight in _read(self._wanted, vector, text).items()}


def _read(head: TextHead | None, vector: Vector | None, text: str) -> dict[str, float]:
    """A head's weights by label, none without the head or a vector."""
    if head is None or vector is None:
        return {}
    return {
        label: round(weight, 2) for label, weight in zip(head.labels, head.read(vector, text).tolist(), strict=True)
    }


def _fused(said: Mapping[Wanted, float], heard: Mapping[Wanted, float]) -> dict[Wanted, float]:
    """What words say and what the head hears: both count, either is enough."""
    sums = {mood: heard.get(mood, 0.0) + _WORDS_SHARE * said.get(mood, 0.0) for mood in {**heard, **said}}
    return {mood: round(min(1.0, sums[mood]), 2) for mood in sums if mood in said or sums[mood] >= _HEARD}


def _cut(message: Message, mentions: Sequence[Mention]) -> tuple[str, list[Mention]]:
    """The end of a message, and the mentions in it at their new places."""
    gone = max(0, len(message.content) - READ)
    moved = [mention._replace(start=mention.start - gone, end=mention.end - gone) for mention in mentions]
    return message.content[gone:], [mention for mention in moved if mention.start >= 0]


def _moved(before: Feelings, now: Feelings) -> Feelings:
    """Feelings after a turn: the latest words weigh most, what they rule out is gone."""
    wanted = {mood: weight * (_FADED if now.wanted else 1.0) for mood, weight in before.wanted.items()}
    unwanted = {mood: weight for mood, weight in before.unwanted.items() if mood not in now.wanted}
    return Feelings(
        felt=now.felt or before.felt,
        wanted={mood: weight for mood, weight in {**wanted, **now.wanted}.items() if mood not in now.unwanted},
        unwanted={**unwanted, **now.unwanted},
        by_genre=now.by_genre or {mood: w for mood, w in before.by_genre.items() if mood not in now.unwanted},
        tone=now.tone or before.tone,
        company=now.company or before.company,
        time_of_day=now.time_of_day or before.time_of_day,
        heard=tuple(dict.fromkeys((*before.heard, *now.heard))),
    )


def _refused(said: Feelings) -> list[Wanted]:
    """Moods that words for a mood ruled out (not only a genre's name)."""
    return [mood for mood, weight in said.unwanted.items() if weight >= 0.7]


def _raise(weights: dict[Wanted, float], by: dict[str, float] | dict[Wanted, float], strength: float) -> None:
    for name, weight in by.items():
        mood = cast(Wanted, name)
        weights[mood] = max(weights.get(mood, 0.0), round(weight * strength, 2))


def _tone(wanted: dict[Wanted, float]) -> Tone:
    light = sum(_LIGHT.get(mood, 0.0) * weight for mood, weight in wanted.items())
    intense = sum(_INTENSE.get(mood, 0.0) * weight for mood, weight in wanted.items())
    return "light" if light - intense > 0.8 else "intense" if intense - light > 0.8 else "balanced"


def _confidence(said: Feelings, felt: dict[Felt, float], heard: Mapping[Wanted, float]) -> float:
    """How sure: words for what is wanted, then for what is felt, then a genre, then only what the heads hear."""
    if said.wanted:
        return 0.9
    if said.felt:
        return 0.8
    if _refused(said):
        return 0.6
    if said.by_genre:
        return 0.5
    guessed = max((weight for feeling, weight in felt.items() if feeling != "neutral"), default=0.0)
    return round(max(0.1, 0.5 * guessed, 0.7 * max(heard.values(), default=0.0)), 2)
