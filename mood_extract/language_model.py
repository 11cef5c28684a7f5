"""A language model behind a chat-completions endpoint: a question -> its answer within a deadline, or None.

None is a normal answer: whoever asks goes on without. Nothing of the client's packages is imported before `warm`.
"""

import hashlib
import logging
import random
import re
import socket
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import msgspec

from mood_extract.circuit import Breaker, Budget
from mood_extract.completion import Completion, Usage
from mood_extract.endpoint import connected
from mood_extract.failures import Failure, Reason, understood
from settings import LanguageModelSettings

if TYPE_CHECKING:
    from openai import OpenAI

MOST_AT_ONCE = 4
"""Calls under way, abandoned ones that have not ended yet among them; beyond, the answer is None at once."""
TRIES = 3
CACHED = 256
"""Answers remembered; a key is a hash, so no text is kept."""

_BACKOFF = 0.1
"""Seconds before the second try, doubled before each further one, a random half of it taken off."""
_ROOM = 0.1
"""A try is made only where at least this many seconds would be left to it."""
_LOG_REST = 60.0
"""Seconds between two lines of the log about the same reason."""
_BYTES_A_TOKEN = 4
"""Of English and JSON; only a guess that holds the budget until the endpoint has counted."""

_log = logging.getLogger("streamsmart.language_model")
T = TypeVar("T")


@dataclass(frozen=True)
class Question(Generic[T]):
    """What is asked of every text: instructions, the JSON schema of the answer, and how to read one.

    `read` raises ValueError (or msgspec's errors) for an answer that cannot be used.
    """

    name: str
    instructions: str
    schema: Mapping[str, Any]
    read: Callable[[str], T]
    most_tokens: int = 600


class Telemetry(msgspec.Struct, frozen=True):
    """What happened since the start. Seconds are those that askers waited for the endpoint, answered or not."""

    calls: int = 0
    answers: int = 0
    cache_hits: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    fallbacks: Mapping[Reason, int] = {}
    running: int = 0
    abandoned: int = 0
    circuit_open: bool = False


