"""Reading a JSON body: size, type, syntax and shape are checked here, and what is wrong is said with its place."""

import re
from typing import Annotated, TypeVar

import azure.functions as func
import msgspec

from functions.filters import checked
from functions.problems import Problem, invalid
from mood_extract.mood import Message, Mood

MAX_BODY_BYTES = 64 * 1024
MAX_TEXT = 2000
"""Characters of one message; the encoder reads about the first thousand."""

Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""An escaped NUL in JSON; a bare one is no JSON. Neither stores nor tokenizers take it."""

Body = TypeVar("Body", bound=msgspec.Struct)


def read_body(req: func.HttpRequest, shape: type[Body]) -> Body:
    """The body as `shape`. Unknown fields are ignored, known ones are checked; Problem 400, 413 or 415 otherwise."""
    raw = req.get_body()
    if len(raw) > MAX_BODY_BYTES:
        detail = f"The body has {len(raw)} bytes, at most {MAX_BODY_BYTES} are read; send less."
        raise Problem(413, "body-too-large", "The body is too large", detail)
    media_type = req.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if media_type != "application/json" and not re.fullmatch(r"application/[\w.-]+\+json", media_type):
        detail = "Send JSON with the header Content-Type: application/json."
        raise Problem(415, "unsupported-media-type", "Only JSON is read here", detail)
    try:
        text = raw.decode()
        if _NUL.search(text):
            raise invalid("The body holds a NUL character (\\u0000); leave it out.")
        return msgspec.json.decode(text, type=shape)
    except msgspec.ValidationError as error:
        raise invalid(explain(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        detail = f"The body is not JSON in UTF-8 that can be read ({error}); send one JSON object."
        raise Problem(400, "invalid-json", "The body is not JSON", detail) from error


def explain(error: msgspec.ValidationError) -> str:
    """A validation error as a sentence that begins with the field's place."""
    what, _, place = str(error).partition(" - at ")
    path = place.removeprefix("`key` in ").strip("`$.")
    return f"{f'`{path}`: ' if path else ''}{what}. Correct it and send the request again."


def checked_mood(mood: Mood, place: str) -> Mood:
    """A Mood from outside with its constraints normalised; Problem 400 for a weight that is none."""
    for weights, name in ((mood.felt, "felt"), (mood.wanted, "wanted"), ({"": mood.confidence}, "confidence")):
        for label, weight in weights.items():
            if not 0 <= weight <= 1:
                raise invalid(f"`{place}.{name}{label and '.'}{label}` must be from 0 to 1, not {weight:g}.")
    constraints = (checked(constraint, f"{place}.constraints[{i}]") for i, constraint in enumerate(mood.constraints))
    return msgspec.structs.replace(mood, constraints=tuple(constraints))


def said(message: str | None) -> tuple[Message, ...]:
    """What a person said, as a conversation; nothing when it is absent or blank."""
    return (Message("user", message),) if message and message.strip() else ()
