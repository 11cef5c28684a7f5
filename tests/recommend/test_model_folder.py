from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from recommend import model_folder
from recommend.model_folder import ESSENTIAL, LEG_FILES, ModelError, ModelFolder, read_manifest
from recommend.recommender import Recommender
from recommend.request import Request
from tests.recommend.toys import load


def flip(path: Path) -> None:
    """One bit of the last byte but nine, the size as it was."""
    data = bytearray(path.read_bytes())
    data[-10] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


def remove(path: Path) -> None:
    path.unlink()


HARMS = (flip, cut, grow, remove)
Harm = Callable[[Path], None]


def one_clear_line(said: str, name: str, folder: Path) -> None:
    assert name in said
    assert "\n" not in said
    assert str(folder.parent) not in said


def change(folder: Path, **facts: Any) -> None:
    """Change the manifest alone."""
    path = folder / "manifest.json"
    path.write_bytes(msgspec.json.encode(msgspec.json.decode(path.read_bytes()) | facts))


def test_a_whole_folder_misses_nothing(whole_folder: Path) -> None:
    folder = ModelFolder.open(whole_folder)
    folder.verify()
    assert folder.missing == {}


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("name", ESSENTIAL)
def test_a_harmed_catalogue_is_refused(tampered: Path, name: str, harm: Harm) -> None:
    harm(tampered / name)
    with pytest.raises(ModelError) as refused:
        ModelFolder.open(tampered)
    one_clear_line(str(refused.value), name, tampered)


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize(("leg", "name"), [(leg, name) for leg, names in LEG_FILES.items() for name in names])
def test_a_harmed_leg_is_missed_and_the_rest_answers(tampered: Path, leg: str, name: str, harm: Harm) -> None:
    harm(tampered / name)
    recommender = load(tampered)
    assert list(recommender.missing) == [leg]
    one_clear_line(recommender.missing[leg], name, tampered)
    answer = recommender.recommend(Request(limit=3))
    assert len(answer.items) == 3
    assert leg not in answer.legs


@pytest.mark.parametrize(("leg", "name"), [("meaning", "embeddings.npy"), ("collaborative", "neighbours.npy")])
def test_a_flipped_bit_of_a_large_array_is_found_by_verify(
    tampered: Path, monkeypatch: pytest.MonkeyPatch, leg: str, name: str
) -> None:
    monkeypatch.setattr(model_folder, "SMALL", 16)
    flip(tampered / name)
    folder = ModelFolder.open(tampered)
    assert folder.missing == {}
    folder.verify()
    assert list(folder.missing) == [leg]
    one_clear_line(folder.missing[leg], name, tampered)


def test_a_flipped_bit_of_large_records_is_found_by_verify(tampered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_folder, "SMALL", 16)
    flip(tampered / "records.jsonl")
    with pytest.raises(ModelError, match="SHA-256"):
        ModelFolder.open(tampered).verify()


def test_onnx_is_checked_before_use_however_large(tampered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_folder, "SMALL", 16)
    flip(tampered / "ranker.asked.onnx")
    assert list(ModelFolder.open(tampered).missing) == ["ranker"]


def test_a_size_is_checked_before_use_however_large(tampered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_folder, "SMALL", 16)
    cut(tampered / "embeddings.npy")
    assert list(ModelFolder.open(tampered).missing) == ["meaning"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "not a model folder"), (b"", "cannot be read"), (b"{}", "cannot be read"), (b"\xff\xfe", "cannot be read")],
)
def test_a_broken_manifest_is_refused(tampered: Path, content: bytes | None, words: str) -> None:
    manifest = tampered / "manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_bytes(content)
    with pytest.raises(ModelError, match=words) as refused:
        read_manifest(tampered)
    one_clear_line(str(refused.value), tampered.name, tampered)


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(ModelError):
            ModelFolder.open(path)


def test_another_format_is_refused(tampered: Path) -> None:
    change(tampered, format=2)
    with pytest.raises(ModelError, match="format 2, this app reads 1") as refused:
        load(tampered)
    one_clear_line(str(refused.value), tampered.name, tampered)


def test_another_encoder_costs_the_meaning_of_words(tampered: Path) -> None:
    change(tampered, encoder="f" * 64)
    recommender = load(tampered)
    assert list(recommender.missing) == ["encoder"]
    one_clear_line(recommender.missing["encoder"], "f" * 12, tampered)
    assert recommender.reader.encoder is None


def test_other_signals_cost_what_was_learned_of_them(tampered: Path) -> None:
    change(tampered, signals=["meaning_last"])
    recommender = load(tampered)
    assert set(recommender.missing) == {"blend", "ranker"}
    assert all("other signals" in why for why in recommender.missing.values())
    assert "ranker" not in recommender.recommend(Request(limit=2)).legs


def test_an_array_of_another_shape_is_refused(tampered: Path) -> None:
    folder = ModelFolder.open(tampered)
    with pytest.raises(ModelError, match=r"genres\.npy holds uint8"):
        folder.array("genres.npy", np.float32)
    with pytest.raises(ModelError, match=r"moods\.npy holds float32"):
        folder.array("moods.npy", np.float32, 13)
    with pytest.raises(ModelError, match="not a NumPy array"):
        folder.array("blend.json", np.float32)


def test_no_pickle_is_opened(tampered: Path) -> None:
    np.save(tampered / "evil.npy", np.array([{}], object), allow_pickle=True)
    with pytest.raises(ModelError, match="not a NumPy array"):
        ModelFolder.open(tampered).array("evil.npy", object)


def test_a_folder_without_learned_parts_serves(recommender: Recommender) -> None:
    assert set(recommender.missing) == {"blend", "ranker"}
    assert all("built without" in why for why in recommender.missing.values())
