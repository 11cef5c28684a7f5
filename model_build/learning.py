"""Learning: examples -> past conversations, blend and forests, in a model folder that is being built."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from encoder.manifest import FOLDER
from encoder.sentence import Encoder
from model_build import committed, conversations, folder, lessons, metrics, training
from model_build import examples as made
from model_build.encoding import Remembered
from model_build.lessons import Lesson
from model_build.rank import rankings
from mood_extract.local import LocalExtractor
from recommend import blend, ranker
from recommend.blend import Blend
from recommend.conversations import Conversations
from recommend.evidence import SITUATIONS, Situation
from recommend.model_folder import LEG_FILES, Manifest, ModelFolder
from recommend.recommender import Recommender

TRUST: dict[Situation, float] = {"asked": 1.0, "history": 0.3}
"""What a forest's word counts beside the blend's where both were learned: on MovieLens .3 is the best for histories."""
FEWEST = 50
"""With fewer real examples, the committed ranker knows more than they could teach."""


def learn(
    stage: Path, encoder: Encoder, examples: Sequence[made.Example], manifest: Manifest, off: frozenset[str], seed: int
) -> None:
    """Learn what the examples teach, write it into the folder, and tell of it in the manifest."""
    remembered = Remembered(encoder, made.texts(examples), "requests")
    recommender = Recommender.load(stage, remembered, LocalExtractor.load().extract, off)
    read = lessons.read(recommender, examples, "examples")
    places: Mapping[str, int] = {}
    if "conversations" not in off and (places := conversations.places(read)):
        conversations.write(stage, read, manifest.titles)
        folder.write_manifest(stage, manifest)
        past = Conversations.of(ModelFolder.open(stage))
        recommender = replace(recommender, arrays=replace(recommender.arrays, conversations=past))
    course = _Course(stage, manifest, recommender, places, seed)
    taken = {
        situation: course.take(situation, [each for each in read if each.evidence.situation == situation])
        for situation in SITUATIONS
    }
    blend.write(stage / LEG_FILES["blend"][0], taken)


@dataclass(frozen=True)
class _Course:
    """What every situation is learned with."""

    stage: Path
    manifest: Manifest
    recommender: Recommender
    places: Mapping[str, int]
    seed: int

    def take(self, situation: Situation, given: Sequence[Lesson]) -> Blend:
        """Write a situation's forest; give its blend.

        Both are learned, or committed ones for want of examples.

        Trained twice: without a fifth of the conversations (or people), on which it is then judged, and on all.
        """
        file = self.stage / ranker.FILES[situation]
        if sum(bool(lesson.group) for lesson in given) >= FEWEST:
            kept, judged = made.split(given, self.seed)
            trial = self._train(kept, {lesson.group for lesson in judged}, file, f"{situation}, trial")
            if trial and judged:
                self.manifest.quality[situation] = self._judged(situation, trial, judged, file)
            if trained := self._train(given, set(), file, situation):
                facts = {"examples": trained.examples, "rows": trained.rows, "parity": asdict(trained.parity)}
                self.manifest.training[situation] = facts
                return replace(trained.blend, trust=TRUST[situation])
        self.manifest.training[situation] = {"ranker": "the committed one, trained on public data"}
        return committed.take(FOLDER, situation, self.stage)

    def _train(self, given: Sequence[Lesson], hidden: set[str], file: Path, what: str) -> training.Trained | None:
        weigh = lessons.cross_fitted(self.recommender, self.places, hidden)
        return training.train(given, weigh, self.recommender.catalog, file, what, self.seed)

    def _judged(
        self, situation: Situation, trial: training.Trained, judged: Sequence[Lesson], file: Path
    ) -> dict[str, Any]:
        """How the trial ranks for conversations or people that it never saw: figures with 95 % intervals."""
        blind = replace(
            lessons.without(self.recommender, self.places, {lesson.group for lesson in judged}),
            blends={situation: replace(trial.blend, trust=TRUST[situation])},
            forests={situation: ranker.Forest(file)},
        )
        depth = max(metrics.CUTS)
        asked = [msgspec.structs.replace(lesson.request, limit=depth, diversity=0.0, fill=True) for lesson in judged]
        catalog = self.recommender.catalog
        truths = [[catalog.id_of(row) for row in lesson.answers] for lesson in judged]
        figures = metrics.accuracy(list(rankings(blind, asked, f"{situation}, judging")), truths)
        shown = {name: [round(part, 4) for part in (f.value, f.low, f.high)] for name, f in figures.items()}
        return {"requests": len(judged), "answers": sum(map(len, truths)), "value_low_high": shown}
