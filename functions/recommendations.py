"""POST /api/recommendations: a message or a Mood, filters and limits -> titles with reasons."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated
from uuid import uuid4

import azure.functions as func
import msgspec

from functions import identity
from functions.bodies import Id, Text, checked_mood, read_body, said
from functions.filters import Filters, constraints
from functions.problems import Capability, invalid, json_response
from functions.services import answered, recommender
from functions.together import together
from mood_extract.mood import Mood

bp = Capability()


class Wish(msgspec.Struct):
    """What one person says or feels; a Mood counts before the message."""

    message: Text | None = None
    mood: Mood | None = None


class RecommendationsBody(Wish):
    """What is asked for; all of it may be absent."""

    filters: Filters | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] = 10
    diversity: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    exclude: Annotated[list[Id], msgspec.Meta(max_length=500)] | None = None
    conversation_id: Annotated[str, msgspec.Meta(pattern=r"^[!-~]{1,64}\Z")] | None = None
    people: Annotated[list[Wish], msgspec.Meta(min_length=2, max_length=6)] | None = None


@bp.endpoint("api/recommendations", "POST")
def recommendations(req: func.HttpRequest) -> func.HttpResponse:
    """Titles for what the user says or feels; neither is fine too, then the list is popular and varied."""
    from recommend.request import DIVERSITY, Request  # not at the top: services.py loads it in the background

    user_id = identity.user(req)
    body = read_body(req, RecommendationsBody)
    people = body.people or []
    for i, person in enumerate(people):
        if not person.mood and not said(person.message):
            raise invalid(f"`people[{i}]` says nothing; give each person a `message` or a `mood`.")
    wishes: dict[str, Wish] = {"": body} if body.mood or said(body.message) or not people else {}
    wishes |= {f"people[{i}].": person for i, person in enumerate(people)}
    answer = recommender().recommend(
        Request(
            messages=said("\n".join(wish.message for wish in wishes.values() if wish.message)),
            mood=_mood(wishes) if body.mood or people else None,
            filters=constraints(body.filters),
            exclude=tuple(body.exclude or ()),
            limit=body.limit,
            diversity=DIVERSITY if body.diversity is None else body.diversity,
            seed=f"{user_id} {datetime.now(UTC):%Y-%m-%d}",
        )
    )
    answered()
    reply = {"recommendation_id": uuid4().hex, "mood": answer.mood, "legs": answer.legs, "items": answer.items}
    return json_response({**reply, "loosened": answer.loosened} if answer.loosened else reply)


def _mood(wishes: Mapping[str, Wish]) -> Mood:
    """One Mood of all wishes, which are given by their place in the body.

    A given Mood counts before the message that comes with it, but what the message rules out holds as well.
    """
    moods = []
    for place, wish in wishes.items():
        heard = recommender().understand(said(wish.message))
        mood = checked_mood(wish.mood, f"{place}mood") if wish.mood else heard
        both = tuple(dict.fromkeys((*mood.constraints, *heard.constraints)))
        moods.append(msgspec.structs.replace(mood, constraints=both))
    return together(moods)
