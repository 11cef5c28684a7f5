"""The section on constraints read from text: what counts as found, how parts are told apart, how queries are read."""

import json
from pathlib import Path
from typing import get_args

import pytest

from bench.quality import slots
from bench.quality.section import Absent
from bench.quality.slots import Asked, Slot, Span
from mood_extract.mood import Constraint, Field


def asked(*of: Slot, negation: bool = False) -> Asked:
    return Asked("a text", of, negation)


def judged(request: Asked, *read: Constraint) -> slots.Judged:
    return slots.judge(request, lambda text: read)


@pytest.mark.parametrize(
    ("field", "read", "words", "true", "right"),
    [
        ("runtime_max", 105, "about 90 minutes", 90, True),
        ("runtime_max", 106, "about 90 minutes", 90, False),
        ("year_min", 1990, "from 1990", 1990, True),
        ("year_min", 1991, "from 1990", 1990, False),
        ("year_min", 2021, "recent", 2023, True),
        ("year_min", 2014, "recent", 2023, False),
        ("genre", ("Comedy", "Drama"), "comedy or drama", "Drama", True),
        ("genre", "Comedy", "comedy", ("Horror", "Comedy"), True),
        ("genre", "Comedy", "comedy", "Horror", False),
        ("avoid", "spider", "no spiders", "spiders", True),
        ("not_genre", "Horror", "no horror", "Horror", True),
    ],
)
def test_a_slot_is_found_within_its_tolerance(
    field: Field, read: int | str, words: str, true: int | str, right: bool
) -> None:
    assert slots.matches(Constraint(field, read, words), Slot(field, true, True)) is right


def test_a_ruled_out_value_is_not_the_same_asked_for() -> None:
    assert not slots.matches(Constraint("genre", "Horror"), Slot("not_genre", "Horror", True))


def test_precision_and_recall_over_all_slots() -> None:
    one = judged(
        asked(Slot("genre", "Comedy", True), Slot("genre", "Drama", True), Slot("kind", "film", True)),
        Constraint("genre", ("Comedy", "Drama")),
        Constraint("year_min", 1990, "1990"),
    )
    assert slots.tally(one) == (3, 2, 2, 1)
    assert slots.tally(one, "genre") == (2, 2, 1, 1)
    precision, recall = slots.precision_recall([slots.tally(one)])
    assert precision.value == pytest.approx(1 / 2)
    assert recall.value == pytest.approx(2 / 3)
    assert slots.f1(precision, recall) == pytest.approx(4 / 7)


def test_what_the_product_adds_for_children_is_no_reading() -> None:
    added = Constraint("genre", ("Family", "Animation"), "for my kids", hard=False)
    assert judged(asked(), added).wrong == ()


NO_HORROR = asked(Slot("not_genre", "Horror", True), Slot("genre", "Comedy", True), negation=True)


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ([Constraint("not_genre", "Horror")], True),
        ([], False),
        ([Constraint("not_genre", "Horror"), Constraint("genre", "Horror")], False),
        ([Constraint("not_genre", "Horror"), Constraint("not_genre", "Comedy")], False),
        ([Constraint("not_genre", "Horror"), Constraint("kind", "film")], True),
    ],
)
def test_a_negation_is_kept_when_it_is_neither_lost_nor_turned_nor_widened(read: list[Constraint], kept: bool) -> None:
    assert judged(NO_HORROR, *read).negation_kept is kept


def test_the_requests_are_whole_and_fixed_parts_of_them_are_held_out() -> None:
    requests = slots.requests()
    held = sum(each.held_out for each in requests)
    assert (len(requests), held) == (320, 209)
    assert len({each.text for each in requests}) == len(requests)
    assert {slot.field for each in requests for slot in each.slots} <= {*get_args(Field)}


def test_queries_are_read_with_the_places_of_their_spans(tmp_path: Path) -> None:
    path = tmp_path / "queries.bio"
    path.write_text("O\tan\nB-Year\t80\nI-Year\ts\nB-Genre\tcomedy\n\nB-Actor\tbogart\nO\ts\nO\tbest\n")
    first, second = slots.sentences(path)
    assert first.text == "an 80s comedy"
    assert first.spans == (Span("Year", 3, 6), Span("Genre", 7, 13))
    assert second.text == "bogart's best"
    assert second.spans == (Span("Actor", 0, 6),)


def test_spans_are_found_by_the_words_of_constraints(tmp_path: Path) -> None:
    catalog = tmp_path / "catalog.jsonl"
    record = {"id": "f", "title": "Film", "cast": ["Meg Ryan", "Tom Hanks"], "kind": "film", "overview": "a war"}
    catalog.write_text(json.dumps(record) + "\n")
    path = tmp_path / "queries.bio"
    path.write_text(
        "O\ta\nB-Year\t1995\nB-Genre\twestern\nO\twith\nB-Actor\ttom\nI-Actor\thanks\nO\tor\nB-Actor\tnobody\n\n"
        "B-Genre\tweepie\nO\tof\nO\tthe\nO\tfifties\n"
    )
    found = slots.spans_found(list(slots.sentences(path)), catalog)
    total = {name: tuple(map(sum, zip(*score.tallies, strict=True))) for name, score in found.slots.items()}
    assert total == {"Genre": (2, 1, 1, 1), "Year": (1, 1, 2, 1), "Person": (1, 1, 1, 1)}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Absent, match="trivia10k13test"):
        slots.run(tmp_path, tmp_path, quick=False)


def test_the_quick_version_needs_no_data(tmp_path: Path) -> None:
    section = slots.run(tmp_path / "none", tmp_path, quick=True)
    assert section.figures["f1"] > 0.92
    assert section.figures["negation"] > 0.84
    assert set(section.figures) == {"f1", "precision", "recall", "hard", "negation"}
    assert "held out" in section.text
