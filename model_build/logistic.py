"""Logistic regressions, one a label: fitted, their regularisation chosen, their scores made calibrated and judged."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, ndcg_score, precision_recall_curve, roc_auc_score

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.float32] | npt.NDArray[np.float64] | csr_matrix
Labels = npt.NDArray[np.int8]
Groups = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FOLDS = 4


class Fit(NamedTuple):
    """A fitted label: coefficients with the bias last, the C chosen, and its held-out scores of the training rows."""

    column: Floats
    strength: float
    scores: Floats


def fit(x: Rows, y: Labels, groups: Groups, strengths: Sequence[float], weights: Floats | None = None) -> Fit:
    """Fit a logistic regression, its C the one with the best average precision on rows held out by group."""
    weights = np.ones(len(y)) if weights is None else weights
    fold = groups % FOLDS
    tried: dict[float, Floats] = {}
    for strength in strengths:
        tried[strength] = np.empty(len(y))
        for number in range(FOLDS):
            out, kept = fold == number, fold != number
            tried[strength][out] = scored(fitted(x[kept], y[kept], weights[kept], strength), x[out])
    best = max(tried, key=lambda strength: average_precision_score(y, tried[strength], sample_weight=weights))
    return Fit(fitted(x, y, weights, best), best, tried[best])


def fitted(x: Rows, y: Labels, weights: Floats, strength: float) -> Floats:
    """Fit one logistic regression, `strength` scikit-learn's C: coefficients, the bias last."""
    regression: Any = LogisticRegression  # its package is untyped
    solver = "liblinear" if isinstance(x, csr_matrix) else "newton-cholesky"
    model = regression(C=strength, solver=solver).fit(x, y, weights)
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float64)


def scored(column: Floats, x: Rows) -> Floats:
    """Score rows by a column: the logits."""
    logits: Floats = x @ column[:-1] + column[-1]
    return logits


def slope(y: Labels, scores: Floats, weights: Floats | None = None) -> float:
    """Find the factor that makes held-out logits as sure as they are right (Platt, 1999)."""
    return float(fitted(scores[:, None], y, np.ones(len(y)) if weights is None else weights, strength=1e6)[0])


def with_mean(column: Floats, x: Rows, mean: float) -> Floats:
    """Move a column's bias so that the mean weight of the rows is `mean`."""
    logits = scored(column, x)
    moved = brentq(lambda shift: float(expit(logits + shift).mean()) - mean, -40, 40)
    return np.append(column[:-1], column[-1] + moved)


def best_f1_threshold(y: Labels, scores: Floats, weights: Floats | None = None) -> float:
    """Find the score from which saying yes gives the best F1."""
    precision, recall, thresholds = precision_recall_curve(y, scores, sample_weight=weights)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(thresholds[f1[:-1].argmax()])


def ranking(y: Labels, scores: Floats | Vectors) -> dict[str, float]:
    """Score a ranking of films against 0/1 labels; equal scores share what their places gain."""
    auc, ndcg = roc_auc_score(y, scores), ndcg_score(y[None], scores[None], k=20)
    return {"auc": round(float(auc), 3), "ndcg@20": round(float(ndcg), 3)}
