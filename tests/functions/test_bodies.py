from collections.abc import Callable

import azure.functions as func
import msgspec
import pytest

from functions.bodies import MAX_BODY_BYTES, checked_mood, read_body, said
from functions.mood import MoodBody
from functions.problems import Problem
from functions.recommendations import RecommendationsBody
from mood_extract.mood import Constraint, Message, Mood

Build = Callable[..., func.HttpRequest]


def problem_of(request: func.HttpRequest, shape: type[msgspec.Struct] = RecommendationsBody) -> Problem:
    with pytest.raises(Problem) as refused:
        read_body(request, shape)
    return refused.value


def test_reads_what_is_known_and_ignores_the_rest(request_of: Build) -> None:
    body = read_body(request_of(b'{"message": "hi \\\\u0000", "limit": 3, "new": {"x": 1}}'), RecommendationsBody)
    assert (body.message, body.limit) == ("hi \\u0000", 3)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"nothing", b"\xff\xfe", b'{"message": "\xff"}', b'{"other": "\xff"}', b'{"message": "\\ud800"}',
        b'{"diversity": NaN}', b'{"diversity": Infinity}', b'{"x": ' + b"[" * 60_000, b'{"message": "a\x00b"}',
    ],
)  # fmt: skip
def test_what_is_no_json_is_a_400(body: bytes, request_of: Build) -> None:
    problem = problem_of(request_of(body))
    assert (problem.status, problem.type) == (400, "/problems/invalid-json")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"[]", "object"),
        (b'{"message": 5}', "`message`"),
        (b'{"message": "a\\u0000b"}', "NUL"),
        (b'{"message": "' + b"a" * 2001 + b'"}', "`message`"),
        (b'{"limit": 0}', "`limit`"),
        (b'{"limit": 51}', "`limit`"),
        (b'{"limit": "5"}', "`limit`"),
        (b'{"limit": ' + b"9" * 400 + b"}", "`limit`"),
        (b'{"diversity": 1.5}', "`diversity`"),
        (b'{"diversity": 1e999}', "`diversity`"),
        (b'{"exclude": "t1"}', "`exclude`"),
        (b'{"exclude": ["t1", 2]}', "`exclude[1]`"),
        (b'{"exclude": [' + b",".join([b'"t"'] * 501) + b"]}", "`exclude`"),
        (b'{"people": [{"message": "x"}]}', "`people`"),
        (b'{"mood": {"wanted": {"fluffy": 1}}}', "`mood.wanted`"),
        (b'{"conversation_id": "a b"}', "`conversation_id`"),
    ],
)
def test_what_does_not_fit_is_a_400_that_names_the_place(body: bytes, place: str, request_of: Build) -> None:
    problem = problem_of(request_of(body))
    assert (problem.status, problem.type) == (400, "/problems/invalid-request")
    assert place in problem.detail


def test_too_large_and_wrong_type(request_of: Build) -> None:
    assert problem_of(request_of(b" " * (MAX_BODY_BYTES + 1))).status == 413
    form = request_of(b"message=hi", headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert problem_of(form).status == 415


@pytest.mark.parametrize("media_type", ["application/json", "Application/JSON; charset=utf-8", "application/x+json"])
def test_json_media_types(media_type: str, request_of: Build) -> None:
    assert read_body(request_of(b"{}", headers={"content-type": media_type}), MoodBody) == MoodBody()


def test_mood_from_outside_is_checked() -> None:
    mood = Mood(wanted={"funny": 1.0}, constraints=(Constraint("language", "FR"),))
    assert checked_mood(mood, "mood").constraints == (Constraint("language", "fr"),)
    for wrong, place in (
        (Mood(felt={"sad": 1.5}), "mood.felt.sad"),
        (Mood(confidence=-1), "mood.confidence"),
        (Mood(constraints=(Constraint("year_min", "long ago"),)), r"mood.constraints\[0\]"),
    ):
        with pytest.raises(Problem, match=place):
            checked_mood(wrong, "mood")


def test_said() -> None:
    assert said("hi") == (Message("user", "hi"),)
    assert said(None) == said(" \n") == ()
