"""Unseen dialogues: a model built without a fifth of the ReDial dialogues, and what it makes of both parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from bench.quality.section import Absent
from encoder.manifest import folder_for
from encoder.sentence import Encoder
from model_build import conversations, examples, lessons
from model_build.build import Sources, build
from model_build.encoding import Remembered
from model_build.files import read_jsonl, replacing
from model_build.importers import movielens
from model_build.lessons import Lesson, Weigh
from model_build.problems import Report
from model_build.requests import RequestRecord, read_requests
from mood_extract.local import LocalExtractor
from recommend.recommender import Ranking, Recommender

SEED = 0
QUICK_DIALOGUES = 200
QUICK_TITLES = 10
QUICK_PEOPLE = 120
"""The quick version takes this many dialogues, of the titles that they don't name every so many-th, and the ratings of
so many people: too few to train on histories, which takes half of a build's time."""
WORK = Path(__file__).parents[2] / "build" / "quality"


@dataclass(frozen=True)
class Unseen:
    """`records` are the requests held out, `test` the same as read; `train` the others, weighed by `weigh`.

    `weigh` leaves a lesson's own tenth of the dialogues out, as the build does.
    """

    model: Path
    recommender: Recommender
    train: list[Lesson]
    weigh: Weigh
    records: list[RequestRecord]
    test: list[Lesson]

    def rankings(self) -> list[Ranking]:
        """The signals of all titles for each held-out request."""
        return [self.recommender.weigh(lesson.evidence) for lesson in self.test]


@cache
def of(data: Path, *, quick: bool) -> Unseen:
    """Build the model (once per run) and read the requests; Absent without ReDial and MovieLens."""
    source, ratings = data / "redial", data / "ml-latest-small"
    for folder in (source, ratings):
        if not folder.is_dir():
            raise Absent(f"there is no {folder}")
    work = WORK / ("quick" if quick else "full")
    movielens.run(ratings, work / "movielens", "imdb")
    records, _ = read_requests([source / "requests.train.jsonl"])
    if quick:
        records = first(records, QUICK_DIALOGUES)
    train, test = split(records)
    catalog, rated = source / "catalog.jsonl", work / "movielens" / "ratings.csv"
    if quick:
        catalog, rated = _titles(catalog, records, work / "catalog.jsonl"), _ratings(rated, work / "ratings.csv")
    with replacing(work / "train.jsonl", work / "test.jsonl") as (kept, held):
        kept.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in train))
        held.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in test))
    model = work / "model"
    build(Sources([catalog], [rated], [work / "train.jsonl"]), model)
    return _read(model, train, test)


def first(records: Sequence[RequestRecord], number: int) -> list[RequestRecord]:
    """The requests of the first so many dialogues."""
    dialogues = set(list(dict.fromkeys(record.dialog_id for record in records))[:number])
    return [record for record in records if record.dialog_id in dialogues]


def split(records: Sequence[RequestRecord]) -> tuple[list[RequestRecord], list[RequestRecord]]:
    """Whole dialogues to train on, and a fifth of them to be judged on, a repeatable choice."""
    dialogues = sorted({str(record.dialog_id) for record in records})
    drawn = np.random.default_rng(SEED).permutation(dialogues)
    held = set(drawn[: int(len(dialogues) * examples.HELD_OUT)].tolist())
    return (
        [record for record in records if str(record.dialog_id) not in held],
        [record for record in records if str(record.dialog_id) in held],
    )


def _titles(source: Path, records: Sequence[RequestRecord], out: Path) -> Path:
    """A smaller catalogue: the titles that the requests name, and some of the others."""
    named = {item for record in records for item in (*record.mentioned, *record.relevant)}
    with replacing(out) as (part,):
        kept = [
            record
            for line, record in read_jsonl(source, Report())
            if record.get("id") in named or line % QUICK_TITLES == 0
        ]
        part.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in kept))
    return out


def _ratings(source: Path, out: Path) -> Path:
    """The ratings of the first people."""
    header, *lines = source.read_text().splitlines(keepends=True)
    with replacing(out) as (part,):
        part.write_text(header + "".join(line for line in lines if int(line.split(",")[0]) <= QUICK_PEOPLE))
    return out


def _read(model: Path, train: list[RequestRecord], test: list[RequestRecord]) -> Unseen:
    extractor = LocalExtractor.load(folder_for(model))
    bare = Encoder.load(folder_for(model))
    catalog = Recommender.load(model, bare, extractor.extract).catalog
    made, asked = examples.from_requests(train, catalog), examples.from_requests(test, catalog)
    remembered = Remembered(bare, examples.texts([*made, *asked]), "requests")
    recommender = Recommender.load(model, remembered, extractor.extract)
    known = lessons.read(recommender, made, "training requests")
    judged = lessons.read(recommender, asked, "held-out requests")
    # The same requests in the same order as in the build: so the places are those of the model's arrays.
    weigh = lessons.cross_fitted(recommender, conversations.places(known), set())
    return Unseen(model, recommender, known, weigh, test, judged)
