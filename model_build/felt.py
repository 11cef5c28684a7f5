"""Labelled sentences for the felt head: public emotion data, cues within it, and sentences written here.

Public sets have no label for tiredness, boredom, loneliness, stress or calm; dair-emotion's sentences name them in
passing ("i feel so lonely"), and felt_sentences.jsonl has first-person sentences as they are said before a film,
felt_wishes.json wishes ("a sad movie") that tell of no feeling.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mood_extract.mood import FELT

OWN_WEIGHT = 4.0
"""Of a sentence written here, in rows of the public sets: 10 costs .05 of dair-emotion's macro-F1, 2 costs own ones."""
_SAMPLE = {"goemotions": 14_000, "dair": 4_000, "requests": 1_500}  # training rows at most: a minute's encoding
_WRITTEN = Path(__file__).with_name("felt_sentences.jsonl")
_WISHES = json.loads(Path(__file__).with_name("felt_wishes.json").read_text("utf-8"))

_GOEMOTIONS = {
    "joy": "happy", "pride": "happy", "amusement": "happy", "sadness": "sad", "grief": "sad", "disappointment": "sad",
    "remorse": "sad", "anger": "angry", "annoyance": "angry", "disgust": "angry", "fear": "anxious",
    "nervousness": "anxious", "excitement": "excited", "neutral": "neutral",
}  # fmt: skip
# What a label leaves open: love of a game is not romance, and thanks may well be happy.
_GOEMOTIONS_OPEN = {
    "love": ("romantic", "happy"), "gratitude": ("happy",), "optimism": ("happy", "excited"), "relief": ("happy",),
    "admiration": ("happy",), "caring": ("happy",), "approval": ("neutral", "happy"), "desire": ("excited", "neutral"),
    "realization": ("neutral",), "curiosity": ("neutral",), "confusion": ("neutral",),
    "embarrassment": ("sad", "anxious"), "surprise": ("excited", "neutral"), "disapproval": ("angry", "neutral"),
}  # fmt: skip
_DAIR = {"joy": "happy", "sadness": "sad", "anger": "angry", "fear": "anxious"}
_CUES = {
    "tired": "tired|exhausted|drained|sleepy|weary|worn out|fatigued|lethargic|sluggish",
    "bored": "bored|dull|apathetic|uninterested",
    "lonely": "lonely|lonesome|alone|isolated|homesick",
    "stressed": "stressed|overwhelmed|pressured|frazzled|hectic|burdened",
    "calm": "calm|peaceful|relaxed|serene|tranquil|content|mellow|at ease",
    "romantic": "romantic|passionate|loving",
    "nostalgic": "nostalgic|sentimental",
    "excited": "excited|thrilled|energetic|eager|enthusiastic|ecstatic",
}
_CUE = {mood: re.compile(rf"\bfeel\w*( \w+){{0,3}} ({words})\b") for mood, words in _CUES.items()}
# Feelings that come together: a sentence that tells of one says nothing about the other.
_TOGETHER = (
    ("happy", "excited"), ("happy", "calm"), ("happy", "romantic"), ("happy", "nostalgic"), ("sad", "lonely"),
    ("sad", "nostalgic"), ("sad", "tired"), ("lonely", "nostalgic"), ("anxious", "stressed"), ("stressed", "tired"),
    ("stressed", "angry"), ("angry", "sad"), ("anxious", "sad"),
)  # fmt: skip
_TOLD = re.compile(
    r"\bfeel(ing)?\b|\bmood\b|\b(i|we)('?m| am|'?re| are) (?!looking|trying|searching|open|into|not sure|sure|up)"
    r"|tired|exhausted|bored|lonely|stress|\brough\b|\b(day|week)\b",
    re.IGNORECASE,
)  # in a film request: perhaps says how someone is


class Row(NamedTuple):
    """A text, what is felt in it, and what its source leaves open."""

    text: str
    felt: frozenset[str]
    unknown: frozenset[str] = frozenset()


class Sentences(NamedTuple):
    """Texts with what is felt in each; `weights` is what a row counts."""

    texts: list[str]
    labels: npt.NDArray[np.int8]
    """[texts, 13] in the order of FELT: 1 felt, 0 not, -1 unknown."""
    weights: npt.NDArray[np.float64]


