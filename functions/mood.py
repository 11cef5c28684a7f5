"""POST /api/mood: what a person says -> Mood."""

from typing import Annotated

import azure.functions as func
import msgspec

from functions import identity
from functions.bodies import Text, read_body, said
from functions.problems import Capability, invalid, json_response
from functions.services import recommender
from mood_extract.mood import Message

bp = Capability()


class Turn(Message, frozen=True):
    """A message of bounded length."""

    content: Text


class MoodBody(msgspec.Struct):
    """One message, or a conversation with the newest turn last; a `message` beside `messages` is the newest."""

    message: Text | None = None
    messages: Annotated[list[Turn], msgspec.Meta(max_length=100)] | None = None


@bp.endpoint("api/mood", "POST")
def mood(req: func.HttpRequest) -> func.HttpResponse:
    """What is felt, wanted and ruled out in what the user says."""
    identity.user(req)
    body = read_body(req, MoodBody)
    messages = (*(body.messages or ()), *said(body.message))
    if not any(message.role == "user" and message.content.strip() for message in messages):
        raise invalid("Nothing was said; send `message`, or `messages` with at least one of the role user.")
    return json_response(recommender().understand(messages))
