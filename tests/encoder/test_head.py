"""Linear heads: their arithmetic, the shipped ones on plain cases, and a folder that lacks one."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from encoder.grams import BUCKETS
from encoder.head import Head, TextHead
from encoder.manifest import FOLDER, EncoderError
from encoder.sentence import DIMENSIONS, Encoder
from mood_extract.mood import FELT, WANTED


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def test_a_head_is_a_logistic_regression_a_column() -> None:
    head = Head(["up", "down"], np.array([[2, -2], [0, 0], [1, 0]], np.float32))
    np.testing.assert_allclose(head(np.array([[0.5, 9.0]], np.float32)), [[1 / (1 + np.exp(-2)), 1 / (1 + np.exp(1))]])
    assert head(np.zeros(2, np.float32)).shape == (2,)


def test_a_text_head_reads_vector_and_grams() -> None:
    weights = np.zeros((DIMENSIONS + BUCKETS + 1, 1), np.float32)
    weights[0], weights[DIMENSIONS:-1], weights[-1] = 2, 1, -3
    vector = np.eye(1, DIMENSIONS, dtype=np.float32)[0]
    head = TextHead(["up"], weights)
    assert head.read(vector, "") == pytest.approx([1 / (1 + np.exp(1))])
    assert head.read(vector, "words say more") > head.read(vector, "") > head.read(0 * vector, "")


def test_labels_are_the_moods_in_their_order() -> None:
    assert TextHead.load("felt").labels == FELT
    assert Head.load("title_moods").labels == TextHead.load("wanted").labels == WANTED


@pytest.mark.parametrize(
    ("text", "felt"),
    [
        ("I'm so tired, something easy", "tired"),
        ("bored, surprise me", "bored"),
        ("I just broke up with my girlfriend", "sad"),
        ("we're so excited for the weekend!", "excited"),
        ("a movie like Inception", "neutral"),
        ("What are some sad movies?", "neutral"),
    ],
)
def test_the_feeling_that_is_told_weighs_most(encoder: Encoder, text: str, felt: str) -> None:
    weights = TextHead.load("felt").read(encoder.encode([text])[0], text)
    assert FELT[weights.argmax()] == felt


def test_a_head_that_is_absent_or_does_not_fit_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    folder.mkdir()
    for name in ("manifest.json", "felt.npy"):
        shutil.copy(FOLDER / name, folder)
    with pytest.raises(EncoderError, match="no head other; run python -m model_build heads"):
        Head.load("other", folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["heads"]["felt"]["labels"].pop()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(EncoderError, match=r"felt\.npy: shape \(8577, 13\) does not fit 12 labels"):
        Head.load("felt", folder)
    with pytest.raises(EncoderError, match=r"title_moods\.npy: shape \(385, 14\) does not fit 14 labels"):
        TextHead.load("title_moods", FOLDER)