def sentences(public: Iterable[Row], own: Iterable[Row] = ()) -> Sentences:
    """Put rows into arrays; rows of `own` count OWN_WEIGHT times."""
    public, own = list(public), list(own)
    rows = public + own
    labels = np.zeros((len(rows), len(FELT)), np.int8)
    for row, (_, felt, unknown) in enumerate(rows):
        beside = {other for pair in _TOGETHER for mood, other in (pair, pair[::-1]) if mood in felt}
        for column, mood in enumerate(FELT):
            labels[row, column] = 1 if mood in felt else -1 if mood in unknown or mood in beside else 0
    return Sentences([row.text for row in rows], labels, np.repeat([1.0, OWN_WEIGHT], [len(public), len(own)]))


def training_rows(data: Path, seed: int = 0) -> list[Row]:
    """Sample the public sets and film requests without feeling, the same rows for the same seed."""
    sampled = np.random.default_rng(seed)

    def some(rows: Sequence[Row], most: int) -> list[Row]:
        return [rows[index] for index in sorted(sampled.permutation(len(rows))[:most])]

    diary = list(dair(data, "train"))
    cued = [row for row in diary if row.felt & _CUES.keys()]
    plain = [row for row in diary if not row.felt & _CUES.keys()]
    return [
        *some(list(goemotions(data, "train")), _SAMPLE["goemotions"]),
        *cued,
        *some(plain, _SAMPLE["dair"]),
        *some(list(requests(data)), _SAMPLE["requests"]),
    ]


def written(path: Path = _WRITTEN) -> list[Row]:
    """Read the sentences written here, a JSON object a line."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    return [Row(line["text"], frozenset(line["felt"])) for line in lines]


def wishes() -> list[Row]:
    """Ask for every kind of film: what is wanted is not what is felt."""
    return [Row(form.format(kind), frozenset({"neutral"})) for form in _WISHES["wishes"] for kind in _WISHES["wished"]]


def with_wishes(rows: Sequence[Row]) -> list[Row]:
    """Follow each row by itself with a wish behind it, a different one each time."""
    asked = [wish.text for wish in wishes()]
    stride = 17  # shares no divisor with the number of wishes: forms and kinds both change
    return [
        version
        for index, row in enumerate(rows)
        for version in (row, row._replace(text=f"{row.text} {asked[index * stride % len(asked)]}"))
    ]


def goemotions(data: Path, split: str) -> Iterator[Row]:
    """Read a split (train, dev, test) of GoEmotions with what its labels say is felt."""
    for text, labels in goemotions_labels(data, split):
        felt = frozenset(_GOEMOTIONS[label] for label in labels if label in _GOEMOTIONS)
        yield Row(text, felt, frozenset(mood for label in labels for mood in _GOEMOTIONS_OPEN.get(label, ())) - felt)


def goemotions_labels(data: Path, split: str) -> Iterator[tuple[str, list[str]]]:
    """Read the texts of a split with GoEmotions' own labels; tab separated, no quoting."""
    names = (data / "goemotions/labels.txt").read_text("utf-8").split()
    for line in (data / f"goemotions/{split}.tsv").read_text("utf-8").splitlines():
        text, numbers, _ = line.split("\t")
        yield text, [names[int(number)] for number in numbers.split(",")]


def dair(data: Path, split: str) -> Iterator[Row]:
    """Read a split (train, val, test) of dair-emotion; a feeling that the sentence names wins over its label."""
    for line in (data / f"dair-emotion/{split}.txt").read_text("utf-8").splitlines()[1:]:
        text, _, label = line.rpartition(";")
        named = frozenset(mood for mood, cue in _CUE.items() if cue.search(text))
        base = frozenset({_DAIR[label]} if label in _DAIR else ())
        yield Row(text, named, base) if named else Row(text, base, frozenset({"excited", "romantic"}))


def requests(data: Path) -> Iterator[Row]:
    """Read what people wrote when they asked for films and told nothing of themselves: neutral, whatever the film."""
    seen: set[str] = set()
    with (data / "redial/requests.train.jsonl").open(encoding="utf-8") as file:
        for line in file:
            for message in json.loads(line)["messages"]:
                text = message["content"].strip()
                if message["role"] == "user" and text and text not in seen and not _TOLD.search(text):
                    seen.add(text)
                    yield Row(text, frozenset({"neutral"}))
