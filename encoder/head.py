"""Trained linear heads: an encoder's vector, or that and a text's grams, become one weight 0..1 a label."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from encoder.grams import BUCKETS, grams
from encoder.manifest import FOLDER, EncoderError, Manifest
from encoder.sentence import DIMENSIONS


class Head:
    """Logistic regressions side by side: `weights` is [dimensions + 1, labels], its last row the bias."""

    rows: int | None = None
    """How many rows its file must have, where that is settled."""

    def __init__(self, labels: Sequence[str], weights: npt.NDArray[np.float32]) -> None:
        self.labels = tuple(labels)
        self.weights = weights

    @classmethod
    def load(cls, name: str, folder: Path = FOLDER) -> Self:
        """Read the head `name` (felt, wanted, title_moods) of a folder's manifest; EncoderError if absent or wrong."""
        manifest = Manifest.read(folder)
        described = manifest.heads.get(name)
        if described is None:
            raise EncoderError(f"{folder / 'manifest.json'}: no head {name}; run python -m model_build heads")
        path = manifest.verified(folder, described.file)
        weights = np.load(path, allow_pickle=False)
        if weights.ndim != 2 or weights.shape != (cls.rows or len(weights), len(described.labels)):
            raise EncoderError(f"{path}: shape {weights.shape} does not fit {len(described.labels)} labels")
        return cls(described.labels, weights.astype(np.float32, copy=False))

    def __call__(self, vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Weigh vectors [n, dimensions] or [dimensions]: [n, labels] or [labels], each 0..1."""
        scores: npt.NDArray[np.float32] = 1 / (1 + np.exp(-(vectors @ self.weights[:-1] + self.weights[-1])))
        return scores


class TextHead(Head):
    """A head that reads a text's grams beside its vector: `weights` is [dimensions + BUCKETS + 1, labels]."""

    rows = DIMENSIONS + BUCKETS + 1

    def read(self, vector: npt.NDArray[np.float32], text: str) -> npt.NDArray[np.float32]:
        """Weigh a text by its vector [dimensions] and its grams: [labels], each 0..1."""
        buckets, counts = grams(text)
        logits = vector @ self.weights[:DIMENSIONS] + counts @ self.weights[DIMENSIONS + buckets] + self.weights[-1]
        weights: npt.NDArray[np.float32] = 1 / (1 + np.exp(-logits))
        return weights
