"""The Recommender: a request -> ranked titles with reasons. The one scoring path, for the product and its build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mood_extract.mood import Message, Mood
from recommend import blend, diversity, ranker, signals
from recommend.arrays import Arrays
from recommend.blend import BY_HAND, CANDIDATES, Blend, top
from recommend.catalog import Catalog
from recommend.evidence import SITUATIONS, Evidence, Rows, Signals, Situation, Vector, sample_noise
from recommend.masks import Loosened, allowed
from recommend.model_folder import LEG_FILES, ModelError, ModelFolder
from recommend.reader import Reader, TextEncoder, Understand
from recommend.reasons import Reasons
from recommend.request import Answer, Recommended, Request

_SHOWN = tuple(name for name in Recommended.__struct_fields__ if name not in ("score", "reasons"))


@dataclass
class Ranking:
    """Where every title stands for one request: what an answer is cut from, and what training learns from.

    `rows` are catalogue rows, best first, with their `scores`; `filling` may follow them where the number of titles
    counts for more than what they are; `values` are the signals of all titles.
    """

    evidence: Evidence
    legs: tuple[str, ...]
    values: Signals
    rows: Rows = field(default_factory=lambda: np.empty(0, np.intp))
    scores: Vector = field(default_factory=lambda: np.empty(0, np.float32))
    filling: Rows = field(default_factory=lambda: np.empty(0, np.intp))
    loosened: tuple[Loosened, ...] = ()


@dataclass
class Recommender:
    """A loaded model folder with what turns words into vectors and moods; one per process, unchanged by requests."""

    folder: ModelFolder
    arrays: Arrays
    reader: Reader
    blends: Mapping[Situation, Blend]
    forests: Mapping[Situation, ranker.Forest]
    off: frozenset[str]

    @classmethod
    def load(
        cls, path: Path, encoder: TextEncoder | None, understand: Understand, off: frozenset[str] = frozenset()
    ) -> "Recommender":
        """Open a model folder (memory-mapped) without the legs that are `off` or do not fit its manifest.

        Raises ModelError when the folder holds no usable catalogue.
        """
        folder = ModelFolder.open(path)
        _match(folder, encoder)
        arrays = Arrays.of(folder)
        fits = encoder is not None and "encoder" not in folder.missing and "encoder" not in off
        return cls(
            folder,
            arrays,
            Reader(arrays.catalog, encoder if fits else None, understand),
            _blends(folder, off),
            _forests(folder, off),
            off,
        )

    @property
    def catalog(self) -> Catalog:
        """The titles."""
        return self.arrays.catalog

    @property
    def version(self) -> str:
        """The model folder's version."""
        return self.folder.manifest.version

    @property
    def missing(self) -> dict[str, str]:
        """Why a leg cannot be used, by leg."""
        return self.folder.missing

    def verified(self) -> "Recommender":
        """The same, without the legs whose large files do not match their hashes; ModelError for an essential file."""
        self.folder.verify()
        return replace(self, arrays=Arrays.of(self.folder))

    def understand(self, messages: Sequence[Message]) -> Mood:
        """What these messages tell of a mood."""
        return self.reader.mood(messages)

    def recommend(self, request: Request) -> Answer:
        """At most `limit` titles; none breaks a hard constraint, was seen or shown, or was named as an example."""
        ranking = self.rank(request)
        strength = dict(zip(ranking.rows.tolist(), _unit(ranking.scores).tolist(), strict=True))
        reasons = Reasons(self.arrays, ranking.evidence, ranking.legs, ranking.values)
        items = tuple(self._item(row, strength.get(row, 0.0), reasons) for row in self.choose(request, ranking))
        return Answer(mood=ranking.evidence.mood, legs=ranking.legs, items=items, loosened=ranking.loosened)

    def rank(self, request: Request) -> Ranking:
        """Rule out, find candidates by the blend, rank them by the forest."""
        ranking = self.weigh(self.read(request))
        evidence = ranking.evidence
        excluded = self.reader.excluded(request, evidence)
        free = allowed(self.catalog, evidence.mood.constraints, excluded)
        ranking.loosened = free.loosened
        chosen = self.blends[evidence.situation]
        number = CANDIDATES if self.forests else max(CANDIDATES, request.limit)
        rows, scores = chosen.candidates(ranking.values, evidence, free.mask, number)
        if self.forests and len(rows):
            features = ranker.features(ranking.values, evidence, rows, scores)
            scores = chosen.with_forest(scores, self.forests[evidence.situation].score(features))
            ranking.legs = (*ranking.legs, "ranker")
        if request.seed and not evidence.tells and len(rows):
            scores = scores + sample_noise(request.seed, scores)
        best = np.argsort(-scores, kind="stable")
        ranking.rows, ranking.scores = rows[best], scores[best]
        if request.fill and len(rows) < request.limit:
            self._fill(ranking, free.mask, excluded, request.limit)
        return ranking

    def choose(self, request: Request, ranking: Ranking) -> list[int]:
        """The rows to show: of the ranked ones as many as are asked for, spread out, then what fills the list."""
        spread = diversity.spread(self.arrays, ranking.rows, ranking.scores, request.limit, request.diversity)
        filling: list[int] = ranking.filling[: request.limit - len(spread)].tolist()
        return spread + filling

    def read(self, request: Request) -> Evidence:
        """All that a request tells."""
        return self.reader.read(request, history="history" not in self.off)

    def weigh(self, evidence: Evidence) -> Ranking:
        """What every signal says of every title, before anything is ruled out."""
        values, legs = signals.compute(self.arrays, evidence, self.off)
        if evidence.history:
            legs = (*legs, "history")
        return Ranking(evidence, legs, values)

    def similar(self, title_id: str, limit: int) -> list[str]:
        """Ids of titles like this one, by other people's ratings and by story; KeyError when it is unknown."""
        row = self.catalog.row_of(title_id)
        evidence = Evidence(liked=(row,))
        others = np.ones(len(self.catalog), bool)
        others[row] = False
        blended = self.blends[evidence.situation].score(self.weigh(evidence).values)
        return [self.catalog.id_of(int(near)) for near in top(blended, others, limit)]

    def _fill(self, ranking: Ranking, mask: npt.NDArray[np.bool_], excluded: list[int], limit: int) -> None:
        """Make a ranking longer: by what else is allowed, then by what breaks a constraint, in the blend's order."""
        blended = self.blends[ranking.evidence.situation].score(ranking.values)
        anything = np.ones(len(mask), bool)
        anything[excluded] = False
        for permitted in (mask, anything):
            free = permitted.copy()
            free[ranking.rows] = free[ranking.filling] = False
            more = top(blended, free, limit - len(ranking.rows) - len(ranking.filling))
            ranking.filling = np.append(ranking.filling, more)

    def _item(self, row: int, score: float, reasons: Reasons) -> Recommended:
        record = self.catalog.at(row)
        shown = {name: record[name] for name in _SHOWN if name in record}
        return Recommended(
            **{"genres": [], "kind": "film"} | shown, score=round(score, 4), reasons=reasons.of(row, record)
        )


