"""Train the linear heads on the encoder's vectors: a title's 14 moods, and what a message says is felt.

Each label is a logistic regression of its own, its regularisation chosen by cross-validation, which also corrects a
title mood's slope. Biases are then moved, since tags and comments say nothing of how often a mood occurs among the
titles and messages that are met: a title mood's mean weight over the tagged films becomes MEAN_WEIGHT, and a
feeling's weight is .5 where F1 is best.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, ndcg_score, precision_recall_curve, roc_auc_score
from tqdm import tqdm

from encoder.sentence import Encoder
from model_build import felt, tags
from model_build.encoder import publish
from mood_extract.mood import FELT, WANTED

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int8]
Groups = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MEAN_WEIGHT = 0.2  # of every title mood, so that .5 says as much of a rare mood as of a common one
STRENGTHS = (0.1, 0.4, 1.6, 6.4, 25.6)  # scikit-learn's C, for vectors of unit length
HELD_OUT = 0.2  # of the films, and of the sentences written here
FOLDS = 4
_LICENCES = {  # of the training data, as their publishers state them
    "title_moods": {
        "MPST tags": "GPL-3", "HetRec 2011 tags": "non-commercial", "MovieLens 10M tags": "non-commercial",
        "ReDial": "CC BY 4.0", "TMDB 10866": "none stated",
    },
    "felt": {"GoEmotions": "Apache-2.0", "dair-ai/emotion": "research and education", "ReDial": "CC BY 4.0"},
}  # fmt: skip


class Fit(NamedTuple):
    """A fitted label: coefficients with the bias last, the C chosen, and its held-out scores of the training rows."""

    column: Floats
    strength: float
    scores: Floats


def train(data: Path, out: Path) -> None:
    """Train both heads on the public data in the folder `data`; write them into the encoder's folder `out`.

    The figures in the manifest come from held-out films and test splits; the heads themselves are then fitted on
    all films and all training sentences. The same data and packages give the same bytes.
    """
    encoder = Encoder.load(out)
    made = {"title_moods": title_head(encoder, tags.tagged_films(data)), "felt": felt_head(encoder, data)}
    files = {facts["file"]: _bytes(head) for head, facts in made.values()}
    publish(out, files, {"heads": {name: facts | {"data": _LICENCES[name]} for name, (_, facts) in made.items()}})


def title_head(encoder: Encoder, films: tags.Films) -> tuple[Floats, dict[str, Any]]:
    """Train the title mood head [dimensions + 1, 14]; the second part describes and scores it for the manifest."""
    x = encoded(encoder, films.texts, "titles")
    asked = encoder.encode([tags.WORDS[mood] for mood in WANTED])
    held = np.random.default_rng(0).random(films.film.max() + 1)[films.film] < HELD_OUT
    first = np.isin(np.arange(len(x)), np.unique(films.film, return_index=True)[1])  # a film is scored once
    columns, quality = [], {}
    for index, mood in enumerate(tqdm(WANTED, "title moods")):
        y, known = films.labels[:, index], films.labels[:, index] >= 0
        kept, test = known & ~held, known & held & first
        tried = fit(x[kept], y[kept], films.film[kept])
        quality[mood] = {
            "positive": int((y[known & first] == 1).sum()),
            "head": ranking(y[test], scored(tried.column, x[test])),
            "encoder_alone": ranking(y[test], x[test] @ asked[index]),
        }
        whole = fitted(x[known], y[known], np.ones(known.sum()), tried.strength)
        columns.append(with_mean(whole * slope(y[kept], tried.scores), x[first], MEAN_WEIGHT))
    return np.stack(columns, 1), {"file": "title_moods.npy", "labels": WANTED, "held_out_films": quality}


def felt_head(encoder: Encoder, data: Path) -> tuple[Floats, dict[str, Any]]:
    """Train the felt head [dimensions + 1, 13]; the second part describes and scores it for the manifest."""
    public, told, wishes = felt.training_rows(data), felt.own_rows(), felt.wishes()
    own = felt.with_wishes(told) + wishes
    number = np.append(np.arange(len(told)).repeat(2), len(told) + np.arange(len(wishes)))
    held = (np.random.default_rng(0).random(len(told) + len(wishes)) < HELD_OUT)[number]
    rows = felt.sentences(public, own)
    x = encoded(encoder, rows.texts, "sentences")
    groups = np.append(np.arange(len(public)), len(public) + number)
    kept = np.append(np.full(len(public), True), ~held)
    columns: list[Floats] = []
    trial: list[Floats] = []
    for index, _ in enumerate(tqdm(FELT, "feelings")):
        y, known = rows.labels[:, index], rows.labels[:, index] >= 0
        tried = fit(x[known & kept], y[known & kept], groups[known & kept], rows.weights[known & kept])
        moved = best_f1_threshold(y[known & kept], tried.scores, rows.weights[known & kept])
        whole = fitted(x[known], y[known], rows.weights[known], tried.strength)
        for column, into in ((tried.column, trial), (whole, columns)):
            into.append(np.append(column[:-1], column[-1] - moved))
    tests = {
        "goemotions_test": felt.sentences(felt.goemotions(data, "test")),
        "dair_test": felt.sentences(felt.dair(data, "test")),
        "own_held_out": felt.sentences([], [row for row, out in zip(own, held, strict=True) if out]),
    }
    quality = {name: detection(encoder, np.stack(trial, 1), test, name) for name, test in tests.items()}
    return np.stack(columns, 1), {"file": "felt.npy", "labels": FELT, **quality}


def encoded(encoder: Encoder, texts: Sequence[str], what: str) -> Vectors:
    """Encode texts, showing progress."""
    return np.concatenate([encoder.encode([text]) for text in tqdm(texts, what)])


def fit(x: Vectors, y: Labels, groups: Groups, weights: Floats | None = None) -> Fit:
    """Fit a logistic regression, its C the one with the best average precision on rows held out by group."""
    weights = np.ones(len(y)) if weights is None else weights
    fold = groups % FOLDS
    tried: dict[float, Floats] = {}
    for strength in STRENGTHS:
        tried[strength] = np.empty(len(y))
        for number in range(FOLDS):
            out, kept = fold == number, fold != number
            tried[strength][out] = scored(fitted(x[kept], y[kept], weights[kept], strength), x[out])
    best = max(tried, key=lambda strength: average_precision_score(y, tried[strength], sample_weight=weights))
    return Fit(fitted(x, y, weights, best), best, tried[best])


def fitted(x: Vectors | Floats, y: Labels, weights: Floats, strength: float) -> Floats:
    """Fit one logistic regression: coefficients, the bias last."""
    regression: Any = LogisticRegression  # its package is untyped
    model = regression(C=strength, solver="newton-cholesky").fit(x, y, weights)
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float64)


def scored(column: Floats, x: Vectors) -> Floats:
    """Score rows by a column: the logits."""
    logits: Floats = x @ column[:-1] + column[-1]
    return logits


def slope(y: Labels, scores: Floats) -> float:
    """Find the factor that makes held-out logits as sure as they are right (Platt, 1999)."""
    return float(fitted(scores[:, None], y, np.ones(len(y)), strength=1e6)[0])


def with_mean(column: Floats, x: Vectors, mean: float) -> Floats:
    """Move a column's bias so that the mean weight of the rows is `mean`."""
    logits = scored(column, x)
    moved = brentq(lambda shift: float(expit(logits + shift).mean()) - mean, -40, 40)
    return np.append(column[:-1], column[-1] + moved)


