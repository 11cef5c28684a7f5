"""Recommending from a history alone: the product's own road on MovieLens, against popularity, item-kNN and EASE."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import polars as pl

from bench.quality import baselines, interactions
from bench.quality.interactions import TRAIN, Figures, Parts, ndcg, recall, sets
from bench.quality.paired import shown
from bench.quality.section import Absent, Section
from model_build import build, metrics
from model_build.importers import movielens
from model_build.metrics import TOP, Figure
from model_build.problems import DataError
from model_build.rank import load, rankings
from model_build.ratings import Ratings, write_ratings
from model_build.titles import write_catalog
from recommend.recommender import Recommender
from recommend.request import Rated, Request

mpl.use("Agg")

NAME = "histories"
SETS = ("ml-latest-small", "ml-100k")
SEED = 11
"""Of the split. The settings of the neighbours were chosen on the splits of seeds 0 and 1."""
QUICK_TITLES, QUICK_PEOPLE = 1000, 250
"""The quick version takes the titles rated most, and the first so many people."""
COLD_DEPTH = 200
LENGTHS = (0, 30, 60, 120, 250)
"""Lower bounds of the groups of people, by the length of their history."""
WORK = Path(__file__).parents[2] / "build" / "quality" / NAME
OURS = "StreamSmart"


@dataclass(frozen=True)
class Judged:
    """One data set: `ndcg` and `recall`, float [people], by ranker; `lengths` of the histories; what was tuned.

    `cold` are nDCG without any history, of the product and of popularity; `distinct` is the share of different lists of
    ten among the product's, and `shown` how many titles stand in them.
    """

    ndcg: Mapping[str, Figures]
    recall: Mapping[str, Figures]
    lengths: npt.NDArray[np.int64]
    tuned: Mapping[str, str]
    titles: int
    ratings: int
    cold: Mapping[str, Figures]
    distinct: float
    shown: int


def run(data: Path, plots: Path, *, quick: bool) -> Section:
    """Split, build, rank and compare on each data set."""
    names = SETS[:1] if quick else SETS
    for name in names:
        if not (data / name).is_dir():
            raise Absent(f"there is no {data / name}")
    judged = {name: _judge(data / name, quick=quick) for name in names}
    _plot(judged, plots / "histories-ndcg.png")
    text = "\n\n".join(
        (
            _protocol(judged),
            _table(judged),
            "![nDCG@10 by the length of the history](plots/histories-ndcg.png)",
            "### Without a history",
            _cold(judged),
        )
    )
    figures = {f"{name}.{key}": value for name, each in judged.items() for key, value in _figures(each).items()}
    return Section("Histories alone", text + "\n", figures)


def _judge(source: Path, *, quick: bool) -> Judged:
    work = WORK / ("quick" if quick else "full") / source.name
    movielens.run(source, work)
    records, ratings = _read(work)
    if quick:
        most = np.argsort(-np.bincount(ratings.item, minlength=len(records)), kind="stable")[:QUICK_TITLES]
        write_catalog(work / "catalog.jsonl", [records[row] for row in np.sort(most)])
        records, ratings = _read(work)
        ratings = _fewer(ratings)
    ids = [str(record["id"]) for record in records]
    parts = Parts.of(ratings, len(ids), SEED)
    recommender = _built(work, parts, ids, ratings)
    gone = (parts.train + parts.valid).tocsr()
    ranked, tuned = {}, {}
    for label, candidates in (("item-kNN", baselines.knn(parts.train)), ("EASE", baselines.ease(parts.train))):
        tuned[label], scores = best(candidates, parts)
        ranked[label] = interactions.first(scores, gone, TOP)
    popular = baselines.popularity(parts.train)
    ranked["popularity"] = interactions.first(popular, gone, TOP)
    ranked[OURS] = _rows(recommender, [_request(parts, person, ids) for person in range(len(ratings.users))])
    nobody = [Request(seed=user, limit=COLD_DEPTH, diversity=0.0, fill=True) for user in ratings.users]
    newcomers = _rows(recommender, nobody)
    unseen = [[row for row in rows if row not in own][:TOP] for rows, own in zip(newcomers, sets(gone), strict=True)]
    tens = {tuple(rows[:TOP]) for rows in newcomers}
    order = (OURS, "EASE", "item-kNN", "popularity")
    return Judged(
        {label: ndcg(ranked[label], parts.test) for label in order},
        {label: recall(ranked[label], parts.test) for label in order},
        np.diff(parts.train.indptr).astype(np.int64),
        tuned,
        int((np.bincount(ratings.item, minlength=len(ids)) > 0).sum()),
        len(ratings),
        {OURS: ndcg(unseen, parts.test), "popularity": ndcg(ranked["popularity"], parts.test)},
        len(tens) / len(newcomers),
        len({row for rows in tens for row in rows}),
    )


def _read(work: Path) -> tuple[list[dict[str, Any]], Ratings]:
    inputs, _ = build.read(build.Sources([work / "catalog.jsonl"], [work / "ratings.csv"]))
    if inputs.ratings is None:
        raise DataError(f"{work} holds no rating")
    return inputs.records, inputs.ratings


def _fewer(ratings: Ratings) -> Ratings:
    """The first QUICK_PEOPLE people's ratings."""
    end = int(np.searchsorted(ratings.user, QUICK_PEOPLE))
    people = ratings.users[:QUICK_PEOPLE]
    return Ratings(people, ratings.user[:end], ratings.item[:end], ratings.rating[:end], ratings.timestamp[:end])


