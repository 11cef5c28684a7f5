"""What tests of a language model's client share: settings for a server of theirs, a clock, a toy question."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

from mood_extract.language_model import LanguageModel, Question
from settings import LanguageModelSettings
from tests.model_server import ModelServer

DEADLINE = 0.4
LATE = 0.3
"""Seconds beyond the deadline in which whoever asked must be free again."""
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
QUESTION: Question[Any] = Question("toy", "Read the text.", SCHEMA, json.loads)
GOOD = {"mood": "good"}


class Clock:
    """Time that passes only when told, on top of the time that really passes."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


def settings_for(server: ModelServer, **changes: Any) -> LanguageModelSettings:
    given = {"endpoint": server.url, "model": "small", "api_key": "key-of-the-test", "api_version": "2024-10-21"}
    limits = {"deadline": DEADLINE, "calls_a_minute": 1000, "tokens_a_minute": 1_000_000}
    return LanguageModelSettings(**{**given, **limits, **changes})


def warmed(model: LanguageModel) -> LanguageModel:
    model.warm()
    for thread in threading.enumerate():
        if thread.name == "language-model-warm":
            thread.join(30)
    return model


def ask(model: LanguageModel, text: str = "hello") -> Any:
    """The answer, which must come in time."""
    begin = time.monotonic()
    answer = model.ask(QUESTION, text)
    assert time.monotonic() - begin < DEADLINE + LATE
    return answer


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 2
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()
