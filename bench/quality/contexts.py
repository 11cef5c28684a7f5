"""Does knowing mood, company and time help to foretell who likes which film? By user-wise cross-validation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np

from bench.quality import situations
from bench.quality.liking import FOLDS, LIKED, View, liked, scores
from bench.quality.section import Section
from bench.quality.situations import Rated
from bench.quality.user_auc import MEASURES, Floats, Pairs, aucs, draws, figure, gain, over_repeats
from model_build.forest import TREES
from model_build.metrics import RESAMPLES, Figure

mpl.use("Agg")

NAME = "contexts"
READERS = {"ldos-comoda": situations.ldos, "depaulmovie": situations.depaul}
MAIN = View("new people", checks=True)
VIEWS = {
    MAIN: 5,
    View("new people, half of their films known", history=True): 3,
    View("new people, unseen films", film_folds=3): 3,
    View("new people, liked = above their own mean", relative=True): 3,
}
"""The views and how often each is repeated with other folds, histories, shuffles and forests."""
CHECKS = {
    "situations the product does not ask for": ("other", "base"),
    "logistic regression, context": ("line_context", "line"),
    "logistic regression, context and context x genre": ("line_crossed", "line"),
}
"""Which gain over which, among the names of liking.scores."""
SUMMARY = {"context": "all together", "shuffled": "all, shuffled"}


@dataclass(frozen=True)
class Outcome:
    """AUCs of a data set in a view, by model and measure, each for all draws of people."""

    rated: Rated
    view: View
    aucs: Mapping[str, Mapping[str, Floats]]
    people: Mapping[str, int]
    """How many people have a pair, by measure within people, in the last repeat."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The models whose gain over the base is of interest."""
        return (*self.rated.context, "context", "shuffled")

    def gain(self, of: str, over: str = "base") -> dict[str, Figure]:
        """The gain of one model over another, by measure."""
        return gain(self.aucs[of], self.aucs[over])


def run(data: Path, plots: Path, *, quick: bool) -> Section:
    """Measure on both data sets; `quick` asks the main view once. Absent when a file is not there."""
    rated = {name: read(data) for name, read in READERS.items()}
    views = {MAIN: 1} if quick else VIEWS
    outcomes = {name: [measure(rows, view, number) for view, number in views.items()] for name, rows in rated.items()}
    main = {name: found[0] for name, found in outcomes.items()}
    _plot(main, plots / "contexts-gain.png")
    parts = [_protocol(views)]
    parts += ["![gain in AUC by dimension of the context](plots/contexts-gain.png)"]
    parts += [
        f"### {name}\n\n{_about(found[0])}\n\n{_table(found)}\n\n{_checks(found[0])}"
        for name, found in outcomes.items()
    ]
    parts += ["### What helps\n\n" + "\n".join(_findings(outcomes))]
    return Section("Mood, company and time", "\n\n".join(parts) + "\n", dict(_figures(main)))


def measure(rated: Rated, view: View, repeats: int, seed: int = 0) -> Outcome:
    """Score all rows in each of the repeats (one or more) and take the mean of their AUCs."""
    pairs = Pairs.of(liked(rated, view), rated.user, rated.situations())
    drawn = draws(int(rated.user.max()) + 1, seed)
    found: dict[str, list[dict[str, Floats]]] = {}
    for repeat in range(repeats):
        by_model = scores(rated, view, seed + repeat)
        met = pairs.met(by_model["base"])
        for name, values in by_model.items():
            found.setdefault(name, []).append(aucs(pairs.won(values), met, drawn))
    within = (met.pairs.diagonal(), met.alike)
    people = {name: int((number > 0).sum()) for name, number in zip(MEASURES[1:], within, strict=True)}
    return Outcome(rated, view, {name: over_repeats(values, seed) for name, values in found.items()}, people)


def _protocol(views: Mapping[View, int]) -> str:
    repeats = ", ".join(f"{view.name}: {number}" for view, number in views.items())
    return (
        f"**Protocol.** A film counts as liked from {LIKED} stars of five. {FOLDS} folds by person, so that nobody is "
        f"in both training and test; repeated with other folds and forests ({repeats}). The base knows the film: how "
        "many training people rated it, their smoothed mean (cross-fitted), genres and year. Where half of people's "
        "films are known, it also knows their mean, their number and how they rate these genres, and the other half "
        "is judged; where films are unseen, it learns from other films than it judges. The context adds mood "
        "(positive, neutral, negative), company and time of day in LDOS-CoMoDa, and company and weekend or weekday in "
        "DePaulMovie, which has no mood. Rows with a part of it unknown are left out. LDOS-CoMoDa's emotions during "
        "the film and at its end are not used: nobody knows them before. The model is the product's forest "
        f"({TREES} trees, `model_build/forest.py`). *Shuffled* deals a person's situations anew among the person's "
        "ratings: what it gains is not the moment's.\n\n"
        "AUC is the share of pairs of a liked and an unliked rating that are in order: of *all pairs*; *within a "
        "person* (mean over those with both); and *within a situation* of a person (same mood, company and time), "
        "where only films differ, as in the list for one request. Gains are differences to the base. Intervals are "
        f"95 %, by a paired bootstrap over people and repeats ({RESAMPLES:,} resamples); films are not resampled."
    )


