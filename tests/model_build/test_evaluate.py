import json
from pathlib import Path

import pytest

from model_build.__main__ import main
from model_build.evaluate import evaluate, table
from model_build.problems import DataError
from model_build.rank import load
from recommend.catalog import POPULARITY
from tests.model_build.conftest import Inputs


def test_the_popularity_baseline_is_popularity(model: Path, inputs: Inputs, tmp_path: Path) -> None:
    """Requests whose answers are the ten most popular titles: the baseline is perfect, and its bias shows."""
    catalog = load(model).catalog
    order = sorted(range(len(catalog)), key=lambda row: -float(catalog.facts[row, POPULARITY]))
    best = [catalog.id_of(row) for row in order[:10]]
    (tmp_path / "r.jsonl").write_text(json.dumps({"request_id": "1", "relevant": best}) + "\n")
    scores = evaluate(model, [tmp_path / "r.jsonl"])[0].scores["popularity"]
    assert scores.accuracy["recall@10"].value == 1
    assert scores.accuracy["ndcg@10"].value == pytest.approx(1)
    assert scores.coverage == pytest.approx(10 / 40)
    assert scores.popularity > 0.8


def test_titles_named_are_no_answers_and_titles_outside_are_said(model: Path, inputs: Inputs, tmp_path: Path) -> None:
    line = {"request_id": "1", "mentioned": [inputs.ids[0]], "relevant": [inputs.ids[0], inputs.ids[1], "elsewhere"]}
    (tmp_path / "r.jsonl").write_text(json.dumps(line) + "\n")
    found, _ = evaluate(model, [tmp_path / "r.jsonl"])
    assert (found.answers, found.outside) == (2, 1)


def test_broken_constraints_are_counted_in_what_people_get(model: Path, tmp_path: Path) -> None:
    """The messages say nothing of a bound, so the answers keep to none; each title shown is held to it anyway."""
    asked = {"request_id": "1", "messages": [{"role": "user", "content": "something good"}], "relevant": ["elsewhere"]}
    (tmp_path / "r.jsonl").write_text(
        json.dumps(asked | {"constraints": [{"field": "year_min", "value": 3000}]})
        + "\n"
        + json.dumps(asked | {"request_id": "2", "constraints": [{"field": "year_min", "value": 1}]})
    )
    found, _ = evaluate(model, [tmp_path / "r.jsonl"])
    assert found.constraints == 2
    assert len(found.broken) == 10 and all(line.startswith("1: ") for line in found.broken)
    assert "2 constraints must hold; broken 10 times" in table(found)


def test_the_report(model: Path, inputs: Inputs, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--model", model, "--requests", inputs.requests, "--report", tmp_path / "report"]
    assert main(["evaluate", *map(str, given)]) == 0
    printed = capsys.readouterr().out
    for name in ("recall@1 ", "recall@10", "recall@50", "ndcg@10", "mrr", "coverage", "diversity", "popularity"):
        assert name in printed
    assert "| recall@10 |" in (tmp_path / "report/report.md").read_text()
    assert (tmp_path / "report/recall.png").read_bytes().startswith(b"\x89PNG")
    saved = json.loads((tmp_path / "report/evaluation.json").read_text())
    for scores in saved["scores"].values():
        recall = scores["accuracy"]["recall@50"]
        assert recall["low"] <= recall["value"] <= recall["high"] == 1  # forty titles


def test_without_answers_there_is_nothing_to_score(model: Path, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"request_id": "1"}\n')
    with pytest.raises(DataError, match="has `relevant` titles"):
        evaluate(model, [tmp_path / "r.jsonl"])


def test_inspect_tells_what_a_folder_is(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(model)]) == 0
    printed = capsys.readouterr().out
    for text in ("40 titles", "catalog.jsonl", "ranker.asked.onnx", "parity", "leg ranker: whole"):
        assert text in printed
    moved = model / "moods.npy"
    kept = moved.read_bytes()
    try:
        moved.write_bytes(kept[:-1])
        assert main(["inspect", str(model)]) == 0
        assert "moods.npy has" in capsys.readouterr().out
    finally:
        moved.write_bytes(kept)
