import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from model_build.__main__ import main
from model_build.rank import load
from mood_extract.mood import WANTED
from recommend.model_folder import ESSENTIAL, LEG_FILES, ModelFolder
from recommend.request import Rated, Request
from tests.model_build.conftest import ROOT, Inputs


def test_the_folder_holds_all_that_the_design_names(model: Path, inputs: Inputs) -> None:
    folder = ModelFolder.open(model)
    folder.verify()
    assert not folder.missing
    manifest = folder.manifest
    assert set(manifest.files) == {*ESSENTIAL, *(name for names in LEG_FILES.values() for name in names)}
    assert [source["file"] for source in manifest.sources] == ["catalog.jsonl", "ratings.csv", "requests.jsonl"]
    encoder = json.loads((ROOT / "models/encoder/manifest.json").read_text())
    assert manifest.encoder == encoder["files"]["encoder.onnx"]["sha256"]
    # one leg of each kind was trained here, the other had too few examples
    assert manifest.training["asked"]["parity"]["rows_off"] <= 1
    assert manifest.training["asked"]["parity"]["largest_difference"] < 1e-5
    assert not list(model.glob("*.pkl"))


def test_equal_input_makes_equal_files(inputs: Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("a", "b"):
        given = ["--catalog", inputs.catalog, "--ratings", inputs.ratings, "--requests", inputs.requests]
        assert main(["build", *map(str, given), "--out", str(tmp_path / name)]) == 0
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "b").iterdir())
    assert [
        name for name in files if (tmp_path / "a" / name).read_bytes() != (tmp_path / "b" / name).read_bytes()
    ] == []


def test_a_catalogue_alone_builds_and_recommends(inputs: Inputs, tmp_path: Path) -> None:
    assert main(["build", "--catalog", str(inputs.catalog), "--out", str(tmp_path / "m")]) == 0
    recommender = load(tmp_path / "m")
    assert set(recommender.missing) == {"collaborative", "conversations"}
    answer = recommender.recommend(Request(limit=5, seed="somebody"))
    assert len(answer.items) == 5
    assert "ranker" in answer.legs


def test_ratings_alone_train_the_ranker_on_held_out_users(inputs: Inputs, tmp_path: Path) -> None:
    wide = tmp_path / "wide.csv"
    rows = [f"w{n},{line.partition(',')[2]}" for n in range(8) for line in inputs.ratings.read_text().splitlines()[1:]]
    people = [f"{row.split(',')[0]}-{place % 45},{row.partition(',')[2]}" for place, row in enumerate(rows)]
    wide.write_text("\n".join(["user_id,item_id,rating,timestamp", *people, ""]))
    given = ["--catalog", inputs.catalog, "--ratings", wide, "--out", tmp_path / "m"]
    assert main(["build", *map(str, given)]) == 0
    training = ModelFolder.open(tmp_path / "m").manifest.training
    assert training["history"]["examples"] >= 50
    assert "ranker" in training["asked"]


def test_history_finds_the_half_that_is_liked(model: Path, inputs: Inputs) -> None:
    liked = tuple(Rated(item, 5) for item in inputs.ids[0:12:2])
    found = load(model).recommend(Request(history=liked, limit=8, diversity=0))
    assert sum(inputs.ids.index(item.id) % 2 == 0 for item in found.items) >= 6
    assert not {item.id for item in found.items} & set(inputs.ids[0:12:2])
    assert any(reason.startswith("because you liked") for item in found.items for reason in item.reasons)


def test_stated_moods_go_before_the_models(model: Path, inputs: Inputs) -> None:
    recommender = load(model)
    stated = json.loads(inputs.catalog.read_text().splitlines()[0])["moods"]
    row = recommender.catalog.row_of(inputs.ids[0])
    assert recommender.arrays.moods is not None
    kept = dict(zip(WANTED, recommender.arrays.moods[row].tolist(), strict=True))
    assert {name: round(weight, 4) for name, weight in kept.items() if weight} == pytest.approx(stated)


def test_what_is_wrong_is_said_in_one_line(inputs: Inputs, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--catalog", str(inputs.ratings), "--out", str(tmp_path / "m")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert "ratings.csv" in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_nothing(inputs: Inputs, tmp_path: Path, blow: signal.Signals) -> None:
    big = tmp_path / "big.jsonl"
    lines = [json.loads(line) for line in inputs.catalog.read_text().splitlines()]
    copies = [
        {**line, "id": f"{line['id']}-{n}", "overview": f"{n} {line['title']}"} for n in range(100) for line in lines
    ]
    big.write_text("".join(json.dumps(line) + "\n" for line in copies))
    command = [sys.executable, "-m", "model_build", "build", "--catalog", str(big), "--out", str(tmp_path / "out/m")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("out/.m.*.part/terms.npy")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(blow)
        _, error = process.communicate(timeout=60)
    assert process.returncode == 130, error
    assert "Traceback" not in error
    assert [path.name for path in tmp_path.iterdir()] == ["big.jsonl"]
