"""The mood that a request asks for, learned from requests written for it.

Whoever wrote them had only the definitions of the 14 moods. Beside them stand words for moods in the forms in which
they are asked for ("something somber"; the tags of mood_tags.json and the phrases of mood_extract), and as noes what
people said to each other about films without such a word.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from scipy.special import expit

from encoder.sentence import Encoder
from model_build import felt
from model_build.encoding import features
from model_build.logistic import Floats, Labels, Rows, best_f1_threshold, fitted, scored, slope
from model_build.tags import SAID
from mood_extract.feelings import read_feelings
from mood_extract.mood import WANTED, Wanted
from mood_extract.mood_words import LEXICON
from mood_extract.reading import Reading

FORMS = ("{}", "something {}")
STRENGTH = 3.0
"""scikit-learn's C: of requests by writers who did not train it .692 are told right at 3, .691 at 10."""
FOLDS = 5
HEARD = 0.5
"""A weight from which a mood counts as heard: where F1 is best."""
_WRITTEN = Path(__file__).with_name("wanted_requests.jsonl")
_NOES = 1_500
"""Messages without a mood, at most."""


class Written(msgspec.Struct):
    """A request written for this; the mood that it wants most comes first."""

    text: str
    wanted: tuple[Wanted, ...]


class Requests(NamedTuple):
    """Texts with the moods asked for in each."""

    texts: list[str]
    labels: Labels
    """[texts, 14] in the order of WANTED, 1 asked for, 0 not."""
    main: list[str]
    """The mood that is wanted most, "" where the text is no written request."""
    fold: list[int]
    """By a hash of what is said: the forms of a word stay together."""


def written(path: Path = _WRITTEN) -> list[Written]:
    """Read written requests."""
    return [msgspec.json.decode(line, type=Written) for line in path.read_bytes().splitlines()]


def requests(data: Path, seed: int = 0) -> Requests:
    """What the head is trained on, the same for the same seed."""
    asked = [(request.text, request.text, request.wanted) for request in written()]
    moods: dict[str, set[Wanted]] = {}
    for mood in WANTED:
        for said in (*SAID[mood], *filter(_is_words, LEXICON["wanted"][mood].split(", "))):
            moods.setdefault(said, set()).add(mood)  # type: ignore[arg-type]
    words = [(form.format(said), said, tuple(wanted)) for said, wanted in moods.items() for form in FORMS]
    talk = [row.text for row in felt.requests(data) if _is_silent(row.text)]
    chosen = np.random.default_rng(seed).permutation(len(talk))[:_NOES]
    silent = [(talk[at], talk[at], ()) for at in sorted(chosen)]
    rows: list[tuple[str, str, tuple[Wanted, ...]]] = [*asked, *words, *silent]
    return Requests(
        [text for text, _, _ in rows],
        np.array([[mood in wanted for mood in WANTED] for _, _, wanted in rows], np.int8),
        [wanted[0] for _, _, wanted in asked] + [""] * (len(rows) - len(asked)),
        [int(sha256(said.encode()).hexdigest(), 16) % FOLDS for _, said, _ in rows],
    )


def wanted_head(encoder: Encoder, data: Path) -> tuple[Floats, dict[str, Any]]:
    """Train the text head [rows, 14]; the second part describes it, and scores it on what each fold did not train."""
    asked = requests(data)
    x = features(encoder, asked.texts, "requests")
    held_out = np.empty(asked.labels.shape)
    folds = np.array(asked.fold)
    for fold in range(FOLDS):
        out = folds == fold
        held_out[out] = np.stack([scored(column, x[out]) for column in learn(x[~out], asked.labels[~out]).T], 1)
    head = learn(x, asked.labels)
    for y, scores, column in zip(asked.labels.T, held_out.T, head.T, strict=True):
        steep, moved = slope(y, scores), best_f1_threshold(y, scores)
        column *= steep
        column[-1] -= steep * moved
        scores[:] = steep * (scores - moved)
    return head, {"file": "wanted.npy", "labels": WANTED, "held_out": judged(held_out, asked)}


def learn(x: Rows, labels: Labels) -> Floats:
    """One logistic regression a mood, [columns of x + 1, 14]."""
    return np.stack([fitted(x, y, np.ones(len(y)), STRENGTH) for y in labels.T], 1)


def judged(scores: Floats, asked: Requests) -> dict[str, float]:
    """How often the mood wanted most scores first, or second; and where there is none, how often one is heard."""
    main = np.array([WANTED.index(mood) if mood else -1 for mood in asked.main])
    first, second = np.argsort(-scores[main >= 0], axis=1)[:, :2].T
    right = main[main >= 0]
    silent = ~asked.labels.any(axis=1)
    shares = {
        "first": (first == right).mean(),
        "first_or_second": ((first == right) | (second == right)).mean(),
        "heard_in_silence": (expit(scores[silent].max(axis=1)) >= HEARD).mean(),
    }
    return {name: round(float(share), 3) for name, share in shares.items()}


def _is_words(phrase: str) -> bool:
    return phrase.isascii() and phrase.replace(" ", "").isalpha()


def _is_silent(text: str) -> bool:
    """Whether the phrase book finds no mood that is wanted."""
    feelings = read_feelings(Reading.of(text, ()))
    return not (feelings.wanted or feelings.by_genre)
