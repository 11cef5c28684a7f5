"""What the sentences of the felt head say, and what they leave open."""

from pathlib import Path

import pytest

from model_build.felt import OWN_WEIGHT, Row, dair, goemotions, requests, sentences, wishes, with_wishes, written
from mood_extract.mood import FELT


def felt(mood: str, row: Row) -> int:
    return int(sentences([row]).labels[0, FELT.index(mood)])


def test_a_feeling_is_yes_its_neighbours_unknown_and_the_rest_no() -> None:
    row = Row("I'm lonely", frozenset({"lonely"}))
    assert (felt("lonely", row), felt("sad", row), felt("excited", row)) == (1, -1, 0)


def test_own_sentences_count_more() -> None:
    rows = sentences([Row("a", frozenset())], [Row("b", frozenset({"calm"}))])
    assert rows.texts == ["a", "b"]
    assert list(rows.weights) == [1, OWN_WEIGHT]


def test_own_sentences_tell_every_feeling() -> None:
    assert {mood for row in written() for mood in row.felt} == set(FELT)


def test_a_wish_behind_a_sentence_changes_nothing_felt() -> None:
    rows = with_wishes(written()[:40])
    assert len(rows) == 80
    assert rows[1].felt == rows[0].felt
    assert rows[1].text.startswith(rows[0].text + " ")
    assert len({row.text.removeprefix(plain.text) for plain, row in zip(rows[::2], rows[1::2], strict=True)}) == 40
    assert all(row.felt == {"neutral"} for row in wishes())


def test_public_splits_are_read(tmp_path: Path) -> None:
    for name in ("goemotions", "dair-emotion"):
        (tmp_path / name).mkdir()
    (tmp_path / "goemotions/labels.txt").write_text("love\nsadness\nneutral\n")
    (tmp_path / "goemotions/test.tsv").write_text('She said "no"\t1\tid1\nI love it\t0\tid2\nBoth\t0,1\tid3\n')
    (tmp_path / "dair-emotion/test.txt").write_text("text;label_name\ni feel so alone;sadness\ni am blue;sadness\n")
    assert [row.felt for row in goemotions(tmp_path, "test")] == [{"sad"}, set(), {"sad"}]
    assert felt("romantic", list(goemotions(tmp_path, "test"))[1]) == -1
    lonely, blue = dair(tmp_path, "test")
    assert (felt("lonely", lonely), felt("sad", lonely)) == (1, -1)
    assert (felt("lonely", blue), felt("sad", blue)) == (-1, 1)


@pytest.mark.data
def test_film_requests_that_tell_of_their_writer_are_left_out(public_data: Path) -> None:
    texts = [row.text.lower() for row in requests(public_data)]
    assert len(texts) > 3000
    assert not any("i feel" in text or "tired" in text for text in texts)
