"""Every way in which an endpoint fails, and what it is taken for."""

import pytest

from mood_extract.failures import Reason
from mood_extract.language_model import TRIES, LanguageModel
from tests.model_server import Act, drips, fails, resets, says, sends, serving, silent
from tests.mood_extract.asking import ask, eventually, settings_for, warmed

FAILING: list[tuple[str, Act, Reason, int]] = [
    ("silence", silent, "timeout", 1),
    ("drip", drips(), "timeout", 1),
    ("a dripping error", drips(500), "timeout", 1),
    ("401", fails(401), "unauthorized", 1),
    ("403", fails(403), "unauthorized", 1),
    ("429, come back later", fails(429, retry_after="20"), "rate_limited", 1),
    ("429, come back soon", fails(429, retry_after_ms="20"), "rate_limited", TRIES),
    ("500 for ever", fails(500, retry_after_ms="10"), "server_error", TRIES),
    ("reset for ever", resets, "connection", 2),
    ("a wrong deployment", fails(404, "DeploymentNotFound"), "rejected", 1),
    ("a redirect", fails(307, location="http://127.0.0.1:9/"), "rejected", 1),
    ("refusal", says(None, refusal="I cannot help with that."), "refused", 1),
    ("filtered text", fails(400, "content_filter"), "refused", 1),
    ("filtered answer", says('{"mood"', "content_filter"), "refused", 1),
    ("broken JSON", says('{"mood": '), "broken", 1),
    ("cut short", says('{"mood": 1}', "length"), "broken", 1),
    ("empty answer", says(""), "broken", 1),
    ("no content", says(None), "broken", 1),
    ("no choices", sends({"choices": []}), "broken", 1),
    ("no completion", sends({"hello": "world"}), "broken", 1),
    ("no JSON", sends(b"<html>"), "broken", 1),
    ("nothing", sends(b""), "broken", 1),
]


@pytest.mark.parametrize(("act", "reason", "calls"), [each[1:] for each in FAILING], ids=[each[0] for each in FAILING])
def test_every_failure_is_none_in_time_for_a_reason(act: Act, reason: Reason, calls: int) -> None:
    with serving(act) as server:
        model = warmed(LanguageModel(settings_for(server)))
        assert ask(model) is None
        seen = model.telemetry
        assert seen.fallbacks == {reason: 1}
        assert seen.answers == 0
        assert min(calls, 2) <= len(server.asked) == seen.calls <= max(calls, TRIES if calls > 1 else 1)
        # Not even the thread of an abandoned call stays, though the endpoint goes on.
        assert eventually(lambda: model.telemetry.running == 0)
