"""AUC and nDCG of a ranking under resampling: exact for every draw, equal scores sharing what their places gain."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from model_build.metrics import RESAMPLES, Figure

Floats = npt.NDArray[np.float64]
CUT = 20


class Worth(NamedTuple):
    """A ranking's AUC and nDCG@20 by draw, [draws] each; the first is the sample itself."""

    auc: Floats
    ndcg: Floats


def draws(number: int, seed: int) -> Floats:
    """How often each of `number` things is drawn: first the sample itself, then RESAMPLES bootstraps."""
    drawn = np.random.default_rng(seed).multinomial(number, np.full(number, 1 / number), RESAMPLES)
    return np.vstack([np.ones(number), drawn]).astype(np.float64)


def worth(truth: npt.NDArray[np.bool_], scores: npt.NDArray[np.floating], drawn: Floats) -> Worth:
    """Judge scores [n] (more is better) against the truth [n], for counts [draws, n]; NaN without a yes or a no.

    AUC counts a tie half (Mann and Whitney, 1947). nDCG has binary gains (Jarvelin and Kekalainen, TOIS 2002); the
    titles of one score share the discounts of their places (McSherry and Najork, ECIR 2008).
    """
    order = np.argsort(-scores, kind="stable")
    starts = np.flatnonzero(np.diff(scores[order], prepend=np.nan) != 0)
    yes = np.add.reduceat(drawn[:, order] * truth[order], starts, axis=1)
    no = np.add.reduceat(drawn[:, order] * ~truth[order], starts, axis=1)
    below = no.sum(1, keepdims=True) - no.cumsum(1)
    pairs = yes.sum(1) * no.sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        auc = (yes * (below + no / 2)).sum(1) / pairs
        ndcg = _gains(yes, yes + no) / _discounts(yes.sum(1))
    auc[pairs == 0] = ndcg[pairs == 0] = np.nan
    return Worth(auc, ndcg)


def mean(of: Sequence[Worth]) -> Worth:
    """The mean over several rankings, draw by draw; what a draw cannot judge is left out."""
    return Worth(*(_mean(np.stack(parts)) for parts in zip(*of, strict=True)))


def figure(values: Floats) -> Figure:
    """The sample's value and the 95 % interval of the draws (percentile method)."""
    low, high = np.nanpercentile(values[1:], (2.5, 97.5))
    return Figure(float(values[0]), float(low), float(high))


def shown(found: Figure, *, signed: bool = False) -> str:
    """A figure with its interval, as text."""
    sign = "+" if signed else ""
    return f"{found.value:{sign}.3f} ({found.low:{sign}.3f} to {found.high:{sign}.3f})"


def worst(of: Mapping[str, Worth]) -> str:
    """The name with the lowest AUC of the sample."""
    return min(of, key=lambda name: float(of[name].auc[0]))


def _mean(values: Floats) -> Floats:
    """The mean of what is known in each column; NaN where nothing is."""
    known = np.isfinite(values)
    counts = known.sum(axis=0)
    out = np.full(values.shape[1], np.nan)
    np.divide(np.where(known, values, 0).sum(axis=0), counts, out=out, where=counts > 0)
    return out


def _gains(yes: Floats, size: Floats) -> Floats:
    """Discounted gain of groups in falling order of score, [draws]: each place of a group gains its share of yes."""
    ends = size.cumsum(1)
    share = np.divide(yes, size, out=np.zeros_like(yes), where=size > 0)
    return np.asarray((share * (_discounts(ends) - _discounts(ends - size))).sum(1), np.float64)


def _discounts(places: Floats) -> Floats:
    """Sum of the discounts of so many first places, up to CUT."""
    upto = np.append(0, (1 / np.log2(np.arange(CUT) + 2)).cumsum())
    return np.asarray(upto[np.minimum(places, CUT).astype(np.intp)], np.float64)
