"""Ranking a file of requests with a model folder, through the very Recommender that answers people."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from tqdm import tqdm

from encoder.manifest import folder_for
from encoder.sentence import Encoder
from model_build.examples import of_request
from model_build.files import replacing
from model_build.problems import Report
from model_build.requests import read_requests
from mood_extract.local import LocalExtractor
from recommend.recommender import Recommender
from recommend.request import Request

_CHUNK = 16


class Ranked(msgspec.Struct, frozen=True):
    """One line of the output."""

    request_id: str
    ranked: list[str]


def load(model: Path) -> Recommender:
    """The Recommender of a model folder, language model off."""
    return Recommender.load(model, Encoder.load(folder_for(model)), LocalExtractor.load(folder_for(model)).extract)


def rank(model: Path, requests: Sequence[Path], k: int, out: Path, diversity: float = 0.0) -> Report:
    """Rank k titles for each line of the requests files and write one JSON line each, in their order."""
    records, report = read_requests(requests)
    recommender = load(model)
    asked = [of_request(record, k, diversity) for record in records]
    with replacing(out) as (part,), part.open("wb") as file:
        for record, ranked in zip(records, rankings(recommender, asked, "ranking"), strict=True):
            file.write(msgspec.json.encode(Ranked(record.request_id, ranked)) + b"\n")
    return report


def rankings(recommender: Recommender, requests: Sequence[Request], what: str) -> Iterator[list[str]]:
    """Ids of the titles ranked for each request, in their order, worked out on all cores; `what` names the bar."""

    def each(chunk: Sequence[Request]) -> list[list[str]]:
        return [_ranked(recommender, request) for request in chunk]

    chunks = [requests[at : at + _CHUNK] for at in range(0, len(requests), _CHUNK)]
    with (
        ThreadPoolExecutor(os.cpu_count()) as pool,
        tqdm(total=len(requests), desc=what, unit=" requests", disable=None) as bar,
    ):
        for done in pool.map(each, chunks):
            yield from done
            bar.update(len(done))


def _ranked(recommender: Recommender, request: Request) -> list[str]:
    return [recommender.catalog.id_of(row) for row in recommender.choose(request, recommender.rank(request))]
