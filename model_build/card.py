"""The model card's figures: written from the manifests, never by hand."""

import json
from pathlib import Path
from statistics import fmean
from typing import Any

from model_build.problems import DataError

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def figures(encoder_folder: Path, model: Path) -> str:
    """The measured figures of what is committed under models/, as a Markdown table."""
    encoder = json.loads((encoder_folder / "manifest.json").read_text("utf-8"))
    bundled = json.loads((model / "manifest.json").read_text("utf-8"))
    cosine = encoder["encoder"]["cosine_to_float32"]
    moods = encoder["heads"]["title_moods"]["held_out_films"].values()
    felt = encoder["heads"]["felt"]
    rows = [
        ("encoder, int8", "cosine with its float32 original, mean and least", f"{cosine['mean']}, {cosine['least']}"),
        *(
            (
                f"title moods, {metric}",
                "mean of 14 moods on held-out films: head, encoder alone",
                ", ".join(f"{fmean(mood[who][metric] for mood in moods):.3f}" for who in ("head", "encoder_alone")),
            )
            for metric in ("auc", "ndcg@20")
        ),
        ("felt moods, macro-F1", "test splits of GoEmotions, dair-ai/emotion", _macro(felt)),
        *_ranker("committed ranker, asked", encoder["ranker"]["quality"]["asked"]),
        *_ranker("committed ranker, history alone", encoder["ranker"]["quality"]["history"]),
        *(_ranker("bundled ranker, history alone", found) if (found := bundled["quality"].get("history")) else ()),
    ]
    lines = ["| part and metric | on what | figure |", "|---|---|---|"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def rewrite(path: Path, encoder_folder: Path, model: Path) -> None:
    """Put the figures into the card, between its marks."""
    text = path.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise DataError(f"{path} has no {BEGIN} ... {END} to put the figures between")
    path.write_text(f"{before}{BEGIN}\n{figures(encoder_folder, model)}\n{END}{after}", "utf-8")


def _macro(felt: dict[str, Any]) -> str:
    return f"{felt['goemotions_test']['macro_f1']}, {felt['dair_test']['macro_f1']}"


def _ranker(name: str, found: dict[str, Any]) -> list[tuple[str, str, str]]:
    judged = f"{found['requests']} requests of held-out conversations or people, {found['answers']} answers"
    return [
        (f"{name}, {metric}", judged, "{:.3f} (95 %: {:.3f} to {:.3f})".format(*found["value_low_high"][metric]))
        for metric in ("recall@1", "recall@10", "recall@50", "ndcg@10")
    ]