def best_f1_threshold(y: Labels, scores: Floats, weights: Floats) -> float:
    """Find the score from which saying yes gives the best F1."""
    precision, recall, thresholds = precision_recall_curve(y, scores, sample_weight=weights)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(thresholds[f1[:-1].argmax()])


def ranking(y: Labels, scores: Floats | Vectors) -> dict[str, float]:
    """Score a ranking of films against 0/1 labels."""
    auc, ndcg = roc_auc_score(y, scores), ndcg_score(y[None], scores[None], k=20)
    return {"auc": round(float(auc), 3), "ndcg@20": round(float(ndcg), 3)}


def detection(encoder: Encoder, head: Floats, test: felt.Sentences, name: str) -> dict[str, Any]:
    """Score yes (weight .5 or more) and no per feeling that the test has, by F1, and their unweighted mean."""
    x = encoded(encoder, test.texts, name)
    f1 = {}
    for index, mood in enumerate(FELT):
        y, known = test.labels[:, index], test.labels[:, index] >= 0
        if (y == 1).any():
            f1[mood] = round(float(f1_score(y[known], scored(head[:, index], x[known]) >= 0)), 3)
    return {"macro_f1": round(float(np.mean(list(f1.values()))), 3), "f1": f1}


def _bytes(head: Floats) -> bytes:
    """Save as numpy does: float32 [dimensions + 1, labels]."""
    file = BytesIO()
    np.save(file, head.astype(np.float32), allow_pickle=False)
    return file.getvalue()
