"""Quality by how much is known: how many titles a dialogue named, how long the messages are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np

from bench.quality import unseen
from bench.quality.dialogues import product
from bench.quality.paired import recall, shown
from bench.quality.section import Section
from bench.quality.unseen import Unseen
from model_build.metrics import TOP, Figure
from recommend.blend import top
from recommend.signals import NAMES

mpl.use("Agg")

NAME = "evidence"
ALONE = {"meaning": "meaning_whole", "ratings": "neighbours_sum", "popularity": "popularity_top"}
"""What stands beside the hybrid: one signal of each kind."""
TITLES = ((0, 0), (1, 1), (2, 2), (3, 4), (5, 99))
WORDS = ((0, 9), (10, 19), (20, 39), (40, 79), (80, 9999))
"""Bounds of the groups: titles named so far; words that the asking person has said so far."""
ENOUGH = 15
"""The worst group is sought among those with so many answers."""


@dataclass(frozen=True)
class Curve:
    """Recall@10 by ranker, for each group of requests that holds an answer."""

    groups: list[str]
    answers: list[int]
    recall: dict[str, list[Figure]]


def run(data: Path, plots: Path, *, quick: bool) -> Section:
    """Group the held-out requests by their evidence and judge each group."""
    held = unseen.of(data, quick=quick)
    ranked = {"StreamSmart": product(held)} | _alone(held)
    named = curve(held, ranked, [len(lesson.evidence.examples) for lesson in held.test], TITLES)
    said = curve(held, ranked, [len(lesson.evidence.words) for lesson in held.test], WORDS)
    _plot({"titles named so far": named, "words said so far": said}, plots / "evidence-curves.png")
    text = "\n\n".join(
        (
            "**Protocol.** The held-out dialogues again, in groups by how many titles they named before the answer and "
            "by how many words the asking person had said; recall@10 over each group's answers. The signals beside the "
            "hybrid rank alone, with the same constraints and exclusions. (The curve by length of a watch history is "
            "in the section on histories.)",
            "![recall by evidence](plots/evidence-curves.png)",
            _table("titles named", named),
            _table("words said", said),
        )
    )
    large = [
        figure.value
        for each in (named, said)
        for figure, answers in zip(each.recall["StreamSmart"], each.answers, strict=True)
        if answers >= ENOUGH
    ]
    return Section("Quality by evidence", text + "\n", {"worst_group": min(large)})


def _alone(held: Unseen) -> dict[str, list[list[int]]]:
    rankings = held.rankings()
    return {
        label: [
            top(ranking.values[NAMES.index(name)], lesson.free(held.recommender.catalog), TOP).tolist()
            for lesson, ranking in zip(held.test, rankings, strict=True)
        ]
        for label, name in ALONE.items()
    }


def curve(
    held: Unseen,
    ranked: dict[str, list[list[int]]],
    amounts: Sequence[int],
    bounds: Sequence[tuple[int, int]],
) -> Curve:
    """Recall@10 of rows ranked for each held-out request, by groups of their `amounts` (inclusive bounds)."""
    found = Curve([], [], {name: [] for name in ranked})
    answers = [lesson.answers for lesson in held.test]
    for low, high in bounds:
        inside = [at for at in np.flatnonzero([low <= amount <= high for amount in amounts]) if answers[at]]
        if not inside:
            continue
        part = [answers[at] for at in inside]
        found.groups.append(_name(low, high, last=(low, high) == bounds[-1]))
        found.answers.append(sum(map(len, part)))
        for name, rows in ranked.items():
            found.recall[name].append(recall([rows[at] for at in inside], part, TOP))
    return found


def _name(low: int, high: int, *, last: bool) -> str:
    if low == high:
        return str(low)
    return f"{low}+" if last else f"{low}-{high}"


def _table(what: str, curve: Curve) -> str:
    lines = [f"| {what} | answers | {' | '.join(curve.recall)} |", "|---" * (len(curve.recall) + 2) + "|"]
    for place, group in enumerate(curve.groups):
        cells = " | ".join(shown(figures[place]) for figures in curve.recall.values())
        lines.append(f"| {group} | {curve.answers[place]} | {cells} |")
    return "\n".join(lines)


def _plot(curves: dict[str, Curve], path: Path) -> None:
    from matplotlib import pyplot as plt

    drawn, panels = plt.subplots(1, len(curves), figsize=(9, 3.6), sharey=True, layout="constrained")
    for axes, (label, curve) in zip(panels, curves.items(), strict=True):
        for name, figures in curve.recall.items():
            axes.plot(curve.groups, [figure.value for figure in figures], marker="o", label=name)
            axes.fill_between(curve.groups, [f.low for f in figures], [f.high for f in figures], alpha=0.15)
        axes.set(xlabel=label)
        axes.grid(visible=True, alpha=0.3)
    panels[0].set_ylabel(f"recall@{TOP}")
    panels[0].set_ylim(bottom=0)
    panels[0].legend(frameon=False)
    drawn.savefig(path, format="png", dpi=150, metadata={"Software": None})
    plt.close(drawn)
