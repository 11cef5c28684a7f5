"""The build: catalogue(s), ratings and requests -> a model folder, complete or not there at all."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from encoder.head import Head
from encoder.manifest import folder_for
from encoder.sentence import Encoder
from model_build import committed, conversations, folder, index, lessons, metrics, neighbours, priors, training, wishes
from model_build import examples as made
from model_build.encoding import Remembered, encode
from model_build.problems import Report
from model_build.rank import rankings
from model_build.ratings import Ratings, read_ratings
from model_build.requests import RequestRecord, read_requests
from model_build.title_text import title_text
from model_build.titles import read_catalogs
from mood_extract.local import LocalExtractor
from mood_extract.mood import WANTED
from recommend import ranker, signals
from recommend.blend import Blend
from recommend.catalog import Catalog
from recommend.conversations import Conversations
from recommend.evidence import Situation
from recommend.model_folder import FORMAT, Manifest, ModelFolder, sha256
from recommend.recommender import Recommender

SEED = 0
FEWEST_EXAMPLES = 50
"""With fewer, the committed ranker knows more than they could teach."""
MOST_EXAMPLES = 6_000
"""Examples that train one situation: a bound on the time of a build."""


@dataclass(frozen=True)
class Sources:
    """What a build is given."""

    catalogs: Sequence[Path]
    ratings: Sequence[Path] = ()
    requests: Sequence[Path] = ()
    licences: Sequence[str] = ()
    off: Sequence[str] = ()
    """Legs that the model does without."""


@dataclass(frozen=True)
class Inputs:
    """What was read of them."""

    records: list[dict[str, Any]]
    ratings: Ratings | None
    requests: list[RequestRecord]


def read(sources: Sources) -> tuple[Inputs, Report]:
    """Read everything that the build is given; DataError for what cannot be read, the report for the rest."""
    records, report = read_catalogs(sources.catalogs)
    ratings, requests = None, list[RequestRecord]()
    if sources.ratings:
        ratings, found = read_ratings(sources.ratings, row_of(records))
        report.add(found)
    if sources.requests:
        requests, found = read_requests(sources.requests)
        report.add(found)
    return Inputs(records, ratings if ratings is not None and len(ratings) else None, requests), report


def row_of(records: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Rows by the ids that ratings may use: the catalogue's own, else a title's `imdb_id`.

    So people's ratings under IMDb's ids speak for a catalogue that has ids of its own.
    """
    by_imdb = {record["imdb_id"]: row for row, record in enumerate(records) if record.get("imdb_id")}
    return by_imdb | {record["id"]: row for row, record in enumerate(records)}


def build(sources: Sources, out: Path) -> tuple[Manifest, Report]:
    """Build a model folder at `out`, in place of the one that may be there."""
    inputs, report = read(sources)
    encoder = Encoder.load(folder_for(out))
    with folder.staged(out) as stage:
        held_out = None if inputs.ratings is None else made.held_out(inputs.ratings, SEED)
        if inputs.ratings is not None and held_out is not None:
            # What trains the ranker must not know the people it is trained on; all ratings follow below.
            _write_neighbours(stage, made.without(inputs.ratings, held_out), len(inputs.records))
        written = index.write(stage, inputs.records, priors.compute(inputs.records, inputs.ratings))
        embeddings = encode(encoder, [title_text(record) for record in inputs.records], "titles")
        np.save(stage / "embeddings.npy", embeddings)
        np.save(stage / "moods.npy", title_moods(embeddings, inputs.records))
        manifest = _manifest(sources, encoder, written, len(inputs.records))
        folder.write_manifest(stage, manifest)
        _train(stage, encoder, _examples(stage, inputs, held_out), manifest, frozenset(sources.off))
        if inputs.ratings is not None:
            _write_neighbours(stage, inputs.ratings, len(inputs.records))
        folder.write_manifest(stage, manifest)
        manifest.version = _version(manifest)
        folder.write_manifest(stage, manifest)
    return manifest, report


def _manifest(sources: Sources, encoder: Encoder, written: index.Index, titles: int) -> Manifest:
    return Manifest(
        format=FORMAT,
        version="",
        built_at=folder.built_at(),
        encoder=encoder.sha256,
        signals=signals.NAMES,
        genres=written.genres,
        titles=titles,
        fields=written.fields,
        files={},
        packages=folder.packages(),
        licences=list(sources.licences),
        sources=[_source(path) for path in (*sources.catalogs, *sources.ratings, *sources.requests)],
    )


