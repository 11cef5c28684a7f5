from pathlib import Path
from typing import Any

import pytest

from model_build import folder
from model_build.folder import write_manifest
from model_build.problems import DataError
from recommend.model_folder import FORMAT, Manifest


def model(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "old.npy").write_text(text)
    facts: dict[str, Any] = {
        "format": FORMAT,
        "version": "v",
        "built_at": "",
        "encoder": "",
        "signals": (),
        "genres": (),
    }
    write_manifest(path, Manifest(**facts, titles=0, fields={}, files={}))
    return path


def test_a_whole_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = model(tmp_path / "m", "old")
    with folder.staged(out) as stage:
        (stage / "new.npy").write_text("new")
        assert (out / "old.npy").read_text() == "old"
    assert {path.name: path.read_text() for path in out.iterdir()} == {"new.npy": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_whatever_happens_the_old_one_stays_and_nothing_is_left(tmp_path: Path, error: type[BaseException]) -> None:
    out = model(tmp_path / "m", "old")
    with pytest.raises(error), folder.staged(out) as stage:
        (stage / "new.npy").write_text("half")
        raise error
    assert (out / "old.npy").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


def test_a_folder_that_is_no_model_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/me.jpg").write_text("")
    with pytest.raises(DataError, match="is not a model folder"), folder.staged(tmp_path / "photos"):
        pass
    assert (tmp_path / "photos/me.jpg").exists()


def test_a_model_folder_with_something_else_in_it_is_not_replaced(tmp_path: Path) -> None:
    out = model(tmp_path / "m", "old")
    (out / "notes.txt").write_text("mine")
    with pytest.raises(DataError, match=r"notes\.txt, which no build put there"), folder.staged(out):
        pass
    assert (out / "notes.txt").exists()


def test_another_programs_manifest_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(DataError, match="is not a model folder"), folder.staged(tmp_path / "site"):
        pass


def test_new_parents_go_with_a_failure_and_links_are_followed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), folder.staged(tmp_path / "a/b/m"):
        raise ValueError("x")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "link").symlink_to(model(tmp_path / "m", "old"))
    with folder.staged(tmp_path / "link") as stage:
        (stage / "new.npy").write_text("new")
    assert (tmp_path / "link").is_symlink()
    assert [path.name for path in (tmp_path / "m").iterdir()] == ["new.npy"]


@pytest.mark.parametrize("epoch", ["soon", "99999999999999", "9" * 30])
def test_a_wrong_clock_is_named(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(DataError, match=f"SOURCE_DATE_EPOCH={epoch} is not"):
        folder.built_at()


def test_the_time_of_a_build_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert folder.built_at() == "1970-01-02T00:00:00Z"
