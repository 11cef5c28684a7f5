"""Do titles come that people tagged with the mood that is asked for? On films that trained nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import numpy as np
import numpy.typing as npt

from bench.quality.mood_roads import REQUESTS, Asked, Held, by_encoder, by_keywords, by_product, hold_out
from bench.quality.resampled import CUT, Floats, Worth, draws, figure, mean, shown, worst, worth
from bench.quality.section import Absent, Section
from encoder.sentence import Encoder
from model_build.metrics import RESAMPLES
from model_build.tags import ENOUGH, Films, tagged_films
from mood_extract.mood import WANTED

mpl.use("Agg")

NAME = "moods"
NEEDED = (
    "mpst-tags", "hetrec-tags", "ml-10m-tags", "ml-latest-small", "tmdb-10866", "tmdb-5000", "tmdb-top10k", "redial",
)  # fmt: skip
QUICK = 10
"""The quick version knows one film in so many."""
OURS, ALONE, KEYWORDS = "title moods", "encoder alone", "keywords"
PRODUCT, AFFINITY = "product", "mood affinity"
COLOURS = {OURS: "C0", PRODUCT: "C0", AFFINITY: "C2", ALONE: "C1", KEYWORDS: "C3"}
By = Mapping[str, Mapping[str, Worth]]
"""By road and mood."""


class Judge(NamedTuple):
    """What scores are held against: tags [films, 14] (1, 0, -1 unknown) and the draws of films."""

    labels: npt.NDArray[np.int8]
    drawn: Floats

    def __call__(self, mood: str, scores: npt.NDArray[np.floating]) -> Worth:
        """Judge one mood's scores [films] on the films that can be judged for it."""
        column = self.labels[:, WANTED.index(mood)]
        return worth(column[column >= 0] == 1, scores[column >= 0], self.drawn[:, column >= 0])


def run(data: Path, plots: Path, *, quick: bool) -> Section:
    """Measure title moods by themselves and requests for them; Absent without the data."""
    films = _films(data, quick=quick)
    encoder = Encoder.load()
    held = hold_out(films, encoder)
    judge = Judge(held.films.labels, draws(len(held.films.ids), seed=0))
    by_road = {OURS: held.moods, ALONE: by_encoder(held, encoder), KEYWORDS: by_keywords(held)}
    titles = {
        road: {mood: judge(mood, scores[:, column]) for column, mood in enumerate(WANTED)}
        for road, scores in by_road.items()
    }
    asked = _asked(held, encoder, judge)
    _plot(titles, plots / "moods-titles.png")
    _plot(asked, plots / "moods-asked.png")
    text = (
        _protocol(films, held, quick=quick),
        f"### {OURS.capitalize()} by themselves\n\n" + _table(titles, judge.labels),
        _finding(titles, OURS, ALONE),
        f"![AUC and nDCG@{CUT} by mood: {', '.join(titles)}](plots/moods-titles.png)",
        "### Plain requests, asked of the product\n\n" + _about_requests(),
        _table(asked, judge.labels),
        _finding(asked, PRODUCT, ALONE),
        f"![AUC and nDCG@{CUT} by mood asked for: {', '.join(asked)}](plots/moods-asked.png)",
    )
    figures = _figures("titles", titles, OURS) | _figures("asked", asked, PRODUCT)
    return Section("Titles for a mood", "\n\n".join(text) + "\n", figures)


def _films(data: Path, *, quick: bool) -> Films:
    for name in NEEDED:
        if not (data / name).is_dir():
            raise Absent(f"moods: no folder {data / name}")
    films = tagged_films(data)
    return films.take(films.number % QUICK == 0) if quick else films


def _asked(held: Held, encoder: Encoder, judge: Judge) -> By:
    """What each road is worth for the requests, a mood's requests together."""
    found: dict[str, list[Asked]] = {mood: [] for mood in WANTED}
    for mood, answer in by_product(held, encoder):
        found[mood].append(answer)
    roads = {PRODUCT: "product", AFFINITY: "affinity", ALONE: "encoder"}
    return {
        road: {mood: mean([judge(mood, getattr(one, name)) for one in answers]) for mood, answers in found.items()}
        for road, name in roads.items()
    }


def _protocol(films: Films, held: Held, *, quick: bool) -> str:
    number = int(films.number.max()) + 1
    judged = (held.films.labels >= 0).sum(axis=0)
    return (
        "**Protocol.** Films that people tagged (MPST; HetRec 2011 and MovieLens 10M together) and that a catalogue "
        f"of TMDB or ReDial describes: {number:,}{', one in ' + str(QUICK) + ' (quick version)' if quick else ''}. "
        "Tags become 14 moods by a fixed table (`model_build/mood_tags.json`). Tags are only ever positive, so a film "
        f"without a mood's tags is judged (as a weak no) only where it has {ENOUGH} tags or more from a source that "
        "knows the mood at all; the others are left out of that mood "
        f"({int(judged.min()):,} to {int(judged.max()):,} of the held-out films are judged). A fixed fifth of the "
        f"films, {len(held.films.ids):,} by the hash of their IMDb id, trains nothing: the title moods are trained "
        "anew on the others by the function that makes the committed ones. What is read of a title is its name, year, "
        "genres and overview; its keywords, which can be tags, are searched by *keywords* alone. *Encoder alone* is "
        f"the cosine of the title's sentence vector with that of a request (the mean over a mood's {_number()} "
        "requests); *keywords* counts the phrase book's words for the mood in name, overview and keywords. AUC is the "
        f"share of pairs of a tagged and an untagged film in order, .5 by chance; nDCG@{CUT} has binary gains, and "
        f"films of one score share their places. Intervals are 95 % bootstrap over films ({RESAMPLES:,} resamples, "
        "the same for all roads and moods)."
    )


