"""The hybrid against simpler and other rankers on the same features and candidates, and without each of its parts."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from bench.quality import unseen
from bench.quality.paired import difference, recall, shown
from bench.quality.section import Section
from bench.quality.unseen import SEED, Unseen
from model_build import blend, forest, training
from model_build.lessons import Lesson
from model_build.metrics import TOP, Figure
from recommend import ranker, signals
from recommend.blend import BY_HAND, CANDIDATES, Blend, top
from recommend.evidence import Rows, Vector
from recommend.recommender import Ranking
from recommend.signals import NAMES

mpl.use("Agg")

NAME = "rivals"
DEPTH = 50
THINNED = 3
"""Where signals are taken away one by one, blends are fitted on every so many-th answer: there are thirty to fit."""
QUICK_SIGNALS = 3
"""The quick version takes only these away, and no leg."""
Floats = npt.NDArray[np.float32]
Predict = Callable[[Floats], Vector]
Ranked = list[list[int]]


@dataclass(frozen=True)
class Pool:
    """The candidates of a held-out request: `rows` in the blend's order, its `scores`, and the forest's `features`."""

    rows: Rows
    scores: Vector
    features: Floats


@dataclass(frozen=True)
class Trained:
    """A blend and what the forest is trained on: `rows` float32 [rows, features], `right` the answers among them."""

    blend: Blend
    rows: Floats
    right: npt.NDArray[np.bool_]


def run(data: Path, plots: Path, *, quick: bool) -> Section:
    """Train the rivals and the reduced hybrids on the training dialogues, judge all on the held-out ones."""
    held = unseen.of(data, quick=quick)
    answers = [lesson.answers for lesson in held.test]
    rankings = held.rankings()
    lists = training.comparisons(held.train, held.weigh, "rivals", np.random.default_rng(SEED))
    trained = _trained(held, lists)
    pools = _pools(held, rankings, trained.blend)
    ranked = _rivals(held, rankings, pools, trained)
    ours = ranked["blend and forest (the product)"]
    legs = () if quick else signals.MODULES
    with ThreadPoolExecutor() as threads:
        retrained = threads.map(lambda leg: _without_leg(held, rankings, lists, leg), legs)
        without = {f"leg {leg}": rows for leg, rows in zip(legs, retrained, strict=True)}
    lists = lists[::THINNED]
    alone = _blended(held, rankings, blend.fit(lists))
    signal = range(len(NAMES))[:QUICK_SIGNALS] if quick else range(len(NAMES))
    with ThreadPoolExecutor() as threads:
        refitted = threads.map(lambda place: _without_signal(held, rankings, lists, place), signal)
        reduced = {NAMES[place]: rows for place, rows in zip(signal, refitted, strict=True)}
    lost = {name: difference(ours, rows, answers, TOP) for name, rows in without.items()}
    part = {name: difference(alone, rows, answers, TOP) for name, rows in reduced.items()}
    _plot(lost | part, plots / "rivals-ablation.png")
    text = "\n\n".join(
        (
            _protocol(held, answers),
            _table(ranked, ours, answers),
            "### Without each part\n\nWhat recall@10 loses without a leg (blend and forest trained anew) and without a "
            "signal (the blend, which picks the candidates, fitted anew; compared with the whole blend).",
            "![loss by part](plots/rivals-ablation.png)",
            _losses(lost | part),
        )
    )
    figures = {_key(name): recall(rows, answers, TOP).value for name, rows in ranked.items()}
    best = max(value for name, value in figures.items() if name.startswith("single"))
    return Section("The hybrid and its rivals", text + "\n", figures | {"over_best_single": figures["product"] / best})


def _trained(held: Unseen, lists: Sequence[Floats]) -> Trained:
    catalog, random = held.recommender.catalog, np.random.default_rng(SEED)
    learned = training.blended(lists, held.train, held.weigh, catalog, "rivals")
    return Trained(learned, *training.candidates(held.train, held.weigh, learned, catalog, "rivals", random))


def _pools(held: Unseen, rankings: Sequence[Ranking], learned: Blend) -> list[Pool]:
    pools = []
    for lesson, ranking in zip(held.test, rankings, strict=True):
        free = lesson.free(held.recommender.catalog)
        rows, scores = learned.candidates(ranking.values, lesson.evidence, free)
        pools.append(Pool(rows, scores, ranker.features(ranking.values, lesson.evidence, rows, scores)))
    return pools


def _rivals(held: Unseen, rankings: Sequence[Ranking], pools: Sequence[Pool], trained: Trained) -> dict[str, Ranked]:
    predict = forest.train(trained.rows, trained.right, SEED).predict
    line = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=1000, class_weight="balanced"))
    boosted = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=50, l2_regularization=5, random_state=SEED
    )
    line.fit(trained.rows, trained.right)
    boosted.fit(trained.rows, trained.right)
    return {
        "blend and forest (the product)": reranked(pools, predict, together=True),
        "forest alone": reranked(pools, predict),
        "blend alone": reranked(pools, None),
        "logistic regression": reranked(pools, line.decision_function),
        "gradient boosting": reranked(pools, boosted.decision_function),
        "blend and gradient boosting": reranked(pools, boosted.decision_function, together=True),
        "hand-weighted sum": _blended(held, rankings, BY_HAND.weights),
        **{f"single: {name}": _blended(held, rankings, _only(name)) for name in _strongest(held, rankings)},
    }


def _strongest(held: Unseen, rankings: Sequence[Ranking], number: int = 3) -> list[str]:
    """The signals that rank best alone, judged in their favour: on the held-out requests themselves."""
    answers = [lesson.answers for lesson in held.test]
    found = {name: recall(_blended(held, rankings, _only(name)), answers, TOP).value for name in NAMES}
    return sorted(found, key=lambda name: -found[name])[:number]


def _only(name: str) -> Vector:
    return np.array([float(each == name) for each in NAMES], np.float32)


def reranked(pools: Sequence[Pool], predict: Predict | None, *, together: bool = False) -> Ranked:
    """Each pool in the order of a ranker's scores, or of the blend's (None), or of both `together` as the product."""
    ranked = []
    for pool in pools:
        scores = pool.scores
        if predict is not None and len(pool.rows):
            trees = np.asarray(predict(pool.features), np.float32)
            scores = BY_HAND.with_forest(pool.scores, trees) if together else trees
        ranked.append(pool.rows[np.argsort(-scores, kind="stable")][:DEPTH].tolist())
    return ranked


def _blended(held: Unseen, rankings: Sequence[Ranking], weights: Vector) -> Ranked:
    """The whole catalogue ranked by weighted signals."""
    return [
        top(np.asarray(weights @ ranking.values, np.float32), lesson.free(held.recommender.catalog), DEPTH).tolist()
        for lesson, ranking in zip(held.test, rankings, strict=True)
    ]


def _without_signal(held: Unseen, rankings: Sequence[Ranking], lists: Sequence[Floats], place: int) -> Ranked:
    kept = np.delete(np.arange(len(NAMES)), place)
    weights = np.zeros(len(NAMES), np.float32)
    weights[kept] = blend.fit([rows[:, kept] for rows in lists], [NAMES[at] for at in kept])
    return _blended(held, rankings, weights)


def _without_leg(held: Unseen, rankings: Sequence[Ranking], lists: Sequence[Floats], leg: str) -> Ranked:
    start = sum(len(module.NAMES) for module in list(signals.MODULES.values())[: list(signals.MODULES).index(leg)])
    columns = slice(start, start + len(signals.MODULES[leg].NAMES))

    def silenced(ranking: Ranking) -> Ranking:
        values = ranking.values.copy()
        values[columns] = 0
        return replace(ranking, values=values)

    def weigh(lesson: Lesson) -> Ranking:
        return silenced(held.weigh(lesson))

    left = np.ones(len(NAMES), np.float32)
    left[columns] = 0
    trained = _trained(replace(held, weigh=weigh), [rows * left for rows in lists])
    pools = _pools(held, [silenced(ranking) for ranking in rankings], trained.blend)
    return reranked(pools, forest.train(trained.rows, trained.right, SEED).predict, together=True)


def _protocol(held: Unseen, answers: Sequence[Sequence[int]]) -> str:
    return (
        f"**Protocol.** The held-out dialogues of the section before ({len(held.test):,} requests, "
        f"{sum(map(len, answers)):,} answers). All rankers of candidates see the same {CANDIDATES} candidates and the "
        f"same {len(ranker.FEATURES)} features, and train on the same rows; the blend, the hand-weighted sum and the "
        "single signals rank the whole catalogue. The best single signals were picked on these very requests, in "
        "their favour. Differences are to the product, by a paired bootstrap over requests (95 %)."
    )


def _table(ranked: Mapping[str, Ranked], ours: Ranked, answers: Sequence[Sequence[int]]) -> str:
    lines = ["| ranker | R@1 | R@5 | R@10 | R@50 | R@10, the product's lead |", "|---" * 6 + "|"]
    for name, rows in ranked.items():
        figures = " | ".join(f"{recall(rows, answers, cut).value:.3f}" for cut in (1, 5, 10, 50))
        lead = "" if rows is ours else shown(difference(ours, rows, answers, TOP), signed=True)
        lines.append(f"| {name} | {figures} | {lead} |")
    return "\n".join(lines)


def _losses(lost: Mapping[str, Figure]) -> str:
    lines = ["| without | R@10 lost |", "|---|---|"]
    lines += [f"| {name} | {shown(figure, signed=True)} |" for name, figure in lost.items()]
    return "\n".join(lines)


def _key(name: str) -> str:
    return "product" if "product" in name else name.replace(": ", ".").replace(" ", "_")


def _plot(lost: Mapping[str, Figure], path: Path) -> None:
    from matplotlib import pyplot as plt

    order = sorted(lost, key=lambda name: lost[name].value)
    drawn, axes = plt.subplots(figsize=(7, 0.22 * len(order) + 1), layout="constrained")
    for place, name in enumerate(order):
        figure = lost[name]
        axes.plot([figure.low, figure.high], [place, place], color="C1" if name.startswith("leg") else "C0", lw=2)
        axes.plot(figure.value, place, "o", color="black", ms=4)
    axes.axvline(0, color="grey", lw=0.8)
    axes.set(yticks=range(len(order)), yticklabels=order, xlabel="recall@10 lost without it (95 %)")
    drawn.savefig(path, format="png", dpi=150, metadata={"Software": None})
    plt.close(drawn)
