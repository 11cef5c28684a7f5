"""Training examples: requests with their true answers, from conversations, histories of held-out users and moods."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from model_build.ratings import Ratings
from model_build.requests import RequestRecord
from mood_extract.mood import Message
from recommend.catalog import Catalog
from recommend.reader import DISLIKED, encoded
from recommend.request import Rated, Request


class _HasGroup(Protocol):
    @property
    def group(self) -> str: ...


Grouped = TypeVar("Grouped", bound=_HasGroup)
Users = npt.NDArray[np.int32]
"""Codes of users, ascending."""
HELD_OUT = 0.2
HIDDEN = 0.2
MOST_PEOPLE = 1_000
"""Of so many people this share of their ratings is hidden: it trains the ranker, and no neighbour is fitted on it."""
SCALE = 5.0
"""Ratings are taken relative to the best one given, as if that were a 5 (whether stars, points of ten or thumbs)."""
SHORT = (0, 1, 3, 8)
"""Lengths of the second, short history of each held-out user, so that the ranker meets newcomers too."""


@dataclass(frozen=True)
class Example:
    """A request and the catalogue rows that were its right answers.

    Examples of one `group` (a conversation, a person) are held out together; those without one are never held out.
    """

    request: Request
    relevant: tuple[int, ...]
    group: str = ""


def of_request(record: RequestRecord, limit: int, diversity: float = 0.0) -> Request:
    """The request that a line of a requests file makes: k titles in any case."""
    return Request(
        messages=tuple(Message(turn.role, turn.content) for turn in record.messages),
        history=tuple(Rated(seen.item_id, seen.rating) for seen in record.history),
        exclude=tuple(record.exclude),
        limit=limit,
        diversity=diversity,
        fill=True,
    )


def from_requests(records: Sequence[RequestRecord], catalog: Catalog) -> list[Example]:
    """Requests with those of their answers that the catalogue has and that they do not name themselves."""
    found = []
    for record, group in zip(records, _conversations(records), strict=True):
        named = set(catalog.rows_of(record.mentioned))
        relevant = tuple(row for row in catalog.rows_of(record.relevant) if row not in named)
        if relevant:
            found.append(Example(of_request(record, 1), relevant, group))
    return found


def _conversations(records: Sequence[RequestRecord]) -> list[str]:
    """Which conversation each request is a turn of: as `dialog_id` says, else the one whose messages it goes on."""
    first: dict[tuple[Message, ...], str] = {}
    groups = {}
    for record in sorted(records, key=lambda each: len(each.messages)):
        said = record.messages
        earlier = (first[said[:end]] for end in range(1, len(said) + 1) if said[:end] in first)
        groups[id(record)] = record.dialog_id or next(earlier, record.request_id)
        first.setdefault(said, groups[id(record)])
    return [groups[id(record)] for record in records]


def split(examples: Sequence[Grouped], seed: int) -> tuple[list[Grouped], list[Grouped]]:
    """Examples to train on, and those of a fifth of the groups to be judged on."""
    groups = sorted({example.group for example in examples} - {""})
    judged = set(np.random.default_rng(seed).permutation(groups)[: int(len(groups) * HELD_OUT)])
    kept = [example for example in examples if example.group not in judged]
    return kept, [example for example in examples if example.group in judged]


def texts(examples: Sequence[Example]) -> list[str]:
    """Every text that reading these examples will encode."""
    return [text for example in examples for text in encoded(example.request.messages)]


def some(examples: Sequence[Example], most: int, seed: int) -> Sequence[Example]:
    """At most so many of them, a repeatable choice."""
    if len(examples) <= most:
        return examples
    return [examples[at] for at in np.sort(np.random.default_rng(seed).choice(len(examples), most, replace=False))]


def hidden(ratings: Ratings, seed: int) -> npt.NDArray[np.bool_]:
    """Which ratings are hidden, bool [ratings]: a part of each chosen person's, a repeatable choice.

    Of people with two ratings or more; everyone keeps at least one.
    """
    random = np.random.default_rng(seed)
    codes, count = np.unique(ratings.user, return_counts=True)
    codes = codes[count > 1]
    chosen = np.sort(random.choice(codes, min(MOST_PEOPLE, len(codes)), replace=False))
    out = np.zeros(len(ratings), bool)
    for start, end in _spans(ratings, chosen):
        out[start + random.permutation(end - start)[: max(1, int(HIDDEN * (end - start)))]] = True
    return out


def without(ratings: Ratings, hidden: npt.NDArray[np.bool_]) -> Ratings:
    """The ratings that are not hidden."""
    kept = ~hidden
    return Ratings(ratings.users, ratings.user[kept], ratings.item[kept], ratings.rating[kept], ratings.timestamp[kept])


def from_users(ratings: Ratings, hidden: npt.NDArray[np.bool_], ids: Sequence[str], seed: int) -> list[Example]:
    """Two requests a person, with all that is not hidden and with a few of it; what is hidden is the answer.

    Whatever was chosen is an answer, if it was not rated low.
    """
    random = np.random.default_rng(seed)
    explicit = bool(np.ptp(ratings.rating)) if len(ratings) else False
    stars = ratings.rating * (SCALE / ratings.rating.max(initial=1e-6))
    wanted = (stars > DISLIKED) | (not explicit)
    examples = []
    for start, end in _spans(ratings, np.unique(ratings.user[hidden])):
        span = np.arange(start, end)
        seen = random.permutation(span[~hidden[span]])
        answers = tuple(ratings.item[span[hidden[span] & wanted[span]]].tolist())
        if not answers:
            continue
        for length in sorted({len(seen), min(int(random.choice(SHORT)), len(seen))}):
            known = np.sort(seen[:length])
            known = known[np.argsort(ratings.timestamp[known], kind="stable")]
            history = tuple(Rated(ids[ratings.item[at]], float(stars[at]) if explicit else None) for at in known)
            others = tuple(ids[ratings.item[at]] for at in seen[length:])
            request = Request(history=history, exclude=others)
            examples.append(Example(request, answers, ratings.users[ratings.user[start]]))
    return examples


def _spans(ratings: Ratings, users: Users) -> list[tuple[int, int]]:
    """Where the ratings of each of these people stand."""
    first, last = np.searchsorted(ratings.user, users, "left"), np.searchsorted(ratings.user, users, "right")
    return list(zip(first.tolist(), last.tolist(), strict=True))
