"""The blend: a learned linear scorer over the whole catalogue, which picks the candidates for the forest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from recommend.evidence import SITUATIONS, Evidence, Rows, Signals, Situation, Vector
from recommend.model_folder import ModelError
from recommend.signals import NAMES

CANDIDATES = 300
"""How many titles the forest ranks: on held-out ReDial requests 500 gave the same recall@10 and .398 for .386 at 50."""

FAMILIAR = 10.0
"""So many examples make somebody half known: 10 ranks a little better than 30 on MovieLens latest-small and 100K."""
_ORDER = "order "
_ORDER_NAMES = tuple(f"{_ORDER}{name}{known}" for known in ("", ", known") for name in NAMES)
"""The keys of `order` among the weights of a situation."""
_TRUST = "forest"
"""The key of `trust` among the weights of a situation."""

_HAND = {
    "meaning_last": 1.0,
    "meaning_whole": 2.0,
    "mood_affinity": 1.5,
    "mood_clash": -0.5,
    "neighbours_sum": 6.0,
    "turns_near": 1.0,
    "named_with": 0.3,
    "alike": 0.5,
    "alike_steps": 1.0,
    "advice": 0.5,
    "content_mean": 1.0,
    "content_disliked": -0.5,
    "genre_asked": 1.0,
    "genre_refused": -1.0,
    "wishes_met": 0.7,
    "person_asked": 2.0,
    "person_shared": 0.5,
    "words_shared": 0.5,
    "popularity": 0.5,
    "popularity_top": 0.8,
    "quality": 0.3,
}


@dataclass(frozen=True)
class Blend:
    """What signals weigh in one situation.

    `weights`, float32 [signals] in the order of NAMES, pick the candidates; `order`, float32 [2 * signals], the weights
    of `grown` signals, puts them in order. `trust` is what the forest's word counts beside the blend's.
    """

    weights: Vector
    order: Vector | None = None
    trust: float = 1.0

    def score(self, values: Signals) -> Vector:
        """Every title's score, float32 [titles]."""
        return np.asarray(self.weights @ values, np.float32)

    def candidates(
        self, values: Signals, evidence: Evidence, mask: npt.NDArray[np.bool_], number: int = CANDIDATES
    ) -> tuple[Rows, Vector]:
        """The best titles within a mask: their rows, best first, and their scores, float32 [candidates]."""
        blended = self.score(values)
        rows = top(blended, mask, number)
        if self.order is None:
            return rows, blended[rows]
        scores = np.asarray(self.order @ grown(values[:, rows], evidence), np.float32)
        best = np.argsort(-scores, kind="stable")
        return rows[best], scores[best]

    def with_forest(self, scores: Vector, trees: Vector) -> Vector:
        """Candidates' scores by blend and forest together, float32 [candidates], each standardised among them."""
        return standard(scores) + np.float32(self.trust) * standard(trees)


BY_HAND = Blend(np.array([_HAND.get(name, 0.0) for name in NAMES], np.float32))
"""Weights by judgement, for a model folder without learned ones: every signal in its natural direction."""


def load(path: Path) -> dict[Situation, Blend]:
    """Read blend.json; ModelError when it is not one."""
    try:
        file = msgspec.json.decode(path.read_bytes(), type=dict[Situation, dict[str, float]])
        return {situation: _read(file[situation]) for situation in SITUATIONS}
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, KeyError) as error:
        raise ModelError(f"{path.parent.name}/{path.name} cannot be read ({error}); build the folder again") from None


def write(path: Path, blends: Mapping[Situation, Blend]) -> None:
    """Write blend.json."""
    named = {
        situation: dict(zip(NAMES, blend.weights.tolist(), strict=True))
        | {_TRUST: blend.trust}
        | ({} if blend.order is None else dict(zip(_ORDER_NAMES, blend.order.tolist(), strict=True)))
        for situation, blend in blends.items()
    }
    path.write_bytes(msgspec.json.format(msgspec.json.encode(named), indent=2) + b"\n")


def grown(values: Signals, evidence: Evidence) -> Signals:
    """The signals, and again as far as the person is known, float32 [2 * signals, ..].

    What speaks to a newcomer (popularity) says little of somebody with a long history, and the other way round.
    """
    number = len(evidence.chosen) + len(evidence.disliked)
    return np.concatenate((values, np.float32(number / (number + FAMILIAR)) * values))


def standard(scores: Vector) -> Vector:
    """Scores with mean 0 and standard deviation 1; all 0 where they are equal."""
    apart = scores - scores.mean()
    return np.asarray(apart / (float(apart.std()) or 1.0), np.float32)


def top(scores: Vector, mask: npt.NDArray[np.bool_], k: int) -> Rows:
    """Rows of the k best scores within a mask, best first, ties by row."""
    rows = np.flatnonzero(mask)
    if k <= 0 or not len(rows):
        return rows[:0]
    if k < len(rows):
        kept = scores[rows]
        rows = rows[kept >= np.partition(kept, len(rows) - k)[len(rows) - k]]
    return rows[np.argsort(-scores[rows], kind="stable")][:k]


def _read(weights: Mapping[str, float]) -> Blend:
    order = _vector(weights, _ORDER_NAMES) if _ORDER_NAMES[0] in weights else None
    return Blend(_vector(weights, NAMES), order, weights.get(_TRUST, 1.0))


def _vector(weights: Mapping[str, float], names: Sequence[str]) -> Vector:
    return np.array([weights.get(name, 0.0) for name in names], np.float32)
