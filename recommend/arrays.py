"""The arrays that signals read: mapped, one row a title; None where the leg is missing."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from encoder.sentence import DIMENSIONS
from recommend.catalog import Catalog
from recommend.conversations import Conversations
from recommend.knowledge import Knowledge
from recommend.lists import Lists
from recommend.model_folder import ModelError, ModelFolder

MOODS = 14


@dataclass(frozen=True)
class Arrays:
    """One row a title: `embeddings` float32 [.., 384], unit rows; `moods` float32 [.., 14].

    `neighbours` has one list of rows a title; `weights` float32 stand alongside its values, the largest of each list
    first, and a negative one speaks against a title.
    """

    catalog: Catalog
    embeddings: npt.NDArray[np.float32] | None = None
    moods: npt.NDArray[np.float32] | None = None
    neighbours: Lists | None = None
    weights: npt.NDArray[np.float32] | None = None
    conversations: Conversations | None = None
    knowledge: Knowledge | None = None

    @classmethod
    def of(cls, folder: ModelFolder) -> "Arrays":
        """Map a folder's arrays, but those of the legs that are missing; a misshapen one joins the missing."""
        catalog = Catalog.of(folder)
        loaded: dict[str, Any] = {}
        for leg, load in _LOADERS.items():
            if leg not in folder.missing:
                try:
                    loaded |= load(folder, len(catalog))
                except ModelError as error:
                    folder.missing[leg] = str(error)
        return cls(catalog, **loaded)


def _of_titles(folder: ModelFolder, name: str, dtype: npt.DTypeLike, titles: int, columns: int | None = None) -> Any:  # noqa: ANN401
    array = folder.array(f"{name}.npy", dtype, columns)
    if len(array) != titles:
        raise ModelError(f"{folder.path.name}/{name}.npy has {len(array)} rows, the catalogue {titles}; build it again")
    return array


def _embeddings(folder: ModelFolder, titles: int) -> dict[str, Any]:
    return {"embeddings": _of_titles(folder, "embeddings", np.float32, titles, DIMENSIONS)}


def _moods(folder: ModelFolder, titles: int) -> dict[str, Any]:
    return {"moods": _of_titles(folder, "moods", np.float32, titles, MOODS)}


def _neighbours(folder: ModelFolder, titles: int) -> dict[str, Any]:
    found = Lists(folder.array("neighbours_at.npy", np.int64), folder.array("neighbours.npy", np.int32))
    weights = folder.array("neighbour_weights.npy", np.float32)
    if len(found.starts) != titles + 1 or not found.values.shape == weights.shape == (found.starts[-1],):
        raise ModelError(f"{folder.path.name}: the lists of neighbours have another length; build it again")
    return {"neighbours": found, "weights": weights}


def _conversations(folder: ModelFolder, titles: int) -> dict[str, Any]:
    past = Conversations.of(folder)
    if len(past.of_title.starts) != titles + 1 or len(past.answers.starts) != len(past.vectors) + 1:
        raise ModelError(f"{folder.path.name}: the lists of past conversations have another length; build it again")
    return {"conversations": past}


def _knowledge(folder: ModelFolder, titles: int) -> dict[str, Any]:
    known = Knowledge.of(folder)
    alike, answers = known.alike, known.answers
    if len(alike.starts) != titles + 1 or len(alike.values) != len(known.strengths):
        raise ModelError(
            f"{folder.path.name}: the lists of titles that go together have another length; build it again"
        )
    if len(known.title_tower) != titles or len(known.query_tower) != DIMENSIONS:
        raise ModelError(f"{folder.path.name}: the towers are of other titles; build it again")
    if len(answers.starts) != len(known.asked) + 1:
        raise ModelError(f"{folder.path.name}: the lists of written answers have another length; build it again")
    return {"knowledge": known}


_LOADERS = {
    "meaning": _embeddings, "mood": _moods, "collaborative": _neighbours, "conversations": _conversations,
    "knowledge": _knowledge,
}  # fmt: skip
