"""The sentence encoder: all-MiniLM-L6-v2 with 8-bit weights, run by onnxruntime."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from encoder.manifest import FOLDER, EncoderError, Manifest

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["DIMENSIONS", "Encoder", "EncoderError"]

DIMENSIONS = 384
ONNX, TOKENIZER = "encoder.onnx", "tokenizer.json"
_BARE = 2  # the ids of an empty text: [CLS] and [SEP]


class Encoder:
    """Turns texts into vectors of unit length, near each other when their meanings are. Safe to share among threads."""

    def __init__(self, session: "InferenceSession", tokenizer: "Tokenizer", sha256: str) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.sha256 = sha256

    @classmethod
    def load(cls, folder: Path = FOLDER, threads: int = 1) -> "Encoder":
        """Check the folder's files against its manifest and open them; EncoderError in one line when one is wrong."""
        manifest = Manifest.read(folder)
        onnx, vocabulary = (manifest.verified(folder, name) for name in (ONNX, TOKENIZER))
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # A spinning thread burns the one core that the host's own threads need.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            # By path: handing the bytes over would keep a second copy of them (23 MB) in memory.
            session = onnxruntime.InferenceSession(str(onnx), options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_file(str(vocabulary))
        except Exception as error:  # both libraries raise bare Exception subclasses of their own
            reason = str(error).partition("\n")[0]
            raise EncoderError(f"{folder}: cannot be opened ({reason}); use the pinned onnxruntime") from error
        return cls(session, tokenizer, manifest.files[ONNX].sha256)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Encode texts into [len(texts), DIMENSIONS]; rows have unit length, that of a text without words is zero.

        Each text runs alone: its vector never depends on its neighbours. What is past 256 tokens is not read.
        """
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in enumerate(texts):
            # A lone surrogate is legal in JSON but not in UTF-8, which the tokenizer speaks.
            ids = self._tokenizer.encode(text.encode("utf-8", "replace").decode()).ids
            if len(ids) > _BARE:
                (vectors[row : row + 1],) = self._session.run(["vector"], {"ids": np.array([ids], np.int64)})
        return vectors
