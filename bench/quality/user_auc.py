"""AUC over pairs of a liked and an unliked rating: all of them, one person's, and one person's in one situation.

AUC is the share of such pairs in which the liked one has the higher score (ties count half). Over all pairs it also
rewards telling kind raters and kind moments from others. Within a person, and within one situation of a person, only
films are told apart: that is what a ranking of films for one request is made of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from model_build.metrics import RESAMPLES, Figure

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
MEASURES = ("all pairs", "within a person", "within a situation")


class Tally(NamedTuple):
    """Pairs counted by person: of the liked and of the unliked row [users, users]; in one situation [users]."""

    pairs: Floats
    alike: Floats


@dataclass(frozen=True)
class Pairs:
    """The pairs of liked and unliked rows."""

    liked: Codes
    unliked: Codes
    of_liked: npt.NDArray[np.float32]
    """[liked rows, users], 1 where the row is this user's; `of_unliked` likewise."""
    of_unliked: npt.NDArray[np.float32]
    alike: npt.NDArray[np.bool_]
    """[liked, unliked]: the same person in the same situation."""

    @classmethod
    def of(cls, liked: npt.NDArray[np.bool_], user: Codes, situation: Codes) -> "Pairs":
        """Make the pairs of rows; codes of users run from 0."""
        yes, no = np.flatnonzero(liked), np.flatnonzero(~liked)
        members = np.eye(int(user.max()) + 1, dtype=np.float32)
        alike = (user[yes, None] == user[no]) & (situation[yes, None] == situation[no])
        return cls(yes, no, members[user[yes]], members[user[no]], alike)

    def won(self, scores: Floats) -> Tally:
        """Pairs in which the liked row has the higher score; a row whose score is NaN is in no pair."""
        high, low = scores[self.liked][:, None], scores[self.unliked]
        return self._tally((high > low).astype(np.float32) + np.float32(0.5) * (high == low))

    def met(self, scores: Floats) -> Tally:
        """Pairs that have scores."""
        known = np.isfinite(scores).astype(np.float32)
        return self._tally(known[self.liked][:, None] * known[self.unliked])

    def _tally(self, pairs: npt.NDArray[np.float32]) -> Tally:
        by_user = self.of_liked.T @ pairs @ self.of_unliked
        alike = (pairs * self.alike).sum(1) @ self.of_liked
        return Tally(by_user.astype(np.float64), alike.astype(np.float64))


def draws(users: int, seed: int) -> Floats:
    """How often each user is drawn: first the users themselves, then RESAMPLES bootstraps, float64 [1 + draws, users].

    One set of draws for all models makes their differences paired.
    """
    drawn = np.random.default_rng(seed).multinomial(users, np.full(users, 1 / users), RESAMPLES)
    return np.vstack([np.ones(users), drawn]).astype(np.float64)


def aucs(won: Tally, met: Tally, drawn: Floats) -> dict[str, Floats]:
    """AUC by measure for every draw, [draws]; within people it is the mean over those who have such a pair.

    NaN for a draw of people without a pair.
    """
    among = _ratio(((drawn @ won.pairs) * drawn).sum(1), ((drawn @ met.pairs) * drawn).sum(1))
    own = _mean(won.pairs.diagonal(), met.pairs.diagonal(), drawn)
    return dict(zip(MEASURES, (among, own, _mean(won.alike, met.alike, drawn)), strict=True))


def _mean(won: Floats, met: Floats, drawn: Floats) -> Floats:
    some = met > 0
    return _ratio(drawn[:, some] @ (won[some] / met[some]), drawn[:, some].sum(1))


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.asarray(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0), np.float64)


def over_repeats(repeats: Sequence[Mapping[str, Floats]], seed: int) -> dict[str, Floats]:
    """The mean over repeats of each draw, [draws]; bootstraps draw the repeats too, the same ones for every model.

    So an interval also holds what other folds, forests and shuffles would change.
    """
    number = len(repeats)
    picked = np.random.default_rng(seed).integers(0, number, (RESAMPLES, number))
    picked = np.vstack([np.arange(number), picked])
    columns = np.arange(RESAMPLES + 1)[:, None]
    return {measure: np.stack([repeat[measure] for repeat in repeats])[picked, columns].mean(1) for measure in MEASURES}


def gain(of: Mapping[str, Floats], over: Mapping[str, Floats]) -> dict[str, Figure]:
    """The difference of two models' AUC by measure, with its paired 95 % interval (percentile method)."""
    return {measure: figure(of[measure] - over[measure]) for measure in MEASURES}


def figure(values: Floats) -> Figure:
    """The value of the first draw and the interval of the others, those without a pair left out."""
    low, high = np.nanpercentile(values[1:], (2.5, 97.5))
    return Figure(float(values[0]), float(low), float(high))
