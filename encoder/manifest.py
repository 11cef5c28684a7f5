"""The encoder's folder: its manifest, and the check that a file is the one that the manifest names."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

FOLDER = Path(__file__).resolve().parent.parent / "models" / "encoder"
FORMAT = 1


class EncoderError(ValueError):
    """The encoder's folder cannot be used; the message is one line that names the file and the mend."""


class File(msgspec.Struct, frozen=True):
    """What a file of a folder must be: its size in bytes and its sha256 in hexadecimal."""

    size: int
    sha256: str


class Head(msgspec.Struct, frozen=True):
    """A trained linear head: the file of its weights and the labels of its columns, in order."""

    file: str
    labels: tuple[str, ...]


class Manifest(msgspec.Struct, frozen=True):
    """The part of manifest.json that run time reads; what else it holds (licence, quality) is for people."""

    format: int
    files: Mapping[str, File]
    heads: Mapping[str, Head] = {}

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read the folder's manifest.json; EncoderError when it is absent, broken or of another format."""
        path = folder / "manifest.json"
        try:
            manifest = msgspec.json.decode(path.read_bytes(), type=cls)
        except OSError as error:
            raise EncoderError(f"{path}: cannot be read ({error.strerror}); restore models/encoder") from None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise EncoderError(f"{path}: not an encoder manifest ({error}); restore models/encoder") from None
        if manifest.format != FORMAT:
            raise EncoderError(f"{path}: format {manifest.format}, this program reads {FORMAT}; use matching versions")
        return manifest

    def verified(self, folder: Path, name: str) -> Path:
        """Return the path of the file `name` once its size and then its sha256 are found right; else EncoderError."""
        path, expected = folder / name, self.files.get(name)
        if expected is None:
            raise EncoderError(f"{folder / 'manifest.json'}: names no file {name}; restore models/encoder")
        if wrong := fault(path, expected):
            raise EncoderError(f"{path} {wrong}; restore models/encoder")
        return path


def sha256(path: Path) -> str:
    """A file's SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fault(path: Path, expected: File, *, whole: bool = True) -> str | None:
    """What is wrong with a file, by its size and then (`whole`) by its hash; None when nothing is."""
    try:
        size = path.stat().st_size
        if size != expected.size:
            return f"has {size} bytes, the manifest says {expected.size}"
        if whole and sha256(path) != expected.sha256:
            return "does not match its SHA-256 in the manifest"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return None


def folder_for(model: Path) -> Path:
    """The encoder's folder for a model folder: the model's own where it has one, else the project's."""
    own = model / "encoder"
    return own if (own / "manifest.json").is_file() else FOLDER
