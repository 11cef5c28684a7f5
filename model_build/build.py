"""The build: catalogue(s), ratings and requests -> a model folder, complete or not there at all."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from encoder.manifest import sha256
from encoder.sentence import Encoder
from model_build import examples as made
from model_build import folder, index, knowledge, neighbours, priors, wishes
from model_build.encoding import encode
from model_build.learning import learn
from model_build.problems import Report
from model_build.ratings import Ratings, read_ratings
from model_build.requests import RequestRecord, read_requests
from model_build.title_moods import TitleMoods
from model_build.title_text import title_text
from model_build.titles import read_catalogs
from mood_extract.mood import WANTED
from recommend import signals
from recommend.catalog import Catalog
from recommend.model_folder import FORMAT, Manifest, ModelFolder

SEED = 0
MOST_EXAMPLES = 6_000
"""Requests that train, and that past conversations are made of, drawn evenly: a bound on the time of a build."""


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
    encoder = Encoder.load()
    with folder.staged(out) as stage:
        hidden = None if inputs.ratings is None else made.hidden(inputs.ratings, SEED)
        visible: Ratings | None = None
        if inputs.ratings is not None and hidden is not None:
            # What trains the ranker must not know the ratings that it is to find; all of them follow below.
            visible = made.without(inputs.ratings, hidden)
            _write_neighbours(stage, visible, len(inputs.records))
        written = index.write(stage, inputs.records, priors.compute(inputs.records, visible))
        embeddings = encode(encoder, [title_text(record) for record in inputs.records], "titles")
        np.save(stage / "embeddings.npy", embeddings)
        np.save(stage / "moods.npy", title_moods(embeddings, inputs.records))
        manifest = _manifest(sources, encoder, written, len(inputs.records))
        folder.write_manifest(stage, manifest)
        knowledge.write(stage, Catalog.of(ModelFolder.open(stage)), encoder, embeddings)
        folder.write_manifest(stage, manifest)
        learn(stage, encoder, _examples(stage, inputs, hidden, sources.off), manifest, frozenset(sources.off), SEED)
        if inputs.ratings is not None:
            _write_neighbours(stage, inputs.ratings, len(inputs.records))
            index.write(stage, inputs.records, priors.compute(inputs.records, inputs.ratings))
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
    """Weights of the 14 moods, float32 [titles, 14]: the trained ones, overridden by those that a record states.

    A record that states moods has no others: whoever curates a title has thought of all fourteen.
    """
    moods = TitleMoods.load()(embeddings, [record.get("genres", ()) for record in records])
    for row, record in enumerate(records):
        if stated := record.get("moods"):
            moods[row] = [float(stated.get(name, 0.0)) for name in WANTED]
    return moods


def _write_neighbours(stage: Path, ratings: Ratings, titles: int) -> None:
    found = neighbours.ease(ratings, titles)
    np.save(stage / "neighbours_at.npy", found.starts)
    np.save(stage / "neighbours.npy", found.rows)
    np.save(stage / "neighbour_weights.npy", found.weights)


def _examples(
    stage: Path, inputs: Inputs, hidden: npt.NDArray[np.bool_] | None, off: Sequence[str]
) -> list[made.Example]:
    """What there is to learn from; made-up wishes go along with real requests."""
    opened = ModelFolder.open(stage)
    catalog = Catalog.of(opened)
    asked = made.some(made.from_requests(inputs.requests, catalog), MOST_EXAMPLES, SEED)
    moods = opened.array("moods.npy", np.float32)
    share = wishes.SHARE_ELSEWHERE if "conversations" in off else wishes.SHARE
    found = [*asked, *wishes.requests(catalog, moods, len(asked) // share, SEED)]
    if inputs.ratings is not None and hidden is not None:
        found += made.from_users(inputs.ratings, hidden, [record["id"] for record in inputs.records], SEED)
    return found


def _source(path: Path) -> dict[str, Any]:
    return {"file": path.name, "size": path.stat().st_size, "sha256": sha256(path)}


def _version(manifest: Manifest) -> str:
    """Names what was built by its content: equal files, equal version."""
    content = "".join(f"{name} {facts.sha256}\n" for name, facts in sorted(manifest.files.items()))
    return hashlib.sha256(content.encode()).hexdigest()[:12]