def title_moods(embeddings: npt.NDArray[np.float32], records: Sequence[Mapping[str, Any]]) -> npt.NDArray[np.float32]:
    """Weights of the 14 moods, float32 [titles, 14]: the trained head's, overridden by those that a record states.

    A record that states moods has no others: whoever curates a title has thought of all fourteen.
    """
    head = Head.load("title_moods")
    moods = head(embeddings)[:, [head.labels.index(name) for name in WANTED]]
    for row, record in enumerate(records):
        if stated := record.get("moods"):
            moods[row] = [float(stated.get(name, 0.0)) for name in WANTED]
    return moods.astype(np.float32)


def _write_neighbours(stage: Path, ratings: Ratings, titles: int) -> None:
    found = neighbours.ease(ratings, titles)
    np.save(stage / "neighbours.npy", found.rows)
    np.save(stage / "neighbour_weights.npy", found.weights)


def _examples(stage: Path, inputs: Inputs, held_out: made.Users | None) -> dict[Situation, list[made.Example]]:
    """What there is to learn from, by situation; made-up wishes go along with real requests."""
    opened = ModelFolder.open(stage)
    catalog = Catalog.of(opened)
    asked = made.from_requests(inputs.requests, catalog)
    asked += wishes.requests(catalog, opened.array("moods.npy", np.float32), len(asked) // wishes.SHARE, SEED)
    history: list[made.Example] = []
    if inputs.ratings is not None and held_out is not None:
        history = made.from_users(inputs.ratings, held_out, [record["id"] for record in inputs.records], SEED)
    return {"asked": asked, "history": history}


def _train(
    stage: Path,
    encoder: Encoder,
    examples: Mapping[Situation, Sequence[made.Example]],
    manifest: Manifest,
    off: frozenset[str],
) -> None:
    """Train the situations with enough examples, take the committed ranker for the others; the manifest tells.

    Each is trained twice: without a fifth of the conversations (or people), on which it is then judged, and on all.
    """
    remembered = Remembered(encoder, made.texts(examples["asked"]), "requests")
    recommender = Recommender.load(stage, remembered, LocalExtractor.load().extract, off)
    weights = dict(Blend.by_hand().weights)
    for situation, given in examples.items():
        file = stage / ranker.FILES[situation]
        chosen = made.some(given, MOST_EXAMPLES, SEED) if len(given) >= FEWEST_EXAMPLES else ()
        read = lessons.read(recommender, chosen, situation)
        places = conversations.places(read) if situation == "asked" and "conversations" not in off else {}
        if places:
            conversations.write(stage, read, manifest.titles)
            folder.write_manifest(stage, manifest)
            past = Conversations.of(ModelFolder.open(stage))
            recommender.arrays = replace(recommender.arrays, conversations=past)
        kept, judged = made.split(read, SEED)
        unseen = {lesson.group for lesson in judged}
        if trial := training.train(
            kept, lessons.cross_fitted(recommender, places, unseen), file, f"{situation} trial", SEED
        ):
            blind = lessons.without(recommender, places, unseen)
            blind.blend = Blend(weights | {situation: trial.weights})
            blind.forests = {situation: ranker.Forest(file)}
            manifest.quality[situation] = _quality(blind, judged)
        if trained := training.train(read, lessons.cross_fitted(recommender, places, set()), file, situation, SEED):
            weights[situation] = trained.weights
            facts = {"examples": trained.examples, "rows": trained.rows, "parity": asdict(trained.parity)}
            manifest.training[situation] = facts
        else:
            weights[situation] = committed.take(folder_for(stage), situation, stage)
            manifest.training[situation] = {"ranker": "the committed one, trained on public data"}
    Blend(weights).write(stage / "blend.json")


def _quality(recommender: Recommender, judged: Sequence[lessons.Lesson]) -> dict[str, Any]:
    """How a trial ranked for conversations or people that it never saw: recall and nDCG with 95 % intervals."""
    depth = max(metrics.CUTS)
    asked = [msgspec.structs.replace(lesson.request, limit=depth, diversity=0.0, fill=True) for lesson in judged]
    truths = [[recommender.catalog.id_of(row) for row in lesson.relevant] for lesson in judged]
    figures = metrics.accuracy(list(rankings(recommender, asked, "judging")), truths)
    shown = {name: [round(part, 4) for part in (f.value, f.low, f.high)] for name, f in figures.items()}
    return {"requests": len(judged), "answers": sum(map(len, truths)), "value_low_high": shown}


def _source(path: Path) -> dict[str, Any]:
    return {"file": path.name, "size": path.stat().st_size, "sha256": sha256(path)}


def _version(manifest: Manifest) -> str:
    """Names what was built by its content: equal files, equal version."""
    content = "".join(f"{name} {facts.sha256}\n" for name, facts in sorted(manifest.files.items()))
    return hashlib.sha256(content.encode()).hexdigest()[:12]
