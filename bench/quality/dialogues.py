"""People asking each other for films (ReDial): how often the product names what the other person then named."""

import time
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import msgspec
import numpy as np

from bench.quality import unseen
from bench.quality.paired import recall, shown
from bench.quality.section import Section
from bench.quality.unseen import Unseen
from encoder.manifest import folder_for
from encoder.sentence import Encoder
from model_build import metrics
from model_build.metrics import Figure
from model_build.plots import recall_plot
from model_build.rank import rankings
from recommend import ranker
from recommend.blend import top
from recommend.recommender import Recommender
from recommend.request import Request
from recommend.signals import NAMES

mpl.use("Agg")

NAME = "dialogues"
PUBLISHED = {
    "Vicuna-13B": (0.036, 0.095, 0.129),
    "Baize": (0.036, 0.112, 0.153),
    "GPT-3.5": (0.047, 0.136, 0.196),
    "GPT-4": (0.055, 0.149, 0.215),
}
"""Recall@1, 5, 10 of language models, zero-shot, on ReDial's own test turns: their published answers (He et al., "Large
Language Models as Zero-Shot Conversational Recommenders", CIKM 2023) kept to this catalogue, seen titles left out."""
ALONE = ("popularity_top", "meaning_whole", "neighbours_sum", "turns_near")
TIMED = 100


def run(data: Path, plots: Path, *, quick: bool) -> Section:
    """Rank the held-out requests; Absent without the data."""
    held = unseen.of(data, quick=quick)
    answers = [lesson.answers for lesson in held.test]
    ranked = {"StreamSmart": product(held), **_alone(held)}
    figures = {
        name: {f"recall@{cut}": recall(rows, answers, cut) for cut in metrics.CUTS} for name, rows in ranked.items()
    }
    recall_plot(figures, plots / "dialogues-recall.png")
    seconds, share = _speed(held)
    size = sum((held.model / name).stat().st_size for name in ranker.FILES.values())
    text = "\n\n".join(
        (
            _protocol(held, answers, quick=quick),
            _table(figures),
            "![recall by list length](plots/dialogues-recall.png)",
            f"On one core a request over these {len(held.recommender.catalog):,} titles takes {1000 * seconds:.1f} ms "
            f"(median of {TIMED}), of which the encoder {share:.0%}; the two forests are {size / 1e6:.1f} MB.",
            by_familiarity(held, ranked["StreamSmart"], answers),
        )
    )
    ours = {name: figure.value for name, figure in figures["StreamSmart"].items()}
    return Section("Unseen dialogues", text + "\n", ours | {"forests_mb": size / 1e6})


def product(held: Unseen) -> list[list[int]]:
    """Rows ranked by the product for each held-out request, from its messages alone."""
    depth = max(metrics.CUTS)
    asked = [msgspec.structs.replace(lesson.request, limit=depth, diversity=0.0, fill=True) for lesson in held.test]
    return [held.recommender.catalog.rows_of(ids) for ids in rankings(held.recommender, asked, "ranking")]


def _alone(held: Unseen) -> dict[str, list[list[int]]]:
    """What single signals would rank, popularity (as a baseline that must reproduce) among them."""
    found: dict[str, list[list[int]]] = {f"{name} alone": [] for name in ALONE}
    for lesson, ranking in zip(held.test, held.rankings(), strict=True):
        free = lesson.free(held.recommender.catalog)
        for name in ALONE:
            found[f"{name} alone"].append(top(ranking.values[NAMES.index(name)], free, max(metrics.CUTS)).tolist())
    return found


def _protocol(held: Unseen, answers: Sequence[Sequence[int]], *, quick: bool) -> str:
    return (
        "**Protocol.** ReDial's training dialogues; each turn asks for the films that the other person then names. "
        f"Whole dialogues are held out, a fifth of them ({len(held.test):,} requests, "
        f"{sum(map(len, answers)):,} answers); "
        f"the model is built by `model_build build` on the others ({len(held.train):,} requests) and ml-latest-small"
        + (", over a part of the catalogue (quick version)" if quick else "")
        + ". It reads the messages alone; titles named in them are neither ranked nor answers. Recall is over all "
        f"answers; intervals are 95 % bootstrap over requests ({metrics.RESAMPLES:,} resamples). The language models "
        "answered other turns, those of ReDial's test part, so compare with care."
    )


def _table(figures: dict[str, dict[str, Figure]]) -> str:
    lines = ["| ranker | " + " | ".join(f"R@{cut}" for cut in metrics.CUTS) + " |", "|---" * 5 + "|"]
    lines += [f"| {name} | {' | '.join(shown(figure) for figure in row.values())} |" for name, row in figures.items()]
    for name, row in PUBLISHED.items():
        lines.append(f"| *{name}, zero-shot* | {' | '.join(f'{value:.3f}' for value in row)} | |")
    return "\n".join(lines)


def by_familiarity(held: Unseen, ranked: Sequence[Sequence[int]], answers: Sequence[Sequence[int]]) -> str:
    """Recall@10 by how often a title was an answer in training: what was never named is the hard part."""
    titles = len(held.recommender.catalog)
    often = np.bincount([row for lesson in held.train for row in lesson.answers], minlength=titles)
    lines = ["| times the title was an answer in training | share of answers | R@10 |", "|---|---|---|"]
    total = sum(map(len, answers))
    for label, low, high in (("never", 0, 0), ("1-2", 1, 2), ("3-7", 3, 7), ("8 and more", 8, titles)):
        part = [[row for row in truth if low <= often[row] <= high] for truth in answers]
        number = sum(map(len, part))
        if number:
            lines.append(f"| {label} | {number / total:.0%} | {shown(recall(ranked, part, metrics.TOP))} |")
    return "\n".join(lines)


def _speed(held: Unseen) -> tuple[float, float]:
    """Seconds a request (median) with the encoder, and the encoder's share of them."""
    encoder = Encoder.load(folder_for(held.model))
    recommender = Recommender.load(held.model, encoder, held.recommender.reader.understand)
    whole, alone = [], []
    for lesson in held.test[:TIMED]:
        asked: Request = msgspec.structs.replace(lesson.request, limit=metrics.TOP)
        texts = [message.content for message in asked.messages if message.role == "user"] or [""]
        start = time.perf_counter()
        recommender.choose(asked, recommender.rank(asked))
        middle = time.perf_counter()
        encoder.encode([texts[-1], " ".join(reversed(texts))])
        whole.append(middle - start)
        alone.append(time.perf_counter() - middle)
    return float(np.median(whole)), float(np.median(alone) / np.median(whole))
