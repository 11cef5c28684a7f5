"""A chat completion, as far as it is read: its text, and what it has cost."""

import msgspec

from mood_extract.failures import Failure, loggable


class Usage(msgspec.Struct):
    """Tokens, as the endpoint counts them."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Message(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class Completion(msgspec.Struct):
    """What an endpoint answers."""

    choices: list[_Choice]
    usage: Usage | None = None

    def text(self) -> str:
        """The answer's text; Failure when there is none or only a part of it."""
        if not self.choices:
            raise Failure("broken", detail="no_choices")
        choice = self.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise Failure("refused", detail=loggable(choice.finish_reason))
        if not choice.message.content or choice.finish_reason == "length":
            raise Failure("broken", detail=loggable(choice.finish_reason))
        return choice.message.content
