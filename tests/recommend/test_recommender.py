"""The promises of an answer, on a catalogue that is known by heart."""

import math
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from mood_extract.mood import Constraint, Message, Mood
from recommend.recommender import Recommender
from recommend.request import Answer, Rated, Request
from recommend.signals import MODULES
from tests.recommend.test_masks import CONSTRAINTS, meets
from tests.recommend.toys import RECORDS, ROW, load

EVERYTHING = len(RECORDS)
FUNNY = Mood(wanted={"funny": 1.0}, confidence=0.9)


def said(text: str) -> tuple[Message, ...]:
    return (Message("user", text),)


def ids(answer: Answer) -> list[str]:
    return [item.id for item in answer.items]


RICH = Request(
    messages=said("I loved Alien and I want something funny about love, under two hours"),
    history=(Rated("up", 5.0), Rated("heat", 1.0)),
)


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda c: f"{c.field} {c.value}")
def test_no_title_breaks_a_hard_constraint(
    recommender: Recommender, trained: Recommender, constraint: Constraint
) -> None:
    expected = {record["id"] for record in RECORDS if meets(record, constraint)}
    in_mood = Request(mood=Mood(constraints=(constraint,)), limit=EVERYTHING)
    as_filter = Request(messages=said("something nice"), filters=(constraint,), limit=EVERYTHING, diversity=1.0)
    for each in (recommender, trained):
        for request in (in_mood, as_filter):
            answer = each.recommend(request)
            assert set(ids(answer)) == expected
            assert not answer.loosened


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("a western", {"west"}),
        ("an animated film under 90 minutes", {"totoro"}),
        ("a french film", {"amelie"}),
        ("with Keanu Reeves", {"matrix"}),
        ("a science fiction film, no horror", {"matrix", "her"}),
        ("a comedy from before 1950", {"duck"}),
    ],
)
def test_words_become_promises(recommender: Recommender, text: str, only: set[str]) -> None:
    answer = recommender.recommend(Request(messages=said(text), limit=EVERYTHING))
    assert set(ids(answer)) == only
    assert not answer.loosened


def test_the_nearest_come_when_nothing_is_left(recommender: Recommender) -> None:
    request = Request(messages=said("a comedy film under 60 minutes"), filters=(Constraint("kind", "film"),), limit=3)
    answer = recommender.recommend(request)
    assert [each.field for each in answer.loosened] == ["runtime_max"]
    duck = next(item for item in answer.items if item.id == "duck")
    assert "71 minutes" in duck.reasons
    assert all("Comedy" in item.genres for item in answer.items)


def test_nothing_comes_back(recommender: Recommender, trained: Recommender) -> None:
    gone = {"alien", "up", "heat", "dark", "it", "matrix", "amelie"}
    request = Request(
        messages=(
            Message("user", "I loved Alien but hated The Matrix (1999)"),
            Message("assistant", "How about Amélie (2001)?"),
            Message("user", "something else"),
        ),
        filters=(Constraint("not_like", "it"),),
        history=(Rated("up", 5.0), Rated("heat", 1.0)),
        exclude=("dark",),
        limit=EVERYTHING,
    )
    for fill in (False, True):
        for each in (recommender, trained):
            assert set(ids(each.recommend(msgspec.structs.replace(request, fill=fill)))) == set(ROW) - gone


def test_everything_was_seen(recommender: Recommender, trained: Recommender) -> None:
    for each in (recommender, trained):
        answer = each.recommend(Request(messages=said("a comedy"), exclude=tuple(ROW), fill=True))
        assert (answer.items, answer.loosened) == ((), ())


def test_fill_puts_titles_that_break_a_constraint_last(recommender: Recommender, trained: Recommender) -> None:
    request = Request(messages=said("a western"), limit=EVERYTHING - 1, fill=True, diversity=0.0, exclude=("up",))
    for each in (recommender, trained):
        answer = each.recommend(request)
        assert len(answer.items) == EVERYTHING - 1
        assert ids(answer)[0] == "west"
        assert len(set(ids(answer))) == len(answer.items)
        assert ids(each.recommend(msgspec.structs.replace(request, fill=False))) == ["west"]
        assert len(each.recommend(msgspec.structs.replace(request, limit=7)).items) == 7


