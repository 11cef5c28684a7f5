"""Encoding many texts: each alone (so that no vector depends on its neighbours), spread over the cores, with a bar."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from tqdm import tqdm

from encoder.grams import BUCKETS, grams
from encoder.sentence import DIMENSIONS, Encoder
from recommend.reader import TextEncoder

_CHUNK = 32


def encode(encoder: TextEncoder, texts: Sequence[str], what: str) -> npt.NDArray[np.float32]:
    """Vectors of texts, float32 [texts, 384]; `what` names the bar. Equal texts are encoded once."""
    unique = list(dict.fromkeys(texts))
    chunks = [unique[at : at + _CHUNK] for at in range(0, len(unique), _CHUNK)]
    with (
        ThreadPoolExecutor(os.cpu_count()) as pool,
        tqdm(total=len(unique), desc=what, unit=" texts", disable=None) as bar,
    ):
        parts = []
        for part in pool.map(encoder.encode, chunks):
            parts.append(part)
            bar.update(len(part))
    vectors = np.concatenate(parts) if parts else np.empty((0, DIMENSIONS), np.float32)
    place = {text: row for row, text in enumerate(unique)}
    return vectors[[place[text] for text in texts]]


def features(encoder: TextEncoder, texts: Sequence[str], what: str) -> csr_matrix:
    """What a text head reads of each text, its vector and its grams: [texts, 384 + BUCKETS]."""
    found = [grams(text) for text in texts]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in found)])
    buckets, weights = (np.concatenate([part[side] for part in found]) for side in (0, 1))
    hashed = csr_matrix((weights, buckets, starts), (len(texts), BUCKETS))
    return csr_matrix(hstack([csr_matrix(encode(encoder, texts, what)), hashed]))


class Remembered:
    """An encoder that has already encoded these texts: for training, where each request is read more than once."""

    def __init__(self, encoder: Encoder, texts: Sequence[str], what: str) -> None:
        unique = list(dict.fromkeys(texts))
        self.sha256 = encoder.sha256
        self._encoder = encoder
        self._known = dict(zip(unique, encode(encoder, unique, what), strict=True))

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One vector a text, float32 [texts, 384]."""
        known = [self._known.get(text) for text in texts]
        return np.stack(
            [self._encoder.encode([text])[0] if v is None else v for text, v in zip(texts, known, strict=True)]
        )
