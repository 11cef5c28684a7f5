from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from functions.keys import kept_key
from settings import SettingsError


def test_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    path = tmp_path / "data" / "session_secret"
    key = kept_key(path)
    assert len(key) >= 32
    assert kept_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["session_secret"]


def test_those_who_start_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: kept_key(tmp_path / "key"), range(32)))
    assert len(keys) == 1


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 64])
def test_damaged_key_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(SettingsError, match=r"^key in DATA_DIR"):
        kept_key(tmp_path / "key")


def test_unusable_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="cannot be made or read"):
        kept_key(tmp_path / "file" / "key")