def _built(work: Path, parts: Parts, ids: Sequence[str], ratings: Ratings) -> Recommender:
    """The model that `model_build build` makes of the catalogue and the part to train on."""
    kept = parts.part == TRAIN
    known = {
        "user_id": [ratings.users[user] for user in ratings.user[kept]],
        "item_id": [ids[item] for item in ratings.item[kept]],
        "rating": ratings.rating[kept],
        "timestamp": ratings.timestamp[kept],
    }
    write_ratings(work / "train.csv", pl.LazyFrame(known))
    build.build(build.Sources([work / "catalog.jsonl"], [work / "train.csv"]), work / "model")
    return load(work / "model")


def _request(parts: Parts, person: int, ids: Sequence[str]) -> Request:
    """A person's part to train on as a history in the order of time; that to tune on is not shown again either."""
    ratings = parts.ratings
    start, end = np.searchsorted(ratings.user, (person, person + 1))
    own = np.arange(start, end)
    seen = own[parts.part[own] == TRAIN]
    seen = seen[np.argsort(ratings.timestamp[seen], kind="stable")]
    scale = 5.0 / float(ratings.rating.max())
    history = tuple(Rated(ids[ratings.item[at]], float(ratings.rating[at]) * scale) for at in seen)
    exclude = tuple(ids[ratings.item[at]] for at in own[parts.part[own] == interactions.VALID])
    return Request(history=history, exclude=exclude, limit=TOP, diversity=0.0, fill=True)


def _rows(recommender: Recommender, requests: Sequence[Request]) -> list[list[int]]:
    row = recommender.catalog.row_of
    return [[row(each) for each in ranked] for ranked in rankings(recommender, requests, "histories")]


def best(
    candidates: Iterable[tuple[str, npt.NDArray[np.float32]]], parts: Parts
) -> tuple[str, npt.NDArray[np.float32]]:
    """The scores with the highest nDCG on the part to tune on, and what they were made with."""
    found = None
    for made_with, scores in candidates:
        value = float(ndcg(interactions.first(scores, parts.train, TOP), parts.valid).mean())
        if found is None or value > found[0]:
            found = value, made_with, scores
    if found is None:
        raise ValueError("there is nothing to choose from")
    return found[1], found[2]


def _mean(values: Figures) -> Figure:
    return metrics.ratio(values, np.ones(len(values)))


