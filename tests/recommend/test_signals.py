"""One contract for every signal, and for each a known answer on the toy catalogue."""

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest

from mood_extract.mood import Constraint, Mood
from recommend import signals
from recommend.arrays import Arrays
from recommend.evidence import Evidence, Vector
from recommend.signals import CONTEXT, MODULES, NAMES, compute, context
from tests.recommend.toys import RECORDS, ROW, ToyEncoder

LAST, WHOLE = ToyEncoder().encode(["a laugh", "love and ice"])
RICH = Evidence(
    mood=Mood(
        wanted={"funny": 0.9, "scary": 0.4},
        tone="light",
        constraints=(
            Constraint("genre", ("Comedy", "Drama")),
            Constraint("not_genre", "Horror", hard=False),
            Constraint("person", "Steve Martin", hard=False),
            Constraint("year_min", 1980, hard=False),
        ),
    ),
    words=("waitress", "paris", "the", "of", "nowhere"),
    last=LAST,
    whole=WHOLE,
    liked=(ROW["up"],),
    disliked=(ROW["it"],),
    history=(ROW["alien"], ROW["unknown"]),
)
ODD = (
    Evidence(),
    Evidence(mood=Mood(wanted={"funny": 0.0}, tone="intense")),
    Evidence(history=(ROW["unknown"],)),
    Evidence(disliked=(ROW["unknown"],)),
    Evidence(history=tuple(range(len(RECORDS))) * 20, disliked=tuple(range(len(RECORDS)))),
    Evidence(words=("\ud800", "", "x" * 100_000) * 100),
    Evidence(last=np.zeros_like(LAST), whole=np.zeros_like(LAST)),
)
ALWAYS = ("conversations", "facts", "prior")


@pytest.mark.parametrize("leg", MODULES)
@pytest.mark.parametrize("evidence", [RICH, *ODD], ids=range(1 + len(ODD)))
def test_the_contract_of_a_signal(arrays: Arrays, leg: str, evidence: Evidence) -> None:
    scores: Sequence[Vector] | None = MODULES[leg].score(arrays, evidence)
    if scores is None:
        assert evidence is not RICH
        return
    assert len(scores) == len(MODULES[leg].NAMES)
    for vector in scores:
        assert vector.shape == (len(arrays.catalog),)
        assert vector.dtype == np.float32
        assert np.isfinite(vector).all()
    again: Sequence[Vector] = MODULES[leg].score(arrays, evidence)
    assert np.array_equal(scores, again)


@pytest.mark.parametrize("leg", [leg for leg in MODULES if leg not in ALWAYS])
def test_a_signal_is_silent_without_evidence(arrays: Arrays, leg: str) -> None:
    assert MODULES[leg].score(arrays, Evidence()) is None


@pytest.mark.parametrize("leg", ["meaning", "mood", "collaborative", "content", "conversations", "knowledge"])
def test_a_signal_is_silent_without_its_arrays(arrays: Arrays, leg: str) -> None:
    assert MODULES[leg].score(Arrays(arrays.catalog), RICH) is None


def score(module: ModuleType, name: str, arrays: Arrays, evidence: Evidence) -> dict[str, float]:
    vector = module.score(arrays, evidence)[module.NAMES.index(name)]
    return {record["id"]: round(float(vector[row]), 3) for row, record in enumerate(RECORDS)}


def best(found: dict[str, float]) -> set[str]:
    return {title for title, value in found.items() if value == max(found.values())}


def test_meaning_is_the_cosine_with_the_words(arrays: Arrays) -> None:
    last = score(signals.meaning, "meaning_last", arrays, RICH)
    assert best(last) == {"airplane"}
    assert last["heat"] == 0
    whole = score(signals.meaning, "meaning_whole", arrays, RICH)
    assert best(whole) == {"her"}
    one = replace(RICH, whole=LAST)
    assert score(signals.meaning, "meaning_whole", arrays, one) == last


def test_mood_is_the_mean_of_what_is_wanted(arrays: Arrays) -> None:
    funny = Evidence(mood=Mood(wanted={"funny": 0.5, "heartwarming": 0.5}))
    affinity = score(signals.mood, "mood_affinity", arrays, funny)
    assert (affinity["up"], affinity["alien"]) == (0.85, 0)
    light = Evidence(mood=Mood(tone="light"))
    clash = score(signals.mood, "mood_clash", arrays, light)
    assert clash["it"] > 0 > clash["up"]


def test_collaborative_reads_the_neighbours_of_the_examples(arrays: Arrays) -> None:
    liked = Evidence(history=(ROW["alien"],), liked=(ROW["up"],))
    total = score(signals.collaborative, "neighbours_sum", arrays, liked)
    assert total["thing82"] == total["totoro"] == round(0.4 / 2**0.5, 3)
    assert score(signals.collaborative, "neighbours_max", arrays, liked)["matrix"] == 0.2
    last = score(signals.collaborative, "neighbours_last", arrays, liked)
    assert (last["totoro"], last["thing82"]) == (0.4, 0)
    disliked = replace(liked, disliked=(ROW["heat"],))
    assert score(signals.collaborative, "neighbours_sum", arrays, disliked) == total
    assert score(signals.collaborative, "neighbours_disliked", arrays, disliked)["west"] == round(0.4 / 2**0.5, 3)
    loved = score(signals.collaborative, "neighbours_loved", arrays, replace(liked, loved=frozenset([ROW["alien"]])))
    assert (loved["thing82"], loved["totoro"]) == (round(0.4 / 2**0.5, 3), 0)