def test_fill_goes_on_with_what_is_allowed(trained: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommend.recommender.CANDIDATES", 2)
    only = Constraint("genre", "Horror")
    answer = trained.recommend(Request(filters=(only,), limit=8, fill=True, diversity=0.0))
    assert ["Horror" in item.genres for item in answer.items] == [True] * 5 + [False] * 3


@pytest.mark.parametrize("diversity", [0.0, 0.25, 1.0])
@pytest.mark.parametrize("limit", [0, 1, 4, 500])
def test_a_limit_is_a_limit(trained: Recommender, limit: int, diversity: float) -> None:
    answer = trained.recommend(Request(mood=FUNNY, limit=limit, diversity=diversity))
    assert len(set(ids(answer))) == len(answer.items) == min(limit, EVERYTHING)


def test_equal_input_gives_equal_output(trained: Recommender, whole_folder: Path) -> None:
    again = load(whole_folder)
    for request in (RICH, Request(seed="somebody today"), Request()):
        answers = [each.recommend(request) for each in (trained, trained, again)]
        assert answers[0] == answers[1] == answers[2]


def test_two_newcomers_need_not_see_the_same(recommender: Recommender, trained: Recommender) -> None:
    for each in (recommender, trained):
        lists = {tuple(ids(each.recommend(Request(seed=f"user {number} today")))) for number in range(8)}
        assert len(lists) > 4


@pytest.mark.parametrize(
    "known",
    [
        Request(messages=said("something funny")),
        Request(mood=FUNNY),
        Request(history=(Rated("up"),)),
        Request(history=(Rated("up", 1.0),)),
        Request(filters=(Constraint("kind", "film"),)),
    ],
)
def test_chance_is_for_newcomers_alone(trained: Recommender, known: Request) -> None:
    seeded = {tuple(ids(trained.recommend(msgspec.structs.replace(known, seed=seed)))) for seed in ("a", "b", "")}
    assert len(seeded) == 1


def test_popular_titles_lead_for_a_newcomer(recommender: Recommender) -> None:
    assert ids(recommender.recommend(Request(limit=1, diversity=0.0))) == ["matrix"]


def test_each_kind_of_evidence_moves_the_list(recommender: Recommender) -> None:
    def first(request: Request) -> str:
        return ids(recommender.recommend(request))[0]

    assert first(Request(mood=Mood(wanted={"relaxing": 1.0}))) == "totoro"
    assert first(Request(history=(Rated("alien"),))) == "thing82"
    assert "roxanne" in ids(recommender.recommend(Request(messages=said("Steve Martin, maybe"))))[:2]
    assert first(Request(messages=said("a waitress in paris"))) == "amelie"


def test_diversity_spreads(recommender: Recommender) -> None:
    def genres(diversity: float) -> int:
        mood = Mood(wanted={"scary": 1.0})
        answer = recommender.recommend(Request(mood=mood, limit=5, diversity=diversity))
        return len({genre for item in answer.items for genre in item.genres})

    assert genres(0.0) < genres(1.0)


def test_an_answer_tells_what_was_used(trained: Recommender) -> None:
    assert set(trained.recommend(RICH).legs) == {*MODULES, "history", "ranker"}
    assert "history" not in trained.recommend(Request()).legs
    assert not {"meaning", "mood", "collaborative", "content", "lexical"} & set(trained.recommend(Request()).legs)


@pytest.mark.parametrize("off", [*MODULES, "blend", "ranker", "encoder", "history"])
def test_any_leg_can_be_off(whole_folder: Path, off: str) -> None:
    recommender = load(whole_folder, frozenset({off}))
    for request in (RICH, Request(), Request(history=(Rated("up"),)), Request(messages=said("hello"))):
        answer = recommender.recommend(request)
        assert len(answer.items) == request.limit or request is RICH
        assert off not in answer.legs
        assert not {seen.item_id for seen in request.history} & set(ids(answer))
    if off == "encoder":
        assert "meaning" not in recommender.recommend(RICH).legs


def test_all_legs_can_be_off(whole_folder: Path) -> None:
    off = frozenset({*MODULES, "blend", "ranker", "encoder", "history"})
    answer = load(whole_folder, off).recommend(RICH)
    assert answer.legs == ()
    assert answer.items
    assert all(item.runtime_minutes and item.runtime_minutes <= 120 for item in answer.items)


def test_there_may_be_no_encoder(whole_folder: Path) -> None:
    trained = load(whole_folder)
    recommender = Recommender.load(whole_folder, None, trained.reader.understand)
    assert "encoder" in recommender.missing
    assert "meaning" not in recommender.recommend(RICH).legs


def test_the_history_is_used_only_where_it_is_on(whole_folder: Path) -> None:
    without = load(whole_folder, frozenset({"history"})).recommend(Request(history=(Rated("alien"),)))
    assert not any("Alien" in reason for item in without.items for reason in item.reasons)


def test_scores_and_fields_of_an_answer(trained: Recommender) -> None:
    answer = trained.recommend(Request(mood=FUNNY, limit=EVERYTHING, diversity=0.0))
    scores = [item.score for item in answer.items]
    assert scores == sorted(scores, reverse=True)
    assert (scores[0], scores[-1]) == (1.0, 0.0)
    for item in answer.items:
        record = RECORDS[ROW[item.id]]
        for field in ("title", "year", "kind", "runtime_minutes", "age_rating"):
            assert getattr(item, field) == record.get(field)
        assert item.genres == record.get("genres", [])
        assert item.reasons
    assert b"NaN" not in msgspec.json.encode(answer)


def test_no_because_you_liked_without_a_history(trained: Recommender) -> None:
    for request in (Request(), Request(messages=said("I loved Alien")), Request(mood=FUNNY)):
        answer = trained.recommend(msgspec.structs.replace(request, limit=EVERYTHING))
        assert not any("you liked" in reason for item in answer.items for reason in item.reasons)


def test_similar_titles(recommender: Recommender, trained: Recommender) -> None:
    assert recommender.similar("alien", 3)[0] == "thing82"
    assert "alien" not in recommender.similar("alien", EVERYTHING)
    assert len(trained.similar("up", 5)) == 5
    with pytest.raises(KeyError):
        recommender.similar("nobody", 3)


def test_understand(recommender: Recommender) -> None:
    mood = recommender.understand(said("I loved Alien, something funny"))
    assert mood.wanted["funny"] > 0.5
    assert any(each.field == "like" and each.value == "alien" for each in mood.constraints)


HOSTILE = (
    "", " ", "\ud800", "🎬" * 5_000, "\x00\x07", "%s{}", "no " * 30_000, "I loved Alien " * 7_000, "((((" * 25_000,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_anywhere(trained: Recommender, text: str) -> None:
    request = Request(
        messages=(Message("assistant", text), Message("user", "funny"), Message("user", text)),
        history=(Rated(text), Rated("up", math.nan), Rated("alien", math.inf), Rated("it", -1e308)),
        exclude=(text,),
        filters=tuple(Constraint(c.field, text[:200], hard=False) for c in CONSTRAINTS if isinstance(c.value, str)),
        seed=text,
    )
    answer = trained.recommend(request)
    assert answer.items
    assert not {"up", "alien", "it"} & set(ids(answer))
    assert trained.recommend(Request(seed=text)).items
    assert trained.recommend(Request(exclude=(text,), seed=text, filters=(Constraint("genre", text),))).loosened


def test_absurd_numbers(trained: Recommender) -> None:
    for field in ("year_min", "year_max", "runtime_min", "runtime_max"):
        for value in (-(10**9), 0, 10**9):
            answer = trained.recommend(Request(filters=(Constraint(field, value),)))
            assert answer.items


def test_a_request_leaves_the_recommender_as_it_was(trained: Recommender) -> None:
    before = trained.recommend(RICH)
    folder = replace(trained.folder)
    for text in HOSTILE[:4]:
        trained.recommend(Request(messages=said(text), limit=3))
    assert trained.recommend(RICH) == before
    assert trained.folder == folder
