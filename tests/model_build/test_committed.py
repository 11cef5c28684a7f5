import json
import shutil
from pathlib import Path

import pytest

from encoder.manifest import FOLDER, Manifest
from model_build import committed
from recommend.model_folder import ModelError
from recommend.signals import NAMES


@pytest.fixture
def encoder_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "encoder"))


def test_the_committed_ranker_is_of_this_program(tmp_path: Path) -> None:
    weights = committed.take(FOLDER, "asked", tmp_path).weights
    assert weights.shape == (len(NAMES),)
    assert (tmp_path / "ranker.asked.onnx").exists()


def test_it_must_not_lean_on_conversations_that_other_catalogues_lack(tmp_path: Path) -> None:
    weights = committed.take(FOLDER, "asked", tmp_path).weights
    assert weights[NAMES.index("turns_near")] == weights[NAMES.index("named_often")] == 0


def test_a_ranker_of_other_signals_is_refused(encoder_folder: Path, tmp_path: Path) -> None:
    path = encoder_folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["ranker"]["signals"] = manifest["ranker"]["signals"][1:]
    path.write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="other signals"):
        committed.take(encoder_folder, "asked", tmp_path)


def test_adopting_a_model_makes_its_ranker_the_committed_one(model: Path, encoder_folder: Path, tmp_path: Path) -> None:
    committed.adopt(model, encoder_folder)
    committed.take(encoder_folder, "asked", tmp_path)
    assert (tmp_path / "ranker.asked.onnx").read_bytes() == (model / "ranker.asked.onnx").read_bytes()
    found = Manifest.read(encoder_folder)
    for name in found.files:
        found.verified(encoder_folder, name)
    assert set(found.heads) == {"felt", "genre_moods", "title_moods", "wanted"}