def _unit(scores: Vector) -> Vector:
    """Scores as 0..1 within this answer."""
    if not len(scores):
        return scores
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / ((high - low) or 1.0)


def _match(folder: ModelFolder, encoder: TextEncoder | None) -> None:
    """Note what does not fit this app: another encoder, other signals."""
    name, manifest = folder.path.name, folder.manifest
    if encoder is None:
        folder.missing["encoder"] = "no sentence encoder is loaded: requests are read by their words alone"
    elif encoder.sha256 != manifest.encoder:
        built, here = manifest.encoder[:12], encoder.sha256[:12]
        folder.missing["encoder"] = (
            f"{name} was built with the sentence encoder {built}, here is {here}; build it again"
        )
    if manifest.signals != signals.NAMES:
        for leg in ("blend", "ranker"):
            folder.missing[leg] = f"{name} was built for other signals than this app's; build it again"


def _blends(folder: ModelFolder, off: frozenset[str]) -> dict[Situation, Blend]:
    if "blend" not in off and "blend" not in folder.missing:
        try:
            return blend.load(folder.path / LEG_FILES["blend"][0])
        except ModelError as error:
            folder.missing["blend"] = str(error)
    return dict.fromkeys(SITUATIONS, BY_HAND)


def _forests(folder: ModelFolder, off: frozenset[str]) -> dict[Situation, ranker.Forest]:
    if "ranker" not in off and "ranker" not in folder.missing:
        try:
            return {each: ranker.Forest(folder.path / ranker.FILES[each]) for each in SITUATIONS}
        except ModelError as error:
            folder.missing["ranker"] = str(error)
    return {}
