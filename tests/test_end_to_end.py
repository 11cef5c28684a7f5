"""The road that a developer with data walks: import, build, judge, serve, recommend; on real data, by the commands."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.hosts import ROOT, running

TRAINING, JUDGED = 600, 300
"""Lines of the real requests: enough to train on and to judge by, few enough for every run."""


def command(*arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "model_build", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def post(address: str, body: object, token: str = "") -> dict[str, object]:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        answer: dict[str, object] = json.load(response)
        return answer


@pytest.mark.data
def test_from_public_data_to_a_served_recommendation(public_data: Path, tmp_path: Path) -> None:
    assert "100,836 ratings" in command(
        "import", "movielens", public_data / "ml-latest-small", "--ids", "imdb", "--out", tmp_path
    )
    lines = (public_data / "redial/requests.train.jsonl").read_text().splitlines(keepends=True)
    (tmp_path / "train.jsonl").write_text("".join(lines[:TRAINING]))
    (tmp_path / "judged.jsonl").write_text("".join(lines[-JUDGED:]))
    model = tmp_path / "model"
    built = command(
        "build", "--catalog", public_data / "redial/catalog.jsonl", "--ratings", tmp_path / "ratings.csv",
        "--requests", tmp_path / "train.jsonl", "--out", model,
    )  # fmt: skip
    assert "6,372 titles" in built
    assert "catalog.jsonl:158: no title" in built

    command("evaluate", "--model", model, "--requests", tmp_path / "judged.jsonl", "--report", tmp_path / "report")
    scores = json.loads((tmp_path / "report/evaluation.json").read_text())["scores"]
    recall = {name: found["accuracy"]["recall@10"]["value"] for name, found in scores.items()}
    assert recall["model"] > max(0.08, 3 * recall["popularity"])

    with running(tmp_path / "data", MODEL=str(model)) as address:
        token = str(post(f"{address}/api/session", {})["token"])
        said = {
            "message": "I loved Interstellar (2014) and The Martian (2015), now I want another science fiction film"
        }
        answer = post(f"{address}/api/recommendations", said, token)
    items = answer["items"]
    assert isinstance(items, list) and len(items) == 10
    assert all("Science Fiction" in item["genres"] for item in items)
    assert not {"Interstellar", "The Martian"} & {item["title"] for item in items}
    assert {"meaning", "collaborative", "conversations", "ranker"} <= set(answer["legs"])  # type: ignore[call-overload]
