"""The mood that a request asks for, by the meaning of its words: for words that the phrase book does not hold.

Trained on words for moods in the forms in which they are asked for ("something somber"); the tags of mood_tags.json and
the phrases of mood_extract. What people said to each other about films without such a word, and what they told of
themselves, are its noes.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.special import expit

from encoder.sentence import Encoder
from model_build import felt
from model_build.encoding import encode
from model_build.logistic import Floats, Groups, Labels, Vectors, fitted, ranking, scored
from model_build.tags import SAID
from mood_extract.feelings import read_feelings
from mood_extract.mood import WANTED
from mood_extract.mood_words import LEXICON
from mood_extract.reading import Reading

FORMS = ("{}", "something {}", "a {} film", "I want a {} movie")
STRENGTH = 6.4
"""scikit-learn's C: of words held out, the mood that weighs most is right for .76 at 1.6 and here, .72 at .4."""
FOLDS = 4
HEARD = 0.3
"""A weight from which a mood counts as heard."""
_NOES = 1_500
"""Messages without a mood, at most."""


class Phrases(NamedTuple):
    """What is said, with the moods in it; `word` numbers the words that the phrases are made of, or a message."""

    texts: list[str]
    labels: Labels
    """[phrases, 14] in the order of WANTED, 1 asked for, 0 not."""
    word: Groups
    """Numbers of words in the order of a hash, so that any of their residues is a fair sample."""


def phrases(data: Path, seed: int = 0) -> Phrases:
    """Words for moods in every form, and messages without one, the same for the same seed."""
    moods: dict[str, set[str]] = {}
    for mood in WANTED:
        for said in (*SAID[mood], *filter(_is_words, LEXICON["wanted"][mood].split(", "))):
            moods.setdefault(said, set()).add(mood)
    rows = [(form.format(said), said) for said in moods for form in FORMS]
    talk = [row.text for row in felt.requests(data) if _is_silent(row.text)]
    chosen = np.random.default_rng(seed).permutation(len(talk))[:_NOES]
    told = [row.text for row in felt.own_rows() if _is_silent(row.text)]
    rows += [(text, text) for text in (*(talk[at] for at in sorted(chosen)), *told)]
    labels = np.array([[mood in moods.get(said, ()) for mood in WANTED] for _, said in rows], np.int8)
    order = {said: number for number, said in enumerate(sorted({said for _, said in rows}, key=_hash))}
    return Phrases([text for text, _ in rows], labels, np.array([order[said] for _, said in rows], np.int64))


def wanted_head(encoder: Encoder, data: Path) -> tuple[Floats, dict[str, Any]]:
    """Train the head [dimensions + 1, 14]; the second part describes and scores it for the manifest."""
    said = phrases(data)
    vectors = encode(encoder, said.texts, "phrases")
    facts = {"file": "wanted.npy", "labels": WANTED, "held_out_words": judged(vectors, said)}
    return learn(vectors, said.labels), facts


def learn(vectors: Vectors, labels: Labels) -> Floats:
    """One logistic regression a mood, [dimensions + 1, 14]."""
    return np.stack([fitted(vectors, y, np.ones(len(y)), STRENGTH) for y in labels.T], 1)


def judged(vectors: Vectors, said: Phrases) -> dict[str, float]:
    """Cross-validate by words: how often a mood is heard in unseen ones, how often rightly, and where there is none."""
    scores = np.empty(said.labels.shape)
    for number in range(FOLDS):
        out = said.word % FOLDS == number
        scores[out] = np.stack(
            [scored(column, vectors[out]) for column in learn(vectors[~out], said.labels[~out]).T], 1
        )
    asks = said.labels.any(axis=1)
    heard = expit(scores.max(axis=1)) >= HEARD
    right = said.labels[np.arange(len(scores)), scores.argmax(axis=1)] == 1
    aucs = [ranking(y[asks], column[asks])["auc"] for y, column in zip(said.labels.T, scores.T, strict=True)]
    counts = {
        "heard": (asks & heard, asks),
        "heard_rightly": (asks & heard & right, asks & heard),
        "heard_in_silence": (~asks & heard, ~asks),
    }
    shares = {name: round(float(some.sum() / max(every.sum(), 1)), 3) for name, (some, every) in counts.items()}
    return {"auc": round(float(np.mean(aucs)), 3)} | shares


def _is_words(phrase: str) -> bool:
    return phrase.isascii() and phrase.replace(" ", "").isalpha()


def _is_silent(text: str) -> bool:
    """Whether the phrase book finds no mood that is wanted."""
    feelings = read_feelings(Reading.of(text, ()))
    return not (feelings.wanted or feelings.by_genre)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
