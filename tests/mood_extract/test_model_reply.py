"""What a model is asked for, and what of its reply is kept."""

import json
from typing import Any

import msgspec
import pytest

from mood_extract.model_reply import OURS, QUESTION, read_answer, strict_schema
from mood_extract.mood import FELT, WANTED, Constraint, Mood

NOTHING: dict[str, Any] = {
    "felt": [],
    "wanted": [],
    "tone": "balanced",
    "company": None,
    "time_of_day": None,
    "constraints": [],
    "heard": [],
}


def weighted(**moods: float) -> list[dict[str, Any]]:
    return [{"mood": name, "weight": weight} for name, weight in moods.items()]


def closed(shape: Any) -> bool:
    """Whether every object of a schema is closed with all fields required, and every enum has a type."""
    if isinstance(shape, list):
        return all(map(closed, shape))
    if not isinstance(shape, dict):
        return True
    if shape.get("type") == "object":
        same = shape["required"] == [*shape["properties"]]
        return same and shape["additionalProperties"] is False and all(map(closed, shape["properties"].values()))
    fits = shape.keys() <= {"type", "enum", "anyOf", "items"} and ("type" in shape or "anyOf" in shape)
    return fits and all(map(closed, shape.values()))


def test_the_schema_is_the_moods_own_in_strict_form() -> None:
    schema = strict_schema()
    assert set(schema["properties"]) == set(Mood.__struct_fields__) - OURS
    assert set(schema["properties"]["constraints"]["items"]["properties"]) == set(Constraint.__struct_fields__)
    assert schema["properties"]["felt"]["items"]["properties"]["mood"]["enum"] == [*FELT]
    assert schema["properties"]["wanted"]["items"]["properties"]["mood"]["enum"] == [*WANTED]
    assert closed(schema)
    assert not closed({"type": "object", "properties": {"a": {}}, "required": [], "additionalProperties": False})


def test_unknown_moods_and_weights_out_of_bounds_are_dropped() -> None:
    answer = NOTHING | {
        "felt": [*weighted(sad=0.8, grumpy=0.9, angry=1.5, tired=-0.1), "sad", {"mood": "calm"}, None],
        "wanted": weighted(scary=0.9, happy=0.9),
        "tone": "mellow",
        "company": "dog",
    }
    found = read_answer(json.dumps(answer))
    assert (found.felt, found.wanted) == ({"sad": 0.8}, {"scary": 0.9})
    assert (found.tone, found.company) == (None, None)


def test_parts_of_another_shape_are_dropped_and_the_rest_is_kept() -> None:
    good = {"field": "country", "value": "JP", "words": "Kyoto", "hard": True}
    broken = [good | {"field": "director"}, good | {"value": 1.5}, {"field": "genre"}, "Kyoto", None]
    found = read_answer(json.dumps(NOTHING | {"constraints": [*broken, good], "heard": [1, "Kyoto", None]}))
    assert found.constraints == [Constraint("country", "JP", "Kyoto", True)]
    assert found.heard == ["Kyoto"]


@pytest.mark.parametrize("text", ["", "sad", "null", "[]", "{}", json.dumps(NOTHING | {"felt": "sad"})])
def test_what_is_no_answer_at_all_is_refused(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_answer(text)


def test_the_instructions_name_the_genres_of_the_catalogue() -> None:
    assert all(f"{name}," in QUESTION.instructions for name in ("Comedy", "Horror", "Science Fiction"))
