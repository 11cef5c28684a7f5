"""Grams: the same everywhere, bounded, and near for spellings that are near."""

import subprocess
import sys

import numpy as np
import pytest

from encoder.grams import BUCKETS, LENGTH, READ, grams


def dense(text: str) -> np.ndarray:
    out = np.zeros(BUCKETS, np.float32)
    buckets, weights = grams(text)
    out[buckets] = weights
    return out


def test_a_text_is_a_vector_of_one_length_and_order_tells() -> None:
    assert np.linalg.norm(dense("not scary, but keep me guessing")) == pytest.approx(LENGTH)
    assert dense("scary not") @ dense("not scary") < LENGTH**2 - 0.1
    assert (dense("Not SCARY") == dense("not scary")).all()


def test_slips_of_the_keys_stay_near() -> None:
    meant, slip, other = dense("something hilarious"), dense("something hilarous"), dense("something frightening")
    assert meant @ slip > 1.5 * (meant @ other)


@pytest.mark.parametrize("text", ["", "   ", "2024"])
def test_a_text_without_words_has_none(text: str) -> None:
    assert not dense(text).any()


def test_only_the_end_of_a_wall_of_text_is_read() -> None:
    assert (dense("x" * READ) == dense("funny " * 20_000 + "x" * READ)).all()
    assert len(grams("\ud800😭 " * 1000)[0]) < READ


def test_every_process_hashes_alike() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from encoder.grams import grams; print(grams('a good cry')[0].tolist())"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert told.strip() == str(grams("a good cry")[0].tolist())
