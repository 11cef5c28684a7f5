"""Evaluating a model folder on requests with known answers: figures with intervals, baselines, a report with plots."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec
import numpy as np

from model_build import metrics
from model_build.examples import of_request
from model_build.files import replacing
from model_build.problems import DataError, Report
from model_build.promises import keeps
from model_build.rank import load, rankings
from model_build.requests import RequestRecord, read_requests
from recommend.catalog import POPULARITY
from recommend.evidence import take
from recommend.recommender import Recommender

DEPTH = max(metrics.CUTS)


@dataclass(frozen=True)
class Scores:
    """How one ranker did: accuracy by name, and what lies beyond it."""

    accuracy: dict[str, metrics.Figure]
    coverage: float
    diversity: float
    popularity: float


@dataclass(frozen=True)
class Evaluation:
    """The model and the popularity baseline on the same requests.

    `constraints` is how many the requests say must hold; `broken` tells each title among the first ten that breaks one.
    """

    model: str
    requests: int
    answers: int
    outside: int
    catalog_popularity: float
    scores: dict[str, Scores]
    constraints: int = 0
    broken: tuple[str, ...] = ()


def evaluate(model: Path, requests: Sequence[Path], diversity: float = 0.0) -> tuple[Evaluation, Report]:
    """Rank every request and score it; titles named in a request are no answers to it. DataError without any answer."""
    records, report = read_requests(requests)
    recommender = load(model)
    truths = [_truth(record) for record in records]
    answers = sum(map(len, truths))
    if not answers:
        raise DataError(f"no request in {', '.join(map(str, requests))} has `relevant` titles to be scored on")
    outside = sum(len(truth) - len(recommender.catalog.rows_of(truth)) for truth in truths)
    asked = [of_request(record, DEPTH, diversity) for record in records]
    ranked = {
        "model": list(rankings(recommender, asked, "ranking")),
        "popularity": _popular(recommender, records),
    }
    scores = {name: _scores(recommender, orders, truths) for name, orders in ranked.items()}
    mean = float(np.nanmean(recommender.catalog.facts[:, POPULARITY]))
    evaluation = Evaluation(
        recommender.version,
        sum(map(bool, truths)),
        answers,
        outside,
        mean,
        scores,
        sum(len(record.constraints) for record in records),
        tuple(_broken(recommender, records, diversity)),
    )
    return evaluation, report


def _broken(recommender: Recommender, records: Sequence[RequestRecord], diversity: float) -> Iterator[str]:
    """Yield what breaks a promise in the answers that people would get: fewer titles than asked for, if need be."""
    for record in records:
        if record.constraints:
            request = msgspec.structs.replace(of_request(record, metrics.TOP, diversity), fill=False)
            for row in recommender.choose(request, recommender.rank(request)):
                title = recommender.catalog.at(row)
                for constraint in record.constraints:
                    if not keeps(title, constraint):
                        yield f"{record.request_id}: {title['id']} breaks {constraint.field} {constraint.value}"


def _gone(record: RequestRecord) -> set[str]:
    """Titles that are neither ranked nor answers: named, excluded or seen."""
    return {*record.mentioned, *record.exclude, *(seen.item_id for seen in record.history)}


def _truth(record: RequestRecord) -> list[str]:
    gone = _gone(record)
    return [item for item in dict.fromkeys(record.relevant) if item not in gone]


def _popular(recommender: Recommender, records: Sequence[RequestRecord]) -> list[list[str]]:
    """The baseline that any evaluator must reproduce: the most popular titles that a request did not name."""
    popularity = recommender.catalog.facts[:, POPULARITY]
    gone = [_gone(record) for record in records]
    most = max(map(len, gone), default=0) + DEPTH
    order = [recommender.catalog.id_of(int(row)) for row in np.argsort(-popularity, kind="stable")[:most]]
    return [[item for item in order if item not in without][:DEPTH] for without in gone]


def _scores(recommender: Recommender, ranked: Sequence[Sequence[str]], truths: Sequence[Sequence[str]]) -> Scores:
    catalog, embeddings = recommender.catalog, recommender.arrays.embeddings
    shown = [catalog.rows_of(order[: metrics.TOP]) for order in ranked]
    popularity = {
        item: float(catalog.facts[row, POPULARITY])
        for order, rows in zip(ranked, shown, strict=True)
        for item, row in zip(order, rows, strict=False)
    }
    return Scores(
        metrics.accuracy(ranked, truths),
        metrics.coverage(ranked, len(catalog)),
        0.0 if embeddings is None else metrics.intra_list_diversity([take(embeddings, rows) for rows in shown]),
        metrics.popularity_bias(ranked, popularity),
    )


def table(evaluation: Evaluation) -> str:
    """The figures as a Markdown table, each accuracy with its 95 % interval."""
    columns = list(evaluation.scores)
    names = list(next(iter(evaluation.scores.values())).accuracy)
    lines = [f"| {evaluation.requests:,} requests, {evaluation.answers:,} answers | {' | '.join(columns)} |"]
    lines.append("|---" * (len(columns) + 1) + "|")
    for name in names:
        figures = [evaluation.scores[column].accuracy[name] for column in columns]
        cells = [f"{figure.value:.4f} ({figure.low:.4f}-{figure.high:.4f})" for figure in figures]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    for name, label in (
        ("coverage", "catalogue coverage of top 10"),
        ("diversity", "intra-list diversity of top 10"),
        ("popularity", f"mean popularity of top 10 (of all titles: {evaluation.catalog_popularity:.4f})"),
    ):
        cells = [f"{getattr(evaluation.scores[column], name):.4f}" for column in columns]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    if evaluation.constraints:
        lines.append(f"\n{evaluation.constraints:,} constraints must hold; broken {len(evaluation.broken):,} times.")
        lines += [f"- {broken}" for broken in evaluation.broken]
    if evaluation.outside:
        lines.append(f"\n{evaluation.outside:,} answers are not in the catalogue and count as not found.")
    return "\n".join(lines)


def write_report(evaluation: Evaluation, folder: Path) -> None:
    """Write report.md, evaluation.json and recall.png into a folder."""
    from model_build.plots import recall_plot

    protocol = (
        f"Model {evaluation.model}. Every request is ranked over the whole catalogue by the Recommender that answers "
        "people, language model off. Titles named in a request, in its history or its exclusions are neither ranked "
        f"nor answers. Recall is over all answers; nDCG and MRR (of the first {DEPTH}) are means over requests; "
        f"intervals are 95 % bootstrap over requests ({metrics.RESAMPLES} resamples)."
    )
    text = f"# Evaluation\n\n{protocol}\n\n{table(evaluation)}\n\n![recall by list length](recall.png)\n"
    figures = msgspec.json.format(msgspec.json.encode(asdict(evaluation)), indent=2) + b"\n"
    with replacing(*(folder / name for name in ("evaluation.json", "recall.png", "report.md"))) as (data, plot, page):
        data.write_bytes(figures)
        recall_plot({name: scores.accuracy for name, scores in evaluation.scores.items()}, plot)
        page.write_text(text, encoding="utf-8")
