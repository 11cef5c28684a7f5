"""Writing a model folder: staged beside its place, then moved there whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from model_build.problems import DataError
from recommend.model_folder import FileFacts, Manifest, sha256

PACKAGES = ("numpy", "onnxruntime", "scikit-learn", "scipy", "skl2onnx")


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to build in; it takes the place of `out` when the block ends well, and vanishes when it does not.

    An `out` that is there and is no model folder is refused: a slip of the hand must not delete somebody's files.
    """
    if out.exists() and not (out / "manifest.json").is_file() and (not out.is_dir() or any(out.iterdir())):
        raise DataError(f"{out} is there and is not a model folder; name another --out, or remove it first")
    out.parent.mkdir(parents=True, exist_ok=True)
    stage = out.with_name(f".{out.name}.{os.getpid()}.part")
    old = out.with_name(f".{out.name}.{os.getpid()}.old")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    try:
        yield stage
        if out.exists():
            out.rename(old)
        stage.rename(out)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if old.exists() and not out.exists():
            old.rename(out)
        shutil.rmtree(old, ignore_errors=True)


def built_at() -> str:
    """The time of the build, or SOURCE_DATE_EPOCH where that is set (reproducible-builds.org), in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def packages() -> dict[str, str]:
    """Versions of the packages that shape a model."""
    return {name: version(name) for name in PACKAGES}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """List every file of the folder with its size and hash, and write manifest.json beside them."""
    files = sorted(path for path in folder.iterdir() if path.name != "manifest.json")
    manifest.files = {path.name: FileFacts(sha256(path), path.stat().st_size) for path in files}
    (folder / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
