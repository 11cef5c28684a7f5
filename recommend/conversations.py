"""Past conversations: what people who asked in nearly these words were recommended, and what is named together."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from encoder.sentence import DIMENSIONS
from recommend.evidence import Vector
from recommend.lists import Ints, Lists
from recommend.model_folder import ModelFolder


@dataclass(frozen=True)
class Conversations:
    """Turns that asked, and the titles of each conversation.

    `vectors` float32 [turns, 384] encode what the asking person had said so far; `of_turn` int32 [turns] is the turn's
    conversation, `answers` the titles it was answered with; `titles` all titles of a conversation, `of_title` all
    conversations of a title. Conversations that are `left_out` count for nothing: so a ranker can be trained on the
    very conversations that stand here, each without itself.
    """

    vectors: npt.NDArray[np.float32]
    of_turn: Ints
    answers: Lists
    titles: Lists
    of_title: Lists
    left_out: npt.NDArray[np.bool_] | None = None

    @classmethod
    def of(cls, folder: ModelFolder) -> "Conversations":
        """Map a model folder's conversations."""

        def lists(name: str) -> Lists:
            return Lists(folder.array(f"{name}_at.npy", np.int64), folder.array(f"{name}.npy", np.int32))

        return cls(
            vectors=folder.array("turns.npy", np.float32, DIMENSIONS),
            of_turn=folder.array("turn_conversations.npy", np.int32),
            answers=lists("turn_answers"),
            titles=lists("conversation_titles"),
            of_title=lists("title_conversations"),
        )

    def without(self, left_out: npt.NDArray[np.bool_]) -> "Conversations":
        """The same, with these conversations (bool [conversations]) counting for nothing."""
        return replace(self, left_out=left_out)

    @cached_property
    def counts(self) -> Vector:
        """In how many conversations each title stands, float32 [titles]."""
        if self.left_out is None:
            return np.diff(self.of_title.starts).astype(np.float32)
        rows, _ = self.titles.gather(np.flatnonzero(~self.left_out))
        return np.bincount(rows, minlength=len(self.of_title.starts) - 1).astype(np.float32)

    def near(self, vector: Vector, most: int) -> tuple[npt.NDArray[np.intp], Vector]:
        """The turns nearest in meaning, at most so many, and their cosines."""
        cosine = self.vectors @ vector
        if self.left_out is not None:
            cosine[self.left_out[self.of_turn]] = -1
        best = np.argpartition(-cosine, most)[:most] if most < len(cosine) else np.arange(len(cosine))
        return best, cosine[best]

    def with_title(self, row: int) -> Ints:
        """The conversations in which a title stands."""
        found = self.of_title.values[self.of_title.starts[row] : self.of_title.starts[row + 1]]
        return found if self.left_out is None else found[~self.left_out[found]]
