"""The client of a language model: whatever the endpoint does, an answer or None, in time, counted and quietly."""

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mood_extract.language_model import CACHED, MOST_AT_ONCE, LanguageModel, Question
from tests.model_server import Act, fails, resets, says, serving, silent
from tests.mood_extract.asking import DEADLINE, GOOD, QUESTION, SCHEMA, Clock, ask, eventually, settings_for, warmed

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True, scope="module")
def _imported() -> None:
    """The first import takes long; no test shall wait for it by the clock."""
    import openai  # noqa: F401


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_an_answer_by_the_wire_protocol() -> None:
    with serving(says(GOOD)) as server:
        model = warmed(LanguageModel(settings_for(server)))
        assert ask(model, "a text") == GOOD
    request = server.asked[0]
    assert request.path == "/openai/deployments/small/chat/completions?api-version=2024-10-21"
    assert request.headers["api-key"] == "key-of-the-test"
    assert request.body["messages"] == [
        {"role": "system", "content": "Read the text."},
        {"role": "user", "content": "a text"},
    ]
    assert request.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "toy", "strict": True, "schema": SCHEMA},
    }
    assert request.body["temperature"] == 0
    assert request.body["max_completion_tokens"] == QUESTION.most_tokens
    seen = model.telemetry
    assert (seen.calls, seen.answers, seen.prompt_tokens, seen.completion_tokens) == (1, 1, 100, 20)
    assert 0 < seen.slowest == seen.seconds < DEADLINE
    assert not seen.fallbacks


@pytest.mark.parametrize("act", [fails(500), resets, fails(429, retry_after_ms="50"), fails(429), fails(503)])
def test_a_passing_failure_is_tried_again(act: Act) -> None:
    with serving(act, says(GOOD)) as server:
        model = warmed(LanguageModel(settings_for(server)))
        assert ask(model) == GOOD
        assert model.telemetry.calls == 2
        assert not model.telemetry.fallbacks


def test_nobody_there() -> None:
    with serving(silent) as server:
        settings = settings_for(server)
    model = warmed(LanguageModel(settings))
    assert ask(model) is None
    assert model.telemetry.fallbacks == {"connection": 1}


def test_parameters_that_a_model_does_not_take_are_left_out_from_then_on() -> None:
    temperature = fails(400, "unsupported_value", "Unsupported value: 'temperature' does not support 0.")
    most = fails(422, "", "max_completion_tokens: extra fields not permitted")
    with serving(temperature, most, says(GOOD)) as server:
        model = warmed(LanguageModel(settings_for(server)))
        assert ask(model) == GOOD
        assert ask(model, "another") == GOOD
    sent = [request.body.keys() & {"temperature", "max_completion_tokens", "max_tokens"} for request in server.asked]
    assert sent[2:] == [{"max_tokens"}, {"max_tokens"}]


def test_calls_that_an_endpoint_holds_do_not_pile_up() -> None:
    with serving(silent) as server:
        model = warmed(LanguageModel(settings_for(server)))
        asking = [threading.Thread(target=ask, args=(model, str(n))) for n in range(3 * MOST_AT_ONCE)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        seen = model.telemetry
        assert seen.calls == MOST_AT_ONCE
        assert seen.fallbacks == {"timeout": MOST_AT_ONCE, "busy": 2 * MOST_AT_ONCE}
        assert eventually(lambda: model.telemetry.running == 0)


def test_equal_questions_are_asked_once() -> None:
    with serving(says(GOOD), says({"mood": "another"})) as server:
        model = warmed(LanguageModel(settings_for(server)))
        assert [ask(model, "a"), ask(model, "a"), ask(model, "b")] == [GOOD, GOOD, {"mood": "another"}]
        other = Question("toy", "Read it in another way.", SCHEMA, json.loads)
        assert model.ask(other, "a") == {"mood": "another"}
        assert len(server.asked) == 3
        assert model.telemetry.cache_hits == 1


def test_the_cache_is_small_and_keeps_what_was_used_last() -> None:
    with serving(says(GOOD)) as server:
        model = warmed(LanguageModel(settings_for(server)))
        for n in range(CACHED):
            model._cache[str(n).encode()] = GOOD
        ask(model, "new")
        assert len(model._cache) == CACHED
        assert b"0" not in model._cache
        ask(model, "new")
        assert len(server.asked) == 1


def test_failures_are_not_remembered() -> None:
    with serving(fails(401), says(GOOD)) as server:
        model = warmed(LanguageModel(settings_for(server)))
        assert [ask(model), ask(model)] == [None, GOOD]


def test_until_it_is_warm_there_is_no_answer_at_once() -> None:
    with serving(says(GOOD)) as server:
        model = LanguageModel(settings_for(server))
        begin = time.monotonic()
        assert model.ask(QUESTION, "a") is None
        assert time.monotonic() - begin < 0.1
        assert model.telemetry.fallbacks == {"warming": 1}
        assert ask(warmed(model)) == GOOD


def test_importing_and_asking_cold_load_none_of_the_client() -> None:
    program = """
import sys
from mood_extract import azure_openai, language_model
from settings import Settings
model = language_model.LanguageModel(Settings.of({
    "AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com", "AZURE_OPENAI_DEPLOYMENT": "d"}).language_model)
assert model.ask(azure_openai.QUESTION, "hello") is None
print([name for name in ("openai", "azure", "httpx2", "pydantic", "cryptography") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_log_tells_a_reason_once_a_minute_and_no_secret(told: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    with serving(says(GOOD), fails(404, "Deployment Not\nFound", "no such thing as my secret text")) as server:
        model = warmed(LanguageModel(settings_for(server), clock))
        ask(model, "a good text")
        for _ in range(3):
            ask(model, "my secret text")
        lines = [record for record in told.records if record.name == "streamsmart.language_model"]
        said = "no answer: reason=rejected detail=404_DeploymentNotFound count=1"
        assert [line.getMessage() for line in lines] == [said]
        assert vars(lines[0])["reason"] == "rejected"
        clock.ahead += 61
        ask(model, "my secret text")
        assert told.records[-1].getMessage().endswith("count=4")
    for record in told.records:
        line = record.getMessage()
        assert not any(hidden in line for hidden in ("secret text", "good text", "key-of-the-test", "api-version"))
