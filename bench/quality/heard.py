"""What is wanted and felt, read from what people write: by writers, and on data, that trained nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.metrics import f1_score

from bench.quality.paired import shown
from bench.quality.section import Absent, Section
from encoder.sentence import DIMENSIONS, Encoder
from model_build import felt, metrics, wanted
from model_build.encoding import encode, features
from model_build.logistic import Rows, best_f1_threshold, fitted, scored
from model_build.metrics import Figure
from mood_extract.local import LocalExtractor
from mood_extract.mood import FELT, Message, Mood

NAME = "heard"
REQUESTS = Path(__file__).parent / "wanted_requests.jsonl"
SENTENCES = Path(__file__).parent / "felt_sentences.jsonl"
STRENGTH = 0.5
"""scikit-learn's C for GoEmotions' own labels; 1 gave .459 where this gives .472."""
UNLABELLED = ("tired", "bored", "lonely", "stressed", "calm")
"""The feelings that no public set has a label for."""
Ways = dict[str, list[Mood]]
Labels = npt.NDArray[np.int8]


def run(data: Path, _: Path, *, quick: bool) -> Section:
    """Read the committed requests and sentences; and, in full, learn and judge GoEmotions' own 28 labels."""
    encoder = Encoder.load()
    asked, told = wanted.written(REQUESTS), felt.written(SENTENCES)
    moods = _read([request.text for request in asked], encoder)
    shares = {way: _shares(found, [request.wanted[0] for request in asked]) for way, found in moods.items()}
    feelings = {way: _f1(found, told) for way, found in _read([row.text for row in told], encoder).items()}
    figures = {
        "wanted.first": shares["the product"][0].value,
        "wanted.first_or_second": shares["the product"][1].value,
        "felt.macro_f1": float(np.mean(list(feelings["the product"].values()))),
    }
    parts = [
        f"### What is wanted\n\n**Protocol.** {len(asked)} requests by a writer who had only the definitions of the 14 "
        "moods, none nearer than cosine .9 to a request that trained; how often the mood that the writer meant weighs "
        "most, or second most, with 95 % bootstrap intervals.",
        _wanted_table(shares),
        f"### What is felt\n\n**Protocol.** {len(told)} first-person texts by another writer; F1 of each feeling, yes "
        "or no, and their unweighted mean.",
        _felt_table(feelings),
    ]
    if not quick:
        figures["goemotions.macro_f1"], alone = _goemotions(data, encoder)
        parts.append(
            "**GoEmotions, its own 28 labels.** The official splits: one logistic regression a label on the training "
            "part, its threshold where F1 is best on the development part, judged on the test part: macro-F1 "
            f"{figures['goemotions.macro_f1']:.3f} by vector and grams, {alone:.3f} by the encoder's vector alone "
            "(BERT-base, trained whole: .46, Demszky et al., ACL 2020)."
        )
    return Section("What people want and feel", "\n\n".join(parts) + "\n", figures)


def _read(texts: Sequence[str], encoder: Encoder) -> Ways:
    """The Mood of each text: by words and heads, and by words alone."""
    product, words = LocalExtractor.load(), LocalExtractor()
    vectors = encode(encoder, texts, "texts")
    said = [[Message("user", text)] for text in texts]
    return {
        "the product": [product.extract(one, vector) for one, vector in zip(said, vectors, strict=True)],
        "words alone": [words.extract(one, None) for one in said],
    }


def _shares(moods: Sequence[Mood], meant: Sequence[str]) -> tuple[Figure, Figure]:
    """How often what was meant comes first, and first or second."""
    order = [sorted(mood.wanted, key=lambda name, mood=mood: -mood.wanted[name]) for mood in moods]  # type: ignore[misc]
    hits = [[float(mood in found[:most]) for found, mood in zip(order, meant, strict=True)] for most in (1, 2)]
    first, second = (metrics.ratio(np.array(one), np.ones(len(one))) for one in hits)
    return first, second


def _f1(moods: Sequence[Mood], told: Sequence[felt.Row]) -> dict[str, float]:
    heard = [set(mood.felt) or {"neutral"} for mood in moods]
    return {
        name: float(f1_score([name in row.felt for row in told], [name in found for found in heard], zero_division=0))
        for name in FELT
    }


def _goemotions(data: Path, encoder: Encoder) -> tuple[float, float]:
    """Macro-F1 of the test part by vector and grams, and by the vector alone."""
    if not (data / "goemotions").is_dir():
        raise Absent(f"there is no {data / 'goemotions'}")
    parts = {split: list(felt.goemotions_labels(data, split)) for split in ("train", "dev", "test")}
    read = {split: features(encoder, [text for text, _ in rows], split) for split, rows in parts.items()}
    names = sorted({name for _, own in parts["train"] for name in own})
    labels = {
        split: np.array([[name in own for name in names] for _, own in rows], np.int8) for split, rows in parts.items()
    }
    vectors = {split: np.asarray(x[:, :DIMENSIONS].todense()) for split, x in read.items()}
    return _macro_f1(read, labels), _macro_f1(vectors, labels)


def _macro_f1(x: Mapping[str, Rows], labels: Mapping[str, Labels]) -> float:
    found = []
    for column in range(labels["train"].shape[1]):
        y = {split: part[:, column] for split, part in labels.items()}
        line = fitted(x["train"], y["train"], np.ones(len(y["train"])), STRENGTH)
        threshold = best_f1_threshold(y["dev"], scored(line, x["dev"]))
        found.append(f1_score(y["test"], scored(line, x["test"]) >= threshold))
    return float(np.mean(found))


def _wanted_table(shares: dict[str, tuple[Figure, Figure]]) -> str:
    lines = ["| read by | first | first or second |", "|---|---|---|"]
    lines += [f"| {way} | " + " | ".join(map(shown, both)) + " |" for way, both in shares.items()]
    return "\n".join(lines)


def _felt_table(feelings: dict[str, dict[str, float]]) -> str:
    lines = ["| feeling | " + " | ".join(feelings) + " |", "|---" * (len(feelings) + 1) + "|"]
    for name in FELT:
        mark = "*" if name in UNLABELLED else ""
        lines.append(f"| {name}{mark} | " + " | ".join(f"{f1[name]:.2f}" for f1 in feelings.values()) + " |")
    lines.append("| mean | " + " | ".join(f"{np.mean(list(f1.values())):.3f}" for f1 in feelings.values()) + " |")
    return "\n".join(lines) + "\n\n\\* no public set has a label for it; learned from sentences written here."
