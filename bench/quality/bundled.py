"""The bundled requests: what a knowledgeable friend would accept from the bundled catalogue."""

from pathlib import Path

from bench.quality.section import Section
from model_build.evaluate import evaluate, table
from model_build.plots import recall_plot

NAME = "bundled"
REQUESTS = Path(__file__).parent / "bundled_requests.jsonl"
MODEL = Path(__file__).parents[2] / "models" / "default"


def run(_: Path, plots: Path, *, quick: bool) -> Section:  # noqa: ARG001 - it is quick
    """Evaluate the committed model on the committed requests."""
    evaluation, _report = evaluate(MODEL, [REQUESTS])
    recall_plot({name: scores.accuracy for name, scores in evaluation.scores.items()}, plots / "bundled-recall.png")
    text = (
        f"**Protocol.** See [the requests' own page](quality/README.md). Model {evaluation.model}.\n\n"
        f"{table(evaluation)}\n\n![recall by list length](plots/bundled-recall.png)\n"
    )
    accuracy = evaluation.scores["model"].accuracy
    figures = {name: accuracy[name].value for name in ("precision@5", "recall@10", "ndcg@10")}
    return Section("Bundled requests", text, figures | {"kept": float(not evaluation.broken)})
