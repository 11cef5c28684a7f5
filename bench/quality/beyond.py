"""Beyond accuracy: how unlike one another, how varied over people and how popular the first ten are."""

from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import msgspec

from bench.quality import unseen
from bench.quality.paired import recall, shown
from bench.quality.section import Section
from bench.quality.unseen import Unseen
from model_build import metrics
from model_build.metrics import TOP, Figure
from model_build.rank import rankings
from recommend.blend import top
from recommend.catalog import POPULARITY
from recommend.evidence import take
from recommend.signals import NAMES

mpl.use("Agg")

NAME = "beyond"
KNOB = (0.0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1.0)
QUICK_KNOB = (0.0, 0.25, 0.5)
EQUAL = 0.98
"""Recall counts as equal when it keeps this share."""
BASELINES = {"EASE alone": "neighbours_sum", "popularity": "popularity_top"}


@dataclass(frozen=True)
class Spread:
    """The first ten of a ranker over all held-out requests; popularity is the mean share of titles below."""

    recall: Figure
    diversity: float
    coverage: float
    popularity: float


def run(data: Path, plots: Path, *, quick: bool) -> Section:
    """Turn the diversity knob and compare with EASE and with popularity."""
    held = unseen.of(data, quick=quick)
    knob = {value: spread(held, _product(held, value)) for value in (QUICK_KNOB if quick else KNOB)}
    others = {label: spread(held, _alone(held, name)) for label, name in BASELINES.items()}
    equal = max(value for value, found in knob.items() if found.recall.value >= EQUAL * knob[0.0].recall.value)
    _plot(knob, others, plots / "beyond-knob.png")
    again = repeats(held)
    text = "\n\n".join(
        (
            "**Protocol.** The held-out dialogues again, ten titles a request. Intra-list diversity is the mean of "
            "1 - cosine of the titles' embeddings over all pairs of a list; coverage the share of the catalogue in "
            "anybody's ten; popularity the mean share of the catalogue that is less popular. EASE ranks by the titles "
            "named in the dialogue.",
            _table(knob, others),
            "![what the knob trades](plots/beyond-knob.png)",
            f"Up to {equal} the knob keeps {EQUAL:.0%} of the recall@10; there the lists' diversity is "
            f"{knob[equal].diversity:.3f} for EASE's {others['EASE alone'].diversity:.3f} and popularity's "
            f"{others['popularity'].diversity:.3f}, and they cover {knob[equal].coverage:.1%} of the catalogue for "
            f"{others['EASE alone'].coverage:.1%} and {others['popularity'].coverage:.1%}.",
            f"Asked the same again, with the ten that were shown left out as a conversation leaves them out, "
            f"{again} titles came back in all {len(held.test):,} requests.",
        )
    )
    figures = {
        "equal_knob": equal,
        "diversity_over_popularity": knob[equal].diversity / others["popularity"].diversity,
        "coverage_over_popularity": knob[equal].coverage / others["popularity"].coverage,
        "no_repeats": float(again == 0),
    }
    return Section("Beyond accuracy", text + "\n", figures)


def _product(held: Unseen, diversity: float) -> list[list[int]]:
    asked = [msgspec.structs.replace(each.request, limit=TOP, diversity=diversity, fill=True) for each in held.test]
    return [held.recommender.catalog.rows_of(ids) for ids in rankings(held.recommender, asked, f"knob at {diversity}")]


def _alone(held: Unseen, name: str) -> list[list[int]]:
    return [
        top(ranking.values[NAMES.index(name)], lesson.free(held.recommender.catalog), TOP).tolist()
        for lesson, ranking in zip(held.test, held.rankings(), strict=True)
    ]


def repeats(held: Unseen) -> int:
    """How many titles of a first answer stand in the second, when the first ones were shown."""
    catalog, first = held.recommender.catalog, _product(held, 0.0)
    again = [
        msgspec.structs.replace(
            each.request, limit=TOP, diversity=0.0, fill=True, exclude=tuple(catalog.id_of(row) for row in rows)
        )
        for each, rows in zip(held.test, first, strict=True)
    ]
    second = [catalog.rows_of(ids) for ids in rankings(held.recommender, again, "asked again")]
    return sum(len(set(one) & set(other)) for one, other in zip(first, second, strict=True))


def spread(held: Unseen, ranked: list[list[int]]) -> Spread:
    """Judge what each held-out request was shown, rows best first."""
    catalog, embeddings = held.recommender.catalog, held.recommender.arrays.embeddings
    if embeddings is None:
        raise RuntimeError("the model was built without embeddings")
    ids = [[catalog.id_of(row) for row in rows] for rows in ranked]
    popularity = {
        catalog.id_of(row): float(catalog.facts[row, POPULARITY]) for row in {r for rows in ranked for r in rows}
    }
    return Spread(
        recall(ranked, [lesson.answers for lesson in held.test], TOP),
        metrics.intra_list_diversity([take(embeddings, rows) for rows in ranked]),
        metrics.coverage(ids, len(catalog)),
        metrics.popularity_bias(ids, popularity),
    )


def _table(knob: dict[float, Spread], others: dict[str, Spread]) -> str:
    lines = ["| ranker | R@10 | diversity | coverage | popularity |", "|---" * 5 + "|"]
    for label, found in ({f"StreamSmart, knob at {value}": each for value, each in knob.items()} | others).items():
        lines.append(
            f"| {label} | {shown(found.recall)} | {found.diversity:.3f} | {found.coverage:.1%} "
            f"| {found.popularity:.3f} |"
        )
    return "\n".join(lines)


def _plot(knob: dict[float, Spread], others: dict[str, Spread], path: Path) -> None:
    from matplotlib import pyplot as plt

    drawn, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    axes.plot([each.diversity for each in knob.values()], [each.recall.value for each in knob.values()], marker="o")
    for value, each in knob.items():
        axes.annotate(str(value), (each.diversity, each.recall.value), textcoords="offset points", xytext=(4, 4))
    for label, each in others.items():
        axes.plot(each.diversity, each.recall.value, "x", label=label)
    axes.set(xlabel="intra-list diversity of the first ten", ylabel=f"recall@{TOP}")
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, alpha=0.3)
    axes.legend(frameon=False)
    drawn.savefig(path, format="png", dpi=150, metadata={"Software": None})
    plt.close(drawn)
