"""Why a language model has no answer: what an exception of a call, or a status, means."""

import re
from collections.abc import Mapping
from typing import Literal

Reason = Literal[
    "timeout", "rate_limited", "unauthorized", "server_error", "connection", "refused", "rejected", "broken",
    "budget", "busy", "open_circuit", "warming",
]  # fmt: skip
"""Why there is no answer. `rejected`: the endpoint takes no such request (a wrong deployment or version); `refused`:
the model or a content filter will not answer this text; `broken`: what came back is no answer to the question."""


class Failure(Exception):  # noqa: N818 (why there is no answer; mostly no error of ours)
    """Why there is no answer. `said` is the endpoint's error, never logged; `retry_after` when it wants to be asked."""

    def __init__(
        self,
        reason: Reason,
        *,
        detail: str = "-",
        said: str = "",
        retry_after: float | None = None,
        passes: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
        self.said = said
        self.retry_after = retry_after
        self.passes = passes
        """Whether another try may succeed."""


def understood(error: Exception) -> Failure:
    """What an exception of a call means."""
    import openai

    if isinstance(error, Failure):
        return error
    detail = type(error).__name__
    if isinstance(error, openai.APITimeoutError):
        return Failure("timeout", detail=detail)
    if isinstance(error, openai.APIConnectionError):
        return Failure("connection", detail=detail, passes=True)
    if isinstance(error, openai.APIStatusError):
        return _of_status(error.status_code, error.code, str(error.body), error.response.headers)
    if type(error).__module__.startswith("azure."):  # the identity has no token to give
        return Failure("unauthorized", detail=detail)
    return Failure("broken", detail=detail)


def _of_status(status: int, code: str | None, said: str, headers: Mapping[str, str]) -> Failure:
    detail = f"{status}_{loggable(code)}"
    if status in (401, 403):
        return Failure("unauthorized", detail=detail)
    if status == 429:
        return Failure("rate_limited", detail=detail, retry_after=_retry_after(headers), passes=True)
    if status in (408, 409) or status >= 500:
        return Failure("server_error", detail=detail, retry_after=_retry_after(headers), passes=True)
    if code in ("content_filter", "content_policy_violation"):
        return Failure("refused", detail=detail)
    return Failure("rejected", detail=detail, said=said)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds until the endpoint wants to be asked again, where it says so in numbers."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value := headers.get(name, "").strip()):
            return float(value) * unit
    return None


def loggable(text: str | None) -> str:
    """A code from outside, fit for a log."""
    return re.sub(r"[^\w.-]", "", str(text or "-"))[:40]
