"""The model folder: a manifest beside arrays, ONNX and JSON; what does not fit it is refused with one clear line."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from encoder.manifest import File, fault

FORMAT = 1
SMALL = 1 << 20
"""Bytes: a file up to this size is hashed before use, a larger array only by `verify`, after the first answer."""

ESSENTIAL = (
    "records.jsonl", "records_at.npy", "facts.npy", "genres.npy", "terms.npy", "term_starts.npy", "term_rows.npy",
)  # fmt: skip
LEG_FILES: dict[str, tuple[str, ...]] = {
    "meaning": ("embeddings.npy",),
    "mood": ("moods.npy",),
    "collaborative": ("neighbours_at.npy", "neighbours.npy", "neighbour_weights.npy"),
    "conversations": (
        "turns.npy",
        "turn_conversations.npy",
        "turn_answers_at.npy",
        "turn_answers.npy",
        "conversation_titles_at.npy",
        "conversation_titles.npy",
        "title_conversations_at.npy",
        "title_conversations.npy",
    ),
    "knowledge": (
        "alike_at.npy",
        "alike.npy",
        "alike_strengths.npy",
        "advice.npy",
        "advice_answers_at.npy",
        "advice_answers.npy",
        "query_tower.npy",
        "title_tower.npy",
    ),
    "blend": ("blend.json",),
    "ranker": ("ranker.asked.onnx", "ranker.history.onnx"),
}
"""Files that the app can do without, by the leg that is lost with them."""


class ModelError(ValueError):
    """A model folder, or a file in it, that cannot be used: one line that says which and why."""


class Manifest(msgspec.Struct, kw_only=True):
    """What a model folder holds, what it was built from, and how good it measured."""

    format: int
    version: str
    built_at: str
    encoder: str
    signals: tuple[str, ...]
    genres: tuple[str, ...]
    titles: int
    fields: dict[str, int]
    files: dict[str, File]
    sources: list[dict[str, Any]] = []
    packages: dict[str, str] = {}
    training: dict[str, Any] = {}
    quality: dict[str, Any] = {}
    licences: list[str] = []


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a model folder; ModelError when it is absent, broken or of another format."""
    name = folder.resolve().name
    try:
        manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise ModelError(f"{name}: no manifest.json: this is not a model folder; build one first") from None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ModelError(f"{name}/manifest.json cannot be read ({error}); build the folder again") from None
    if manifest.format != FORMAT:
        raise ModelError(f"{name}: format {manifest.format}, this app reads {FORMAT}; build the folder again")
    return manifest


@dataclass
class ModelFolder:
    """An opened folder. `missing` says, by leg, why its files cannot be used."""

    path: Path
    manifest: Manifest
    missing: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> "ModelFolder":
        """Check sizes of all files and hashes of the small ones and of ONNX; ModelError when an essential one fails."""
        folder = cls(path, read_manifest(path))
        for name in ESSENTIAL:
            folder._check(name, whole=False)
        for leg in LEG_FILES:
            folder._check_leg(leg, whole=False)
        return folder

    def verify(self) -> None:
        """Hash every large file too; a lost leg is added to `missing`, ModelError when an essential one fails."""
        for name in ESSENTIAL:
            self._check(name, whole=True)
        for leg in LEG_FILES:
            self._check_leg(leg, whole=True)

    def array(self, name: str, dtype: npt.DTypeLike, columns: int | None = None) -> npt.NDArray[Any]:
        """A memory-mapped array of the folder; ModelError when its type or shape is not what is expected."""
        try:
            array = np.load(self.path / name, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise ModelError(
                f"{self.path.name}/{name} is not a NumPy array ({error}); build the folder again"
            ) from None
        if array.dtype != np.dtype(dtype) or (columns is not None and array.shape[1:] != (columns,)):
            found = f"{array.dtype} {array.shape}"
            raise ModelError(f"{self.path.name}/{name} holds {found}, not what the manifest says; build it again")
        # A plain view: indexing a memmap object costs microseconds each time, its bytes stay mapped either way.
        plain: npt.NDArray[Any] = array.view(np.ndarray)
        return plain

    def _check_leg(self, leg: str, *, whole: bool) -> None:
        if leg in self.missing:
            return
        try:
            for name in LEG_FILES[leg]:
                self._check(name, whole=whole)
        except ModelError as error:
            self.missing[leg] = str(error)

    def _check(self, name: str, *, whole: bool) -> None:
        facts, path, label = self.manifest.files.get(name), self.path / name, f"{self.path.name}/{name}"
        if facts is None:
            raise ModelError(f"{label}: the manifest does not list it; this model was built without it")
        small = facts.size <= SMALL or path.suffix == ".onnx"
        if wrong := fault(path, facts, whole=whole or small):
            raise ModelError(f"{label} {wrong}; copy it again, or build the folder again")
