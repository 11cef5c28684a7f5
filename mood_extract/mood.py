"""The Mood: the one type that says what a person feels, wants and rules out."""

from typing import Literal, NamedTuple, get_args

import msgspec

Felt = Literal[
    "happy", "sad", "angry", "anxious", "stressed", "tired", "bored", "lonely",
    "romantic", "nostalgic", "excited", "calm", "neutral",
]  # fmt: skip
Wanted = Literal[
    "funny", "heartwarming", "romantic", "cathartic", "tense", "scary", "dark", "inspiring",
    "thought-provoking", "whimsical", "atmospheric", "exciting", "relaxing", "nostalgic",
]  # fmt: skip
Tone = Literal["light", "balanced", "intense"]
Company = Literal["alone", "partner", "friends", "family", "kids"]
TimeOfDay = Literal["morning", "afternoon", "evening", "night"]
Field = Literal[
    "kind",
    "genre",
    "not_genre",
    "year_min",
    "year_max",
    "runtime_min",
    "runtime_max",
    "age_rating_max",
    "language",
    "not_language",
    "country",
    "not_country",
    "person",
    "not_person",
    "like",
    "not_like",
    "avoid",
    "provider",
]

FELT: tuple[str, ...] = get_args(Felt)
WANTED: tuple[str, ...] = get_args(Wanted)

Weight = float
"""0..1: how strongly a mood is present. Weights of different moods are independent; they need not sum to 1."""


class Constraint(msgspec.Struct, frozen=True):
    """One thing that was asked for or ruled out, with the words that it came from.

    Several constraints all hold together; a list as the value means "any of these". `like` and `not_like` hold
    catalogue ids, `language` ISO 639-1, `country` ISO 3166-1 alpha-2, `genre` the catalogue's genre names,
    `age_rating_max` a US rating, years and minutes are whole numbers with both ends included.
    """

    field: Field
    value: int | str | tuple[str, ...]
    words: str = ""
    hard: bool = True

    @property
    def values(self) -> tuple[str, ...]:
        """The alternatives as text, one or many."""
        return self.value if isinstance(self.value, tuple) else (str(self.value),)


class Mood(msgspec.Struct, frozen=True, kw_only=True):
    """What a person feels, wants and rules out; `confidence` 0..1 says how sure the extractor is of felt and wanted.

    `heard` are the words that felt, wanted, tone, company and time were read from.
    """

    felt: dict[Felt, Weight] = {}
    wanted: dict[Wanted, Weight] = {}
    tone: Tone = "balanced"
    company: Company | None = None
    time_of_day: TimeOfDay | None = None
    constraints: tuple[Constraint, ...] = ()
    heard: tuple[str, ...] = ()
    confidence: float = 0.0
    source: Literal["azure_openai", "local"] = "local"


class Message(msgspec.Struct, frozen=True):
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    content: str


class Mention(NamedTuple):
    """A catalogue name found in a text: `value` is a title's id or a person's name, `start:end` its place."""

    kind: Literal["title", "person"]
    value: str
    start: int
    end: int
    words: str