def _about(outcome: Outcome) -> str:
    rated = outcome.rated
    share = float(liked(rated, outcome.view).mean())
    seen = np.stack([rated.user, rated.film, rated.situations()])
    _, times = np.unique(np.unique(seen, axis=1)[:2], axis=1, return_counts=True)
    people = ", ".join(f"{number} have pairs {measure}" for measure, number in outcome.people.items())
    return (
        f"{len(rated):,} ratings of {int(rated.film.max()) + 1:,} films by {int(rated.user.max()) + 1} people, "
        f"{share:.0%} liked; {people}. Of the films that a person rated, {float((times > 1).mean()):.0%} were rated "
        "for several situations."
    )


def _table(outcomes: Sequence[Outcome]) -> str:
    shown = outcomes[0].shown
    lines = [f"| view | AUC | base | {' | '.join(f'+ {SUMMARY.get(name, name)}' for name in shown)} |"]
    lines.append("|---" * (len(shown) + 3) + "|")
    for outcome in outcomes:
        gains = {name: outcome.gain(name) for name in shown}
        for measure in MEASURES:
            base = figure(outcome.aucs["base"][measure])
            cells = [_signed(gains[name][measure]) for name in shown]
            lines.append(f"| {outcome.view.name} | {measure} | {base.value:.3f} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _checks(outcome: Outcome) -> str:
    lines = [f"| check ({outcome.view.name}) | AUC without | {' | '.join(f'gain, {name}' for name in MEASURES)} |"]
    lines.append("|---" * (len(MEASURES) + 2) + "|")
    compared = CHECKS | {"all together over shuffled": ("context", "shuffled")}
    for label, (of, over) in compared.items():
        gains, without = outcome.gain(of, over), figure(outcome.aucs[over][MEASURES[0]])
        lines.append(f"| {label} | {without.value:.3f} | {' | '.join(_signed(gains[name]) for name in MEASURES)} |")
    return "\n".join(lines)


def _findings(outcomes: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """Say of every dimension whether its intervals lie above 0, and what a ranking can take from it."""
    useful, rest = list[str](), list[str]()
    for name, (main, *others) in outcomes.items():
        for part in (*main.rated.context, "context"):
            gains = main.gain(part)
            says = [f"{measure} {_verdict(gains[measure])}" for measure in MEASURES]
            for view in (view for view in others if view.view.film_folds > 1):
                says += [f"{view.view.name}, {MEASURES[-1]} {_verdict(view.gain(part)[MEASURES[-1]])}"]
            yield f"- **{name}, {SUMMARY.get(part, part)}**: {'; '.join(says)}."
            if part != "context":
                helps = all(gains[measure].low > 0 for measure in (MEASURES[0], MEASURES[-1]))
                (useful if helps else rest).append(f"{part} ({name})")
    yield (
        "\nA gain within a situation means that other films suit other situations. A gain within a person without it "
        "means that people rate everything more kindly at some moments: it moves all titles alike and cannot reorder "
        f"a list. Shown to help both over all pairs and within a situation: {', '.join(useful) or 'nothing'}. "
        f"Not shown to: {', '.join(rest) or 'nothing'}."
    )


def _verdict(found: Figure) -> str:
    return f"{_signed(found)}, {_helps(found)}"


def _helps(found: Figure) -> str:
    return "helps" if found.low > 0 else "hurts" if found.high < 0 else "not shown to help"


def _signed(found: Figure) -> str:
    return f"{found.value:+.3f} ({found.low:+.3f} to {found.high:+.3f})"


def _figures(main: Mapping[str, Outcome]) -> Iterator[tuple[str, float]]:
    for name, outcome in main.items():
        pooled = {model: figure(found[MEASURES[0]]).value for model, found in outcome.aucs.items()}
        yield f"{name}.auc_base", pooled["base"]
        yield f"{name}.auc_context", pooled["context"]
        for part in (*outcome.rated.context, "context"):
            prefix = name if part == "context" else f"{name}.{part}"
            found = outcome.gain(part)
            for measure, key in zip(MEASURES, ("auc_gain", "person_auc_gain", "situation_auc_gain"), strict=True):
                yield f"{prefix}.{key}", found[measure].value


def _plot(outcomes: Mapping[str, Outcome], path: Path) -> None:
    """Gains by dimension with their intervals, a panel a data set, as a PNG."""
    from matplotlib import pyplot as plt

    drawn, panels = plt.subplots(1, len(outcomes), figsize=(9, 3.6), sharex=True, layout="constrained", squeeze=False)
    for axes, (name, outcome) in zip(panels[0], outcomes.items(), strict=True):
        shown = outcome.shown
        for number, measure in enumerate(MEASURES):
            gains = [outcome.gain(part)[measure] for part in shown]
            places = [-row - 0.2 * (number - 1) for row in range(len(shown))]
            off = [[g.value - g.low for g in gains], [g.high - g.value for g in gains]]
            axes.errorbar([g.value for g in gains], places, xerr=off, fmt="o", capsize=3, label=measure)
        axes.axvline(0, color="grey", linewidth=1)
        axes.set(yticks=[-row for row in range(len(shown))], yticklabels=[SUMMARY.get(part, part) for part in shown])
        axes.set(title=name, xlabel="gain in AUC over the base")
        axes.locator_params(axis="x", nbins=5)
        axes.grid(visible=True, axis="x", alpha=0.3)
    panels[0][-1].legend(frameon=False, fontsize="small", loc="lower right")
    # Without the software's name and version, so that equal figures make an equal file.
    drawn.savefig(path, format="png", dpi=150, metadata={"Software": None})
    plt.close(drawn)
