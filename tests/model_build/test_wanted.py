"""What a request asks for: moods are heard in words that no phrase book holds, and not where there are none."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from encoder.head import TextHead
from encoder.sentence import Encoder
from model_build.wanted import FOLDS, FORMS, HEARD, Requests, judged, learn, requests, written
from mood_extract.mood import WANTED


def test_learned_moods_follow_what_is_said() -> None:
    kinds = len(WANTED) + 1
    kind = np.arange(kinds * 12) % kinds
    x = csr_matrix(np.eye(kinds)[kind] + np.random.default_rng(0).normal(0, 0.02, (len(kind), kinds)))
    head = learn(x, np.eye(kinds, len(WANTED), dtype=np.int8)[kind])
    logits = np.eye(kinds) @ head[:-1] + head[-1]
    assert logits.argmax(axis=1)[:-1].tolist() == list(range(len(WANTED)))
    assert (logits[-1] < logits.max(axis=1)[:-1].min()).all()


def test_shares_worked_out_by_hand() -> None:
    labels = np.zeros((4, len(WANTED)), np.int8)
    labels[range(3), range(3)] = 1
    scores = np.full(labels.shape, -3.0)
    scores[0, 0], scores[1, (1, 5)], scores[2, (7, 8)] = 1, (1, 2), (1, 2)
    asked = Requests([""] * 4, labels, [*WANTED[:3], ""], [0] * 4)
    assert judged(scores, asked) == {"first": 0.333, "first_or_second": 0.667, "heard_in_silence": 0}
    scores[3, 4] = 1
    assert judged(scores, asked)["heard_in_silence"] == 1


def test_every_mood_has_requests_written_for_it_and_none_stands_twice() -> None:
    texts = [re.sub(r"\W+", " ", request.text.lower()).strip() for request in written()]
    main = [request.wanted[0] for request in written()]
    assert len(set(texts)) > 0.995 * len(texts) > 3000
    assert all(main.count(mood) > 200 for mood in WANTED)  # type: ignore[arg-type]


@pytest.mark.data
def test_requests_are_written_ones_words_in_forms_and_talk_without_moods(public_data: Path) -> None:
    asked = requests(public_data)
    assert (~asked.labels.any(axis=1)).sum() == 1500
    assert asked.labels[asked.texts.index("something somber"), WANTED.index("cathartic")] == 1
    assert "something hitchcock" not in asked.texts
    assert len({asked.fold[asked.texts.index(form.format("somber"))] for form in FORMS}) == 1, "held out together"
    assert set(asked.fold) == set(range(FOLDS))


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("something mournful", "cathartic"),
        ("something reassuring", "heartwarming"),
        ("something serene", "relaxing"),
        ("I want to be terrified", "scary"),
        ("something sarcastic", "funny"),
        ("something contemplative", "thought-provoking"),
        ("make my jaw hurt from giggling", "funny"),
        ("not too bleak, I want to believe in people again", "inspiring"),
    ],
)
def test_words_that_no_phrase_book_holds_are_heard(text: str, mood: str) -> None:
    weights = TextHead.load("wanted").read(Encoder.load().encode([text])[0], text)
    assert mood in [WANTED[at] for at in weights.argsort()[-2:]]
    assert weights[WANTED.index(mood)] >= HEARD


@pytest.mark.parametrize("text", ["something with Tom Hanks", "a movie from 1994", "have you seen it?", "hello there"])
def test_no_mood_is_heard_where_there_is_none(text: str) -> None:
    assert TextHead.load("wanted").read(Encoder.load().encode([text])[0], text).max() < HEARD
