"""When an endpoint is asked, and when it is left alone."""

import threading

from mood_extract.circuit import FAILURES, LONGEST_REST, OPEN_SECONDS, Breaker
from mood_extract.failures import Failure
from mood_extract.language_model import LanguageModel
from tests.model_server import fails, says, serving, silent
from tests.mood_extract.asking import GOOD, Clock, ask, settings_for, warmed


def test_the_circuit_opens_and_closes_again() -> None:
    clock = Clock()
    with serving(*[fails(401)] * (FAILURES + 1), says(GOOD)) as server:
        model = warmed(LanguageModel(settings_for(server), clock))
        for _ in range(FAILURES + 3):
            assert ask(model) is None
        assert model.telemetry.fallbacks == {"unauthorized": FAILURES, "open_circuit": 3}
        assert model.telemetry.circuit_open
        clock.ahead += OPEN_SECONDS
        assert ask(model) is None  # one probe, which fails
        assert ask(model) is None
        assert model.telemetry.fallbacks == {"unauthorized": FAILURES + 1, "open_circuit": 4}
        clock.ahead += OPEN_SECONDS
        assert ask(model) == GOOD
        assert not model.telemetry.circuit_open


def test_only_one_call_probes_a_half_open_circuit() -> None:
    clock = Clock()
    with serving(*[fails(401)] * FAILURES, silent) as server:
        model = warmed(LanguageModel(settings_for(server), clock))
        for _ in range(FAILURES):
            ask(model)
        clock.ahead += OPEN_SECONDS
        asking = [threading.Thread(target=ask, args=(model, str(n))) for n in range(3)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        assert len(server.asked) == FAILURES + 1


def test_an_endpoint_that_says_when_is_left_alone_until_then() -> None:
    clock = Clock()
    with serving(fails(429, retry_after="7"), says(GOOD)) as server:
        model = warmed(LanguageModel(settings_for(server), clock))
        assert ask(model) is None
        clock.ahead += 6
        assert ask(model) is None
        assert model.telemetry.fallbacks == {"rate_limited": 1, "open_circuit": 1}
        clock.ahead += 1
        assert ask(model) == GOOD


def test_texts_that_are_refused_do_not_open_the_circuit() -> None:
    with serving(fails(400, "content_filter")) as server:
        model = warmed(LanguageModel(settings_for(server)))
        for _ in range(FAILURES + 1):
            ask(model)
        assert not model.telemetry.circuit_open


def test_the_budget_of_calls_a_minute() -> None:
    clock = Clock()
    with serving(says(GOOD)) as server:
        model = warmed(LanguageModel(settings_for(server, calls_a_minute=2), clock))
        assert [ask(model, text) for text in "abc"] == [GOOD, GOOD, None]
        assert model.telemetry.fallbacks == {"budget": 1}
        clock.ahead += 60
        assert ask(model, "c") == GOOD


def test_the_budget_of_tokens_a_minute_counts_what_was_really_used() -> None:
    with serving(says(GOOD)) as server:
        # A call is taken for 700 tokens before, and has used 120 after.
        model = warmed(LanguageModel(settings_for(server, tokens_a_minute=1000)))
        assert [ask(model, text) for text in "abcd"] == [GOOD, GOOD, GOOD, None]
        assert model.telemetry.fallbacks == {"budget": 1}


def test_no_endpoint_is_left_alone_for_long_because_it_says_so() -> None:
    breaker = Breaker()
    breaker.settle(Failure("rate_limited", retry_after=86_400), 0.0, probe=False)
    assert breaker.until == LONGEST_REST
    assert breaker.admits(LONGEST_REST)


def test_what_was_never_sent_says_nothing_about_the_endpoint() -> None:
    breaker = Breaker()
    for _ in range(FAILURES):
        breaker.settle(Failure("budget"), 0.0, probe=False)
        breaker.settle(Failure("busy"), 0.0, probe=False)
    assert not breaker.is_open
