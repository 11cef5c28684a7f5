"""Writing a model folder: staged beside its place, then moved there whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from encoder.manifest import File, sha256
from model_build.files import make_folder
from model_build.problems import DataError
from recommend.model_folder import Manifest, ModelError, read_manifest

PACKAGES = ("numpy", "onnxruntime", "scikit-learn", "scipy", "skl2onnx")


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to build in; it takes the place of `out` when the block ends well, and vanishes when it does not."""
    out = out.resolve()
    _refuse_other(out)
    stage = out.with_name(f".{out.name}.{os.getpid()}.part")
    old = out.with_name(f".{out.name}.{os.getpid()}.old")
    with ExitStack() as cleaning:
        make_folder(out.parent, cleaning)
        stage.mkdir()
        cleaning.callback(shutil.rmtree, stage, ignore_errors=True)
        yield stage
        if out.exists():
            out.rename(old)
        try:
            stage.rename(out)
        except BaseException:
            if old.exists():
                old.rename(out)
            raise
        cleaning.pop_all()
    shutil.rmtree(old, ignore_errors=True)


def _refuse_other(out: Path) -> None:
    """A slip of the hand must not delete somebody's files: only what builds made is replaced, or an empty folder."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    try:
        made = {"manifest.json", *read_manifest(out).files}
    except ModelError:
        raise DataError(f"{out} is there and is not a model folder; name another --out, or remove it first") from None
    if other := sorted(path.name for path in out.iterdir() if path.name not in made):
        raise DataError(f"{out} holds {', '.join(other[:5])}, which no build put there; move it, or name another --out")


def built_at() -> str:
    """The time of the build, or SOURCE_DATE_EPOCH where that is set (reproducible-builds.org), in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise DataError(f"SOURCE_DATE_EPOCH={epoch} is not whole seconds since 1970; unset or mend it") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def packages() -> dict[str, str]:
    """Versions of the packages that shape a model."""
    return {name: version(name) for name in PACKAGES}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """List every file of the folder with its size and hash, and write manifest.json beside them."""
    files = sorted(path for path in folder.iterdir() if path.name != "manifest.json")
    manifest.files = {path.name: File(path.stat().st_size, sha256(path)) for path in files}
    (folder / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
