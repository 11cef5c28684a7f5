"""What a request asks for: words that were never seen are read by their meaning."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from encoder.head import Head
from encoder.sentence import Encoder
from model_build.wanted import FOLDS, FORMS, HEARD, Phrases, judged, learn, phrases
from mood_extract.mood import WANTED

FORMS_EACH = 2


def told_apart(words_each: int = 12) -> tuple[npt.NDArray[np.float32], Phrases]:
    """Words of every mood, and messages without one, each kind in a direction of its own."""
    kinds = len(WANTED) + 1
    kind = np.arange(kinds * words_each).repeat(FORMS_EACH) % kinds
    vectors = np.eye(kinds, dtype=np.float32)[kind] + np.random.default_rng(0).normal(0, 0.02, (len(kind), kinds))
    labels = np.eye(kinds, len(WANTED), dtype=np.int8)[kind]
    word = np.random.default_rng(1).permutation(kinds * words_each).repeat(FORMS_EACH)
    return vectors.astype(np.float32), Phrases([""] * len(kind), labels, word.astype(np.int64))


def test_learned_moods_follow_the_words() -> None:
    vectors, said = told_apart()
    head = learn(vectors, said.labels)
    logits = np.eye(len(WANTED) + 1) @ head[:-1] + head[-1]
    assert logits.argmax(axis=1)[:-1].tolist() == list(range(len(WANTED)))
    assert (np.diag(logits[:-1]) > 0).all()
    assert (logits[-1] < -1).all()


def test_words_held_out_are_judged_by_heads_that_did_not_see_them() -> None:
    vectors, said = told_apart()
    assert judged(vectors, said) == {"auc": 1.0, "heard": 1.0, "heard_rightly": 1.0, "heard_in_silence": 0.0}
    forgotten = np.eye(len(said.texts) // FORMS_EACH, dtype=np.float32).repeat(FORMS_EACH, axis=0)
    assert judged(forgotten, said)["auc"] < 0.7, "twins in other forms would foretell each other"


@pytest.mark.data
def test_phrases_are_words_in_forms_and_talk_without_moods(public_data: Path) -> None:
    said = phrases(public_data)
    asks = said.labels.any(axis=1)
    assert asks.sum() % len(FORMS) == 0
    assert asks.sum() > 2000
    assert (~asks).sum() > 1500
    assert said.labels[said.texts.index("something somber"), WANTED.index("cathartic")] == 1
    assert "something hitchcock" not in said.texts
    one = said.word == said.word[said.texts.index("something somber")]
    assert one.sum() == len(FORMS), "the forms of a word are held out together"
    assert len(set((said.word % FOLDS)[asks])) == FOLDS


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("something mournful", "cathartic"),
        ("something reassuring", "heartwarming"),
        ("something serene", "relaxing"),
        ("I want to be terrified", "scary"),
        ("something sarcastic", "funny"),
        ("something contemplative", "thought-provoking"),
    ],
)
def test_words_that_no_phrase_book_holds_are_read_by_meaning(text: str, mood: str) -> None:
    weights = Head.load("wanted")(Encoder.load().encode([text])[0])
    assert WANTED[weights.argmax()] == mood
    assert weights.max() >= HEARD


@pytest.mark.parametrize("text", ["something with Tom Hanks", "a movie from 1994", "have you seen it?", "hello there"])
def test_no_mood_is_heard_where_there_is_none(text: str) -> None:
    assert Head.load("wanted")(Encoder.load().encode([text])[0]).max() < HEARD