class LanguageModel:
    """One endpoint; calls are thread-safe and end within the deadline, whatever the endpoint does."""

    def __init__(self, settings: LanguageModelSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._client: OpenAI | None = None
        self._warming = False
        self._breaker = Breaker()
        self._budget = Budget(settings.calls_a_minute, settings.tokens_a_minute)
        self._cache: OrderedDict[bytes, object] = OrderedDict()
        self._running: set[_Call] = set()
        self._counted: Counter[str] = Counter()
        self._fallbacks: Counter[Reason] = Counter()
        self._seconds = self._slowest = 0.0
        self._logged: dict[Reason, float] = {}
        self._unsupported: frozenset[str] = frozenset()

    def warm(self) -> None:
        """Begin to make the client in the background; to be called when the first answer is on its way."""
        with self._lock:
            if self._client or self._warming:
                return
            self._warming = True
        # Not a daemon: an interpreter that ends in the middle of native code would crash.
        threading.Thread(target=self._make, name="language-model-warm").start()

    def ask(self, question: Question[T], text: str) -> T | None:
        """The model's answer about a text, which is sent as a user's message; None when there is none in time."""
        begun = self._clock()
        key = _key(question, text)
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                self._counted["cache_hits"] += 1
                return cast(T, self._cache[key])
        try:
            call = self._start(question, text, key, begun + self._settings.deadline)
            call.done.wait(max(0.0, call.deadline - self._clock()))
            return cast(T, self._end(call, self._clock() - begun))
        except Failure as failure:
            self._count(failure)
            return None

    @property
    def telemetry(self) -> Telemetry:
        """A snapshot of the counters."""
        with self._lock:
            return Telemetry(
                **self._counted,
                seconds=self._seconds,
                slowest=self._slowest,
                fallbacks=dict(self._fallbacks),
                running=len(self._running),
                circuit_open=self._breaker.is_open,
            )

    def _make(self) -> None:
        try:
            client = connected(self._settings, self._remember_socket)
        except Exception as error:
            _log.error("the client cannot be made: %s", type(error).__name__)
            client = None
        with self._lock:
            self._client, self._warming = client, False

    def _start(self, question: Question[T], text: str, key: bytes, deadline: float) -> "_Call":
        """Begin a call in a thread of its own; Failure when none may be made now."""
        with self._lock:
            if self._client is None:
                raise Failure("warming")
            if len(self._running) >= MOST_AT_ONCE:
                raise Failure("busy")
            probe = self._breaker.admits(self._clock())
            call = _Call(deadline, key, probe)
            self._running.add(call)
            # A daemon: at the end of the process nobody waits for an endpoint.
            work = threading.Thread(target=self._work, args=(self._client, call, question, text), daemon=True)
        try:
            work.start()
        except RuntimeError as error:  # the machine has no thread to give
            self._finish(call, failure=Failure("busy", detail=type(error).__name__))
        return call

    def _end(self, call: "_Call", waited: float) -> object:
        """A call's answer; Failure when it has none, and it is given up when it has none yet."""
        with self._lock:
            if not call.done.is_set():
                call.failure = Failure("timeout", detail="abandoned")
                self._counted["abandoned"] += 1
                call.abandon()
            self._breaker.settle(call.failure, self._clock(), probe=call.probe)
            self._seconds += waited
            self._slowest = max(self._slowest, waited)
            if call.failure:
                raise call.failure
            self._counted["answers"] += 1
            return call.answer

    def _count(self, failure: Failure) -> None:
        """Count and, once a minute for each reason, log why there is no answer."""
        reason, now = failure.reason, self._clock()
        with self._lock:
            self._fallbacks[reason] += 1
            count = self._fallbacks[reason]
            if now - self._logged.get(reason, -_LOG_REST) < _LOG_REST:
                return
            self._logged[reason] = now
        level = logging.INFO if reason == "warming" else logging.WARNING
        facts = {"reason": reason, "detail": failure.detail, "count": count}
        _log.log(level, "no answer: reason=%(reason)s detail=%(detail)s count=%(count)d", facts, extra=facts)

    def _work(self, client: "OpenAI", call: "_Call", question: Question[T], text: str) -> None:
        """The thread of a call."""
        _here.call = call
        try:
            answer = self._persist(client, call, question, text)
        except Exception as error:
            self._finish(call, failure=understood(error))
        else:
            self._finish(call, answer=answer)

    def _finish(self, call: "_Call", answer: object = None, failure: Failure | None = None) -> None:
        with self._lock:
            self._running.discard(call)
            if failure is None:  # also where nobody waits any more: it is paid for
                self._cache[call.key] = answer
                while len(self._cache) > CACHED:
                    self._cache.popitem(last=False)
            if not call.abandoned.is_set():
                call.answer, call.failure = answer, failure
                call.done.set()

    def _persist(self, client: "OpenAI", call: "_Call", question: Question[T], text: str) -> T:
        """Try until there is an answer, or no time, no budget or no sense in trying again."""
        for tried in range(1, TRIES):
            try:
                return self._once(client, call, question, text)
            except Exception as error:
                failure = understood(error)
            if not (self._does_without(failure, question) or self._waits(failure, call, tried)):
                raise failure
        return self._once(client, call, question, text)

    def _waits(self, failure: Failure, call: "_Call", tried: int) -> bool:
        """Wait before another try; False when it makes no sense or does not fit before the deadline."""
        wait = failure.retry_after
        if wait is None:
            wait = _BACKOFF * 2 ** (tried - 1) * random.uniform(0.5, 1)  # noqa: S311 (no secret)
        fits = self._clock() + wait + _ROOM < call.deadline
        return failure.passes and fits and not call.abandoned.wait(wait)

    def _once(self, client: "OpenAI", call: "_Call", question: Question[T], text: str) -> T:
        body = self._body(question, text)
        spent = self._spend(len(msgspec.json.encode(body)) // _BYTES_A_TOKEN + question.most_tokens)
        raw = client.chat.completions.with_raw_response.create(
            **body, timeout=max(0.01, call.deadline - self._clock())
        ).content
        completion = msgspec.json.decode(raw, type=Completion)
        self._account(spent, completion.usage)
        return question.read(completion.text())

    def _body(self, question: Question[T], text: str) -> dict[str, Any]:
        most = "max_tokens" if "max_completion_tokens" in self._unsupported else "max_completion_tokens"
        optional = {"temperature": 0, most: question.most_tokens}
        return {
            "model": self._settings.model,
            "messages": [
                {"role": "system", "content": question.instructions},
                {"role": "user", "content": text},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": question.name, "strict": True, "schema": question.schema},
            },
            **{name: value for name, value in optional.items() if name not in self._unsupported},
        }

    def _does_without(self, failure: Failure, question: Question[T]) -> bool:
        """Whether a request was rejected for a parameter that it can do without from now on.

        Reasoning models take no temperature, older servers no max_completion_tokens.
        """
        if failure.reason != "rejected":
            return False
        sent = self._body(question, "").keys() & {"temperature", "max_tokens", "max_completion_tokens"}
        named = sent & set(re.findall(r"\w+", failure.said))
        with self._lock:
            self._unsupported |= named
        return bool(named)

    def _spend(self, tokens: int) -> list[float]:
        with self._lock:
            spent = self._budget.take(self._clock(), tokens)
            if spent is None:
                raise Failure("budget")
            self._counted["calls"] += 1
            return spent

    def _account(self, spent: list[float], usage: Usage | None) -> None:
        """What a call has really used takes the place of the guess."""
        if usage is None:
            return
        with self._lock:
            self._counted["prompt_tokens"] += usage.prompt_tokens
            self._counted["completion_tokens"] += usage.completion_tokens
            spent[1] = usage.prompt_tokens + usage.completion_tokens

    def _remember_socket(self, response: Any) -> None:  # noqa: ANN401 (httpx's, which is not imported here)
        """Called in a call's thread when a response begins: what could drip without end can then be cut off."""
        stream = response.extensions.get("network_stream")
        with self._lock:
            _here.call.wire = stream.get_extra_info("socket") if stream else None
            if _here.call.abandoned.is_set():
                _here.call.abandon()


@dataclass(eq=False)
class _Call:
    """One question under way."""

    deadline: float
    key: bytes
    probe: bool
    done: threading.Event = field(default_factory=threading.Event)
    abandoned: threading.Event = field(default_factory=threading.Event)
    answer: object = None
    failure: Failure | None = None
    wire: socket.socket | None = None

    def abandon(self) -> None:
        """Give the call up and wake its thread, so that it ends now rather than with the endpoint's last byte."""
        self.abandoned.set()
        if self.wire is not None:
            # Past ssl's own shutdown, which pulls the session away under the thread that reads.
            with suppress(OSError):  # it has ended by itself
                socket.socket.shutdown(self.wire, socket.SHUT_RDWR)


class _Here(threading.local):
    call: _Call


_here = _Here()


def _key(question: Question[T], text: str) -> bytes:
    return hashlib.sha256(msgspec.json.encode((question.name, question.instructions, question.schema, text))).digest()
