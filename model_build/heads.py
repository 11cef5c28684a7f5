"""Train the heads on the encoder's vectors: a title's moods, what a message asks for, and what it says is felt.

A feeling is a logistic regression, its regularisation chosen by cross-validation, its bias moved so that its weight
is .5 where F1 is best: comments say nothing of how often a feeling occurs among the messages that are met. Title moods
and what is asked for have modules of their own.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from tqdm import tqdm

from encoder.head import TextHead
from encoder.sentence import Encoder
from model_build import felt, tags, title_moods
from model_build.encoder import publish
from model_build.encoding import encode, features
from model_build.logistic import Floats, best_f1_threshold, fit, fitted, ranking, scored
from model_build.wanted import wanted_head
from mood_extract.mood import FELT, WANTED

STRENGTHS = (0.5, 1.5)
"""scikit-learn's C for feelings."""
HELD_OUT = 0.2  # of the sentences written here
_TITLES = {  # licences of the training data, as their publishers state them
    "MPST tags": "GPL-3", "HetRec 2011 tags": "non-commercial", "MovieLens 10M tags": "non-commercial",
    "MovieLens latest-small (links)": "non-commercial", "ReDial": "CC BY 4.0", "TMDB 10866": "none stated",
    "TMDB 5000": "none stated", "TMDB top 10k": "none stated",
}  # fmt: skip
_LICENCES = {
    "title_moods": _TITLES,
    "genre_moods": _TITLES,
    "wanted": {"ReDial": "CC BY 4.0", "requests and words written here": "MIT"},
    "felt": {
        "GoEmotions": "Apache-2.0",
        "dair-ai/emotion": "research and education",
        "ReDial": "CC BY 4.0",
        "sentences written here": "MIT",
    },
}


def train(data: Path, out: Path) -> None:
    """Train all heads on the public data in the folder `data`; write them into the encoder's folder `out`.

    The figures in the manifest come from held-out films and words and from test splits; the heads themselves are then
    fitted on all films, words and training sentences. The same data and packages give the same bytes.
    """
    encoder = Encoder.load(out)
    made = title_heads(encoder, tags.tagged_films(data))
    made |= {"wanted": wanted_head(encoder, data), "felt": felt_head(encoder, data)}
    files = {facts["file"]: _bytes(head) for head, facts in made.values()}
    publish(out, files, {"heads": {name: facts | {"data": _LICENCES[name]} for name, (_, facts) in made.items()}})


def title_heads(encoder: Encoder, films: tags.Films) -> dict[str, tuple[Floats, dict[str, Any]]]:
    """Train the title moods on all films; what is measured for the manifest is a trial without the held-out fifth."""
    vectors = encode(encoder, films.texts, "titles")
    asked = encoder.encode([tags.WORDS[mood] for mood in WANTED])
    kept, test = ~films.held_out, films.held_out & films.first
    trial = title_moods.learn(films.take(kept), vectors[kept])
    weights, alone = trial(vectors[test], films.take(test).genres), vectors[test] @ asked.T
    quality = {}
    for index, mood in enumerate(WANTED):
        y, told = films.labels[test, index], films.labels[test, index] >= 0
        quality[mood] = {
            "positive": int((films.labels[films.first, index] == 1).sum()),
            "head": ranking(y[told], weights[told, index]),
            "encoder_alone": ranking(y[told], alone[told, index]),
        }
    made = title_moods.learn(films, vectors).heads()
    made["title_moods"][1]["held_out_films"] = quality
    return made


def felt_head(encoder: Encoder, data: Path) -> tuple[Floats, dict[str, Any]]:
    """Train the felt head [dimensions + 1, 13]; the second part describes and scores it for the manifest."""
    public, told, wishes = felt.training_rows(data), felt.written(), felt.wishes()
    own = felt.with_wishes(told) + wishes
    number = np.append(np.arange(len(told)).repeat(2), len(told) + np.arange(len(wishes)))
    held = (np.random.default_rng(0).random(len(told) + len(wishes)) < HELD_OUT)[number]
    rows = felt.sentences(public, own)
    x = features(encoder, rows.texts, "sentences")
    groups = np.append(np.arange(len(public)), len(public) + number)
    kept = np.append(np.full(len(public), True), ~held)
    columns: list[Floats] = []
    trial: list[Floats] = []
    for index, _ in enumerate(tqdm(FELT, "feelings")):
        y, known = rows.labels[:, index], rows.labels[:, index] >= 0
        seen = known & kept
        tried = fit(x[seen], y[seen], groups[seen], STRENGTHS, rows.weights[seen])
        moved = best_f1_threshold(y[seen], tried.scores, rows.weights[seen])
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


def detection(encoder: Encoder, head: Floats, test: felt.Sentences, name: str) -> dict[str, Any]:
    """Score yes (weight .5 or more) and no per feeling that the test has, by F1, and their unweighted mean."""
    x = features(encoder, test.texts, name)
    f1 = {}
    for index, mood in enumerate(FELT):
        y, known = test.labels[:, index], test.labels[:, index] >= 0
        if (y == 1).any():
            f1[mood] = round(float(f1_score(y[known], scored(head[:, index], x[known]) >= 0)), 3)
    return {"macro_f1": round(float(np.mean(list(f1.values()))), 3), "f1": f1}


def _bytes(head: Floats) -> bytes:
    """Save as numpy does, [rows, labels]: float16 where there are many rows, else float32."""
    file = BytesIO()
    np.save(file, head.astype(np.float16 if len(head) == TextHead.rows else np.float32), allow_pickle=False)
    return file.getvalue()
