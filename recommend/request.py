"""What a recommendation is asked for, and what is answered."""

import msgspec

from mood_extract.mood import Constraint, Message, Mood
from recommend.masks import Loosened

DIVERSITY = 0.25
"""How much a list is spread out when nobody says."""


class Rated(msgspec.Struct, frozen=True):
    """A title of somebody's history, with its rating (1-5) where there is one."""

    item_id: str
    rating: float | None = None


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What one answer is asked for.

    `mood` stands in for what the messages would tell. `seed` makes chance repeatable. `fill` asks for `limit` titles in
    any case, those that break a constraint last (for measuring).
    """

    messages: tuple[Message, ...] = ()
    mood: Mood | None = None
    filters: tuple[Constraint, ...] = ()
    history: tuple[Rated, ...] = ()
    exclude: tuple[str, ...] = ()
    limit: int = 10
    diversity: float = DIVERSITY
    seed: str = ""
    fill: bool = False


class Recommended(msgspec.Struct, frozen=True, kw_only=True):
    """A title of the answer; `score` 0..1 compares titles of one answer only."""

    id: str
    title: str
    year: int | None = None
    kind: str
    genres: list[str]
    runtime_minutes: int | None = None
    age_rating: str | None = None
    score: float
    reasons: list[str]
    overview: str | None = None
    poster_url: str | None = None
    providers: list[str] = []


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Titles, best first; the mood they answer; the legs that were used; what could not be held."""

    mood: Mood
    legs: tuple[str, ...]
    items: tuple[Recommended, ...]
    loosened: tuple[Loosened, ...] = ()
