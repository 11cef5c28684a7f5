"""The RandomForest, in onnxruntime: it ranks the candidates by all the signals and by how much evidence there is."""

from pathlib import Path
from typing import Any

import numpy as np

from recommend import signals
from recommend.blend import standard
from recommend.evidence import Evidence, Rows, Signals, Situation, Vector
from recommend.model_folder import ModelError

FILES: dict[Situation, str] = {"asked": "ranker.asked.onnx", "history": "ranker.history.onnx"}
FEATURES = (*signals.NAMES, "blend", "blend_rank", *signals.CONTEXT)
"""The forest's columns: the signals, the blend's score (standardised within the candidates) and place, the context."""


def features(values: Signals, evidence: Evidence, rows: Rows, scores: Vector) -> Signals:
    """The forest's input, float32 [rows, features], for candidates as the blend gives them."""
    out = np.empty((len(rows), len(FEATURES)), np.float32)
    width = len(signals.NAMES)
    out[:, :width] = values[:, rows].T
    out[:, width] = standard(scores)
    out[:, width + 1] = 1 / np.sqrt(1 + np.arange(len(rows)))
    out[:, width + 2 :] = signals.context(evidence)
    return out


class Forest:
    """A RandomForest exported to ONNX."""

    def __init__(self, path: Path) -> None:
        """Open the forest; ModelError when it is not one or reads other features than this app makes."""
        import onnxruntime  # here, so that importing the package stays cheap

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        label = f"{path.parent.name}/{path.name}"
        try:
            self._session: Any = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors share no narrower public base
            raise ModelError(f"{label} is not a forest that onnxruntime can open ({error})") from None
        entry = self._session.get_inputs()[0]
        if entry.shape[-1] != len(FEATURES):
            raise ModelError(
                f"{label} reads {entry.shape[-1]} features, this app makes {len(FEATURES)}; build it again"
            )
        self._input = entry.name

    def score(self, rows: Signals) -> Vector:
        """The forest's score of each row of `features`, float32 [rows]."""
        return np.asarray(self._session.run(None, {self._input: rows})[0], np.float32).ravel()
