from pathlib import Path

import pytest

from model_build import folder
from model_build.problems import DataError


def model(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "manifest.json").write_text(text)
    return path


def test_a_whole_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = model(tmp_path / "m", "old")
    (out / "gone.npy").write_text("")
    with folder.staged(out) as stage:
        (stage / "manifest.json").write_text("new")
        assert (out / "manifest.json").read_text() == "old"
    assert {path.name: path.read_text() for path in out.iterdir()} == {"manifest.json": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_whatever_happens_the_old_one_stays_and_nothing_is_left(tmp_path: Path, error: type[BaseException]) -> None:
    out = model(tmp_path / "m", "old")
    with pytest.raises(error), folder.staged(out) as stage:
        (stage / "manifest.json").write_text("half")
        raise error
    assert (out / "manifest.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


def test_a_folder_that_is_no_model_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/me.jpg").write_text("")
    with pytest.raises(DataError, match="is not a model folder"), folder.staged(tmp_path / "photos"):
        pass
    assert (tmp_path / "photos/me.jpg").exists()


def test_the_time_of_a_build_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert folder.built_at() == "1970-01-02T00:00:00Z"
