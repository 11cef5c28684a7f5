"""The blend: a learned linear scorer over the whole catalogue, which picks the candidates for the forest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from recommend.evidence import SITUATIONS, Evidence, Signals, Situation, Vector
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

HAND = {
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
    "genre_profile": 0.5,
    "person_asked": 2.0,
    "person_shared": 0.5,
    "words_shared": 0.5,
    "popularity": 0.5,
    "popularity_top": 0.8,
    "quality": 0.3,
}
"""Weights by judgement, for a model folder without learned ones: every signal in its natural direction."""


@dataclass(frozen=True)
class Blend:
    """Weights of the signals by situation, float32 [signals], in the order of NAMES.

    `order`, where there is one, puts the candidates in order: float32 [2 * signals], the weights of `grown` signals.
    `trust` is what the forest's word counts beside the blend's, by situation; 1 where it is not said.
    """

    weights: Mapping[Situation, Vector]
    trust: Mapping[Situation, float] = field(default_factory=dict)
    order: Mapping[Situation, Vector] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Blend":
        """Read blend.json; ModelError when it is not one."""
        try:
            file = msgspec.json.decode(path.read_bytes(), type=dict[Situation, dict[str, float]])
            return cls(
                {situation: _vector(file[situation]) for situation in SITUATIONS},
                {situation: file[situation].get(_TRUST, 1.0) for situation in SITUATIONS},
                {situation: _order(file[situation]) for situation in SITUATIONS if _ORDER_NAMES[0] in file[situation]},
            )
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, KeyError) as error:
            raise ModelError(
                f"{path.parent.name}/{path.name} cannot be read ({error}); build the folder again"
            ) from None

    @classmethod
    def by_hand(cls) -> "Blend":
        """The hand-made weights."""
        return cls(dict.fromkeys(SITUATIONS, _vector(HAND)))

    def with_forest(self, blended: Vector, trees: Vector, situation: Situation) -> Vector:
        """Candidates' scores by blend and forest together, float32 [candidates], each standardised among them."""
        return standard(blended) + np.float32(self.trust.get(situation, 1.0)) * standard(trees)

    def score(self, signals: Signals, evidence: Evidence) -> Vector:
        """Every title's blended score, float32 [titles]."""
        return np.asarray(self.weights[evidence.situation] @ signals, np.float32)

    def ordered(self, values: Signals, blended: Vector, evidence: Evidence, rows: npt.NDArray[np.intp]) -> Vector:
        """Scores of candidate rows, float32 [rows]: by `order`, else by the blend that picked them."""
        weights = self.order.get(evidence.situation)
        return blended[rows] if weights is None else np.asarray(weights @ grown(values[:, rows], evidence), np.float32)

    def write(self, path: Path) -> None:
        """Write blend.json."""
        named = {
            situation: {name: float(weight) for name, weight in zip(NAMES, weights, strict=True)}
            | {_TRUST: self.trust.get(situation, 1.0)}
            | dict(zip(_ORDER_NAMES, self.order.get(situation, np.empty(0)).tolist(), strict=False))
            for situation, weights in self.weights.items()
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


def _order(weights: Mapping[str, float]) -> Vector:
    return np.array([weights.get(name, 0.0) for name in _ORDER_NAMES], np.float32)


def _vector(weights: Mapping[str, float]) -> Vector:
    return np.array([weights.get(name, 0.0) for name in NAMES], np.float32)