def _about_requests() -> str:
    return (
        "A model folder is built of the held-out films by `model_build build`, with their names, genres, overviews "
        "and facts as in TMDB, without keywords, with the moods of the held-out head. It is asked plain requests "
        f'({_number()} a mood, written before any was tried: "{REQUESTS[WANTED[1]][0]}"), and ranks the films that '
        "are judged for the mood. *Product* is its answer, *mood affinity* one of its signals: the mood that it read "
        "in the words against the titles' moods. The committed ranker was trained on conversations about some of these "
        "films, with the committed title moods, which know all tags: a few weights of signals are all that it could "
        "have from there. Figures are means over a mood's requests."
    )


def _number() -> str:
    counts = sorted({len(texts) for texts in REQUESTS.values()})
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"


def _table(by: By, labels: npt.NDArray[np.int8]) -> str:
    roads = list(by)
    lines = [f"| mood | tagged | {' | '.join(f'{road}, {metric}' for metric in _METRICS for road in roads)} |"]
    lines.append("|---" * (2 + 2 * len(roads)) + "|")
    for column, mood in enumerate(WANTED):
        of = [by[road][mood] for road in roads]
        cells = [shown(figure(getattr(each, name))) for name in _METRICS.values() for each in of]
        lines.append(f"| {mood} | {(labels[:, column] == 1).sum()} | {' | '.join(cells)} |")
    means = [_mean(by[road]) for road in roads]
    cells = [f"**{shown(figure(getattr(each, name)))}**" for name in _METRICS.values() for each in means]
    return "\n".join([*lines, f"| **mean** | | {' | '.join(cells)} |"])


_METRICS = {"AUC": "auc", f"nDCG@{CUT}": "ndcg"}


def _finding(by: By, ours: str, other: str) -> str:
    mine, theirs = _mean(by[ours]), _mean(by[other])
    auc, ndcg = figure(mine.auc - theirs.auc), figure(mine.ndcg / theirs.ndcg)
    better = sum(figure(by[ours][mood].auc - by[other][mood].auc).low > 0 for mood in WANTED)
    weak = worst(by[ours])
    return (
        f"{ours.capitalize()} against {other}: mean AUC {shown(auc, signed=True)}, mean nDCG@{CUT} {shown(ndcg)} times "
        f"as high; AUC is higher beyond chance for {better} of {len(WANTED)} moods. The hardest is {weak} (AUC "
        f"{by[ours][weak].auc[0]:.3f})."
    )


def _figures(level: str, by: By, ours: str) -> dict[str, float]:
    mine, weak = _mean(by[ours]), worst(by[ours])
    found = {
        "mean.auc": mine.auc[0],
        f"mean.ndcg@{CUT}": mine.ndcg[0],
        "worst.auc": by[ours][weak].auc[0],
    }
    for road, key in ((ALONE, "encoder"), (KEYWORDS, "keywords")):
        if road in by:
            theirs = _mean(by[road])
            found[f"mean.auc_over_{key}"] = mine.auc[0] - theirs.auc[0]
            found[f"mean.ndcg_over_{key}"] = mine.ndcg[0] / theirs.ndcg[0]
            found[f"worst.auc_over_{key}"] = min(by[ours][mood].auc[0] - by[road][mood].auc[0] for mood in WANTED)
    return {f"{level}.{name}": float(value) for name, value in found.items()}


def _mean(by_mood: Mapping[str, Worth]) -> Worth:
    return mean(list(by_mood.values()))


def _plot(by: By, path: Path) -> None:
    """AUC and nDCG by mood and road with their intervals, as a PNG."""
    from matplotlib import pyplot as plt

    drawn, panels = plt.subplots(1, 2, figsize=(9, 6), sharey=True, layout="constrained")
    rows = np.arange(len(WANTED))[::-1]
    for axes, (metric, name) in zip(panels, _METRICS.items(), strict=True):
        for shift, (road, by_mood) in zip(_shifts(len(by)), by.items(), strict=True):
            found = [figure(getattr(by_mood[mood], name)) for mood in WANTED]
            values = np.array([each.value for each in found])
            reach = np.abs(np.array([(each.low, each.high) for each in found]).T - values)
            axes.errorbar(values, rows + shift, xerr=reach, fmt="o", ms=4, lw=1, color=COLOURS[road], label=road)
        axes.set(xlabel=metric, yticks=rows, yticklabels=WANTED)
        axes.grid(visible=True, alpha=0.3)
    panels[0].axvline(0.5, color="grey", lw=1)
    panels[1].legend(frameon=False)
    # Without the software's name and version, so that equal figures make an equal file.
    drawn.savefig(path, format="png", dpi=150, metadata={"Software": None})
    plt.close(drawn)


def _shifts(number: int) -> Sequence[float]:
    return [0.22 * ((number - 1) / 2 - place) for place in range(number)]
