"""Requests: JSON Lines, one a line, of which any but the id may be absent; the types that training and scoring read."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Any

import msgspec

from model_build.files import read_jsonl
from model_build.problems import Report
from mood_extract.mood import Constraint, Message
from recommend.request import Rated

Note = Callable[[str, object], None]


class RequestRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One request. `relevant` and `constraints` are the truth, `mentioned` helps training; none is an input of ranking.

    `constraints` must hold for every title shown, whatever the extractor makes of the messages.
    """

    request_id: str
    dialog_id: str | None = None
    messages: tuple[Message, ...] = ()
    history: tuple[Rated, ...] = ()
    exclude: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    relevant: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()


def read_requests(paths: Sequence[Path]) -> tuple[list[RequestRecord], Report]:
    """Read requests in their order. What is odd inside one is left out of it and reported; the request stays.

    Only a line that is no JSON object or has no `request_id` gives no request.
    """
    report = Report()
    requests: list[RequestRecord] = []
    seen: set[str] = set()
    for path in paths:
        for line, raw in read_jsonl(path, report):
            note = partial(report.problem, path, line)
            request_id = _id(raw.get("request_id"))
            if request_id is None:
                note("no request_id", None)
                continue
            if request_id in seen:
                note("a request_id of an earlier line, kept", request_id)
            seen.add(request_id)
            requests.append(_record(request_id, raw, note))
    report.count("requests", len(requests))
    return requests, report


def _record(request_id: str, raw: dict[str, Any], note: Note) -> RequestRecord:
    return RequestRecord(
        request_id=request_id,
        dialog_id=_id(raw.get("dialog_id")),
        messages=tuple(_messages(raw.get("messages"), note)),
        history=tuple(_history(raw.get("history"), note)),
        exclude=tuple(_ids(raw.get("exclude"), "exclude", note)),
        mentioned=tuple(_ids(raw.get("mentioned"), "mentioned", note)),
        relevant=tuple(_ids(raw.get("relevant"), "relevant", note)),
        constraints=tuple(_constraints(raw.get("constraints"), note)),
    )


def _messages(value: object, note: Note) -> Iterator[Message]:
    for turn in _list(value, "messages", note):
        match turn:
            case {"role": "user" | "assistant" as role, "content": str() | None as content}:
                yield Message(role, content or "")
            case _:
                note("a message without a role (user, assistant) and content", turn)


def _history(value: object, note: Note) -> Iterator[Rated]:
    for entry in _list(value, "history", note):
        item_id = _id(entry.get("item_id")) if isinstance(entry, dict) else _id(entry)
        rating = entry.get("rating") if isinstance(entry, dict) else None
        if item_id is None:
            note("a title of the history without item_id", entry)
        elif rating is None or _is_number(rating):
            yield Rated(item_id, None if rating is None else float(rating))
        else:
            note("a rating of the history that is not a number", rating)
            yield Rated(item_id)


def _constraints(value: object, note: Note) -> Iterator[Constraint]:
    for entry in _list(value, "constraints", note):
        try:
            yield msgspec.convert(entry, Constraint)
        except msgspec.ValidationError:
            note("a constraint without a field and its value", entry)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _ids(value: object, field: str, note: Note) -> Iterator[str]:
    for entry in _list(value, field, note):
        item_id = _id(entry)
        if item_id is None:
            note(f"an id of {field} that is no id", entry)
        else:
            yield item_id


def _list(value: object, field: str, note: Note) -> list[Any]:
    """Take a list as it is, null and absent as none."""
    if value is not None and not isinstance(value, list):
        note(f"{field} is not a list", value)
    return value if isinstance(value, list) else []


def _id(value: object) -> str | None:
    """Take an id as text; numbers are written where ids are numbers."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None