def test_collaborative_looks_at_the_latest_for_the_largest(arrays: Arrays, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals.collaborative, "NEAREST", 1)
    evidence = Evidence(history=(ROW["alien"], ROW["up"]), disliked=(ROW["heat"],))
    largest = score(signals.collaborative, "neighbours_max", arrays, evidence)
    assert (largest["totoro"], largest["thing82"], largest["west"]) == (0.4, 0, 0)


def test_content_is_the_likeness_to_examples(arrays: Arrays) -> None:
    near = score(signals.content, "content_max", arrays, Evidence(liked=(ROW["thing82"],)))
    assert near["thing82"] == 1
    assert near["thing11"] > 0.9 > 0.1 > near["amelie"]
    disliked = Evidence(disliked=(ROW["thing82"],))
    assert score(signals.content, "content_disliked", arrays, disliked)["thing11"] > 0.9
    assert set(score(signals.content, "content_max", arrays, disliked).values()) == {0}


def test_past_conversations_vote(arrays: Arrays) -> None:
    near = Evidence(whole=ToyEncoder().encode(["love"])[0], liked=(ROW["1917"],))
    assert best(score(signals.conversations, "turns_near", arrays, near)) == {"her", "amelie"}
    together = score(signals.conversations, "named_with", arrays, near)
    assert together["duck"] > together["her"] == 0
    assert score(signals.conversations, "named_often", arrays, Evidence())["alien"] == 0


def test_knowledge_tells_what_goes_together_and_what_answers(arrays: Arrays) -> None:
    evidence = Evidence(liked=(ROW["up"], ROW["alien"]), words=("laugh",), last=LAST, whole=LAST)
    alike = score(signals.knowledge, "alike", arrays, evidence)
    assert sorted(name for name, value in alike.items() if value) == ["bluey", "heat", "thing11", "thing82", "totoro"]
    assert score(signals.knowledge, "alike_last", arrays, evidence)["totoro"] == 0  # it goes with the first
    steps = score(signals.knowledge, "alike_steps", arrays, Evidence(liked=(ROW["heat"],)))
    assert steps["thing82"] > 0 and alike["heat"] < alike["thing82"]  # named after it
    assert best(score(signals.knowledge, "advice", arrays, evidence)) == {"airplane", "duck"}
    towers = score(signals.knowledge, "towers", arrays, evidence)
    assert np.mean(list(towers.values())) == pytest.approx(0, abs=1e-2)
    assert towers == score(signals.knowledge, "towers_last", arrays, evidence)
    unlike = Evidence(words=("ice",), last=WHOLE, whole=WHOLE)
    assert not any(score(signals.knowledge, "advice", arrays, unlike).values())


def test_facts_that_were_asked_for(arrays: Arrays) -> None:
    asked = score(signals.facts, "genre_asked", arrays, RICH)
    assert (asked["roxanne"], asked["heat"], asked["alien"]) == (0.5, 0.5, 0)
    assert best(score(signals.facts, "genre_refused", arrays, RICH)) == {"alien", "it", "martin", "thing82", "thing11"}
    assert best(score(signals.facts, "person_asked", arrays, RICH)) == {"roxanne"}


def test_lexical_weighs_rare_words(arrays: Arrays) -> None:
    found = score(signals.lexical, "words_shared", arrays, RICH)
    assert best(found) == {"amelie"}
    assert found["alien"] == 0


def test_priors_know_the_popular_the_good_and_the_new(arrays: Arrays) -> None:
    assert best(score(signals.prior, "popularity", arrays, Evidence())) == {"matrix"}
    assert best(score(signals.prior, "popularity_top", arrays, Evidence())) == {"matrix"}
    assert best(score(signals.prior, "recency", arrays, Evidence())) == {"1917"}
    quality = score(signals.prior, "quality", arrays, Evidence())
    assert quality["bluey"] > quality["thing11"]


def test_all_signals_together(arrays: Arrays) -> None:
    values, legs = compute(arrays, RICH)
    assert values.shape == (len(NAMES), len(arrays.catalog))
    assert values.dtype == np.float32
    assert legs == tuple(MODULES)
    assert np.array_equal(values[NAMES.index("meaning_last")], signals.meaning.score(arrays, RICH)[0])  # type: ignore[index]


@pytest.mark.parametrize("off", MODULES)
def test_a_leg_that_is_off_is_zero_and_not_named(arrays: Arrays, off: str) -> None:
    values, legs = compute(arrays, RICH, frozenset({off}))
    own = [NAMES.index(name) for name in MODULES[off].NAMES]
    everything, _ = compute(arrays, RICH)
    assert off not in legs
    assert not values[own].any()
    assert np.array_equal(np.delete(values, own, 0), np.delete(everything, own, 0))


def test_the_context_is_between_0_and_1() -> None:
    for evidence in (RICH, *ODD):
        found = context(evidence)
        assert found.shape == (len(CONTEXT),)
        assert found.dtype == np.float32
        assert ((found >= 0) & (found <= 1)).all()


def test_words_that_hold_sentences_together_are_no_topic(arrays: Arrays) -> None:
    """In a small catalogue "I" or "my" is rare, and yet no request is about it."""
    said = ("i", "need", "a", "good", "cry", "for", "my", "6", "year", "old")
    assert signals.lexical.score(arrays, Evidence(words=said)) is None
    told = signals.lexical.score(arrays, Evidence(words=(*said, "clowns")))
    assert told is not None
    assert told[0][ROW["it"]] == 1
