"""What is read of a completion."""

from typing import Any

import msgspec
import pytest

from mood_extract.completion import Completion
from mood_extract.failures import Failure
from tests.model_server import completion


def read(body: Any) -> Completion:
    return msgspec.convert(body, Completion)


def test_its_text_and_its_cost() -> None:
    found = read(completion("hello"))
    assert found.text() == "hello"
    assert found.usage
    assert (found.usage.prompt_tokens, found.usage.completion_tokens) == (100, 20)


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        ({"choices": []}, "broken", "no_choices"),
        (completion(None), "broken", "stop"),
        (completion("half", "length"), "broken", "length"),
        (completion("half", "content_filter"), "refused", "content_filter"),
        (completion(None, refusal="No."), "refused", "stop"),
        (completion(None, "a\nline: of its own"), "broken", "alineofitsown"),
    ],
)
def test_why_there_is_none(body: Any, reason: str, detail: str) -> None:
    with pytest.raises(Failure) as failure:
        read(body).text()
    assert (failure.value.reason, failure.value.detail) == (reason, detail)
