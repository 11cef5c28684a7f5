"""When an endpoint may be asked: a circuit that opens while it fails, and a budget of calls and tokens a minute."""

from collections import deque
from dataclasses import dataclass, field

from mood_extract.failures import Failure

FAILURES = 5
"""Failures in a row that open the circuit."""
OPEN_SECONDS = 30.0
LONGEST_REST = 120.0
"""An endpoint that says when to come back is left alone until then, up to this many seconds."""

_MINUTE = 60.0


@dataclass
class Breaker:
    """A circuit that opens after failures in a row, and then lets one call through to see whether it may close."""

    failures: int = 0
    is_open: bool = False
    probing: bool = False
    until: float = 0.0

    def admits(self, now: float) -> bool:
        """Whether a call that may now be made is a probe; Failure when none may. Every call must be settled."""
        if not self.is_open:
            return False
        if now < self.until or self.probing:
            raise Failure("open_circuit")
        self.probing = True
        return True

    def settle(self, failure: Failure | None, now: float, *, probe: bool) -> None:
        """Take in how a call ended."""
        self.probing = self.probing and not probe
        if failure is None or failure.reason == "refused":  # the endpoint works; only this text is not answered
            self.failures, self.is_open = 0, False
        elif failure.reason not in ("budget", "busy"):
            self.failures += 1
            opens = probe or self.failures >= FAILURES
            rest = max(min(failure.retry_after or 0.0, LONGEST_REST), OPEN_SECONDS if opens else 0.0)
            if rest:
                self.is_open, self.until = True, max(self.until, now + rest)


@dataclass
class Budget:
    """Calls and tokens of the last minute."""

    calls: int
    tokens: int
    spent: deque[list[float]] = field(default_factory=deque)

    def take(self, now: float, tokens: int) -> list[float] | None:
        """Reserve a call of so many tokens: [when, tokens], to be corrected once they are counted; None when spent."""
        while self.spent and now - self.spent[0][0] >= _MINUTE:
            self.spent.popleft()
        if len(self.spent) >= self.calls or sum(used for _, used in self.spent) + tokens > self.tokens:
            return None
        self.spent.append([now, tokens])
        return self.spent[-1]