def _figures(judged: Judged) -> dict[str, float]:
    kinds = {"ndcg": judged.ndcg, "recall": judged.recall}
    found = {f"{kind}@{TOP}.{label}": float(each.mean()) for kind, of in kinds.items() for label, each in of.items()}
    ours = judged.ndcg[OURS]
    return found | {
        "ndcg_over_ease": metrics.ratio(ours, judged.ndcg["EASE"]).value,
        "ndcg_over_knn": metrics.ratio(ours, judged.ndcg["item-kNN"]).value,
        "cold_over_popularity": metrics.ratio(judged.cold[OURS], judged.cold["popularity"]).value,
        "cold_distinct": judged.distinct,
    }


def _protocol(judged: Mapping[str, Judged]) -> str:
    sizes = ", ".join(
        f"{name} ({each.ratings:,} ratings, {len(each.lengths):,} people, {each.titles:,} titles)"
        for name, each in judged.items()
    )
    return (
        f"**Protocol.** {sizes}. Every rating counts as a choice, liked or not; each person's are split by chance "
        f"(seed {SEED}) 8:1:1. The model is what `model_build build` makes of the imported catalogue and first part, "
        "and the product's own Recommender ranks all titles for each person from that history; EASE and item-kNN are "
        "tuned on the second part, nobody trains on it; all are judged on the third. What a person rated in the first "
        "two parts is not ranked. The product also reads how well something was rated and when; the others do not. "
        "nDCG@10 has binary gains; both figures are means over people, intervals 95 % bootstrap over people "
        f"({metrics.RESAMPLES:,} resamples), of a ratio paired."
    )


def _table(judged: Mapping[str, Judged]) -> str:
    lines = ["| data | ranker | nDCG@10 | recall@10 | the product's nDCG over it | tuned |", "|---" * 6 + "|"]
    for name, each in judged.items():
        for label in each.ndcg:
            lead = "" if label == OURS else shown(metrics.ratio(each.ndcg[OURS], each.ndcg[label]))
            figures = f"{shown(_mean(each.ndcg[label]))} | {shown(_mean(each.recall[label]))}"
            lines.append(f"| {name} | {label} | {figures} | {lead} | {each.tuned.get(label, '')} |")
    return "\n".join(lines)


def _cold(judged: Mapping[str, Judged]) -> str:
    lines = [
        "A newcomer who says nothing, with a seed of their own; judged on the same answers, what they had rated before "
        "taken out of the list afterwards.",
        "| data | nDCG@10 | popularity | over popularity | different lists of ten | titles in them |\n"
        + "|---" * 6
        + "|",
    ]
    rows = [
        f"| {name} | {shown(_mean(each.cold[OURS]))} | {shown(_mean(each.cold['popularity']))} | "
        f"{shown(metrics.ratio(each.cold[OURS], each.cold['popularity']))} | {each.distinct:.0%} | {each.shown:,} |"
        for name, each in judged.items()
    ]
    return lines[0] + "\n\n" + "\n".join((lines[1], *rows))


def _plot(judged: Mapping[str, Judged], path: Path) -> None:
    """Mean nDCG of the people of each length of history, with intervals."""
    from matplotlib import pyplot as plt

    drawn, panes = plt.subplots(1, len(judged), figsize=(5 * len(judged), 4), layout="constrained", squeeze=False)
    for axes, (name, each) in zip(panes[0], judged.items(), strict=True):
        group = np.searchsorted(LENGTHS, each.lengths, "right") - 1
        groups = [number for number in range(len(LENGTHS)) if (group == number).any()]
        for label in (OURS, "EASE", "popularity"):
            means = [_mean(each.ndcg[label][group == number]) for number in groups]
            axes.plot(groups, [figure.value for figure in means], marker="o", label=label)
            axes.fill_between(groups, [f.low for f in means], [f.high for f in means], alpha=0.15)
        names = [f"{LENGTHS[n]}+\n({(group == n).sum()})" for n in groups]
        axes.set(
            title=name, xticks=groups, xticklabels=names, xlabel="titles in the history (people)", ylabel="nDCG@10"
        )
        axes.set_ylim(bottom=0)
        axes.grid(visible=True, alpha=0.3)
    panes[0][0].legend(frameon=False)
    drawn.savefig(path, format="png", dpi=150, metadata={"Software": None})
    plt.close(drawn)
