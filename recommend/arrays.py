"""The arrays that signals read: mapped, one row a title; None where the leg is missing."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommend.catalog import Catalog
from recommend.model_folder import ModelError, ModelFolder

DIMENSIONS = 384
MOODS = 14


@dataclass(frozen=True)
class Arrays:
    """One row a title: `embeddings` float32 [.., 384], unit rows; `moods` float32 [.., 14]; `neighbours` and `weights`.

    `neighbours` int32 [.., k] holds rows, -1 where there are fewer, with their `weights` float32 [.., k].
    """

    catalog: Catalog
    embeddings: npt.NDArray[np.float32] | None = None
    moods: npt.NDArray[np.float32] | None = None
    neighbours: npt.NDArray[np.int32] | None = None
    weights: npt.NDArray[np.float32] | None = None

    @classmethod
    def of(cls, folder: ModelFolder, off: frozenset[str] = frozenset()) -> "Arrays":
        """Map a folder's arrays, but those of the legs that are off or missing; a misshapen one joins the missing."""
        catalog = Catalog.of(folder)
        loaded: dict[str, npt.NDArray[np.float32]] = {}
        for leg, parts in _PARTS.items():
            if leg in off or leg in folder.missing:
                continue
            try:
                arrays = {name: folder.array(f"{file}.npy", dtype, columns) for name, file, dtype, columns in parts}
                if any(len(array) != len(catalog) for array in arrays.values()):
                    raise ModelError(f"{folder.path.name}: the arrays of {leg} are not as long as the catalogue")
                loaded |= arrays
            except ModelError as error:
                folder.missing[leg] = str(error)
        return cls(catalog, **loaded)  # type: ignore[arg-type]


_PARTS = {
    "meaning": (("embeddings", "embeddings", np.float32, DIMENSIONS),),
    "mood": (("moods", "moods", np.float32, MOODS),),
    "collaborative": (
        ("neighbours", "neighbours", np.int32, None),
        ("weights", "neighbour_weights", np.float32, None),
    ),
}
