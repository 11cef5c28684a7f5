"""The roads from a mood to titles: trained moods, the sentence encoder alone, keywords, and the whole product."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from encoder.sentence import Encoder
from model_build import title_moods
from model_build.build import Sources, build
from model_build.encoding import encode
from model_build.tags import Films, Record
from model_build.titles import write_catalog
from mood_extract.local import LocalExtractor
from mood_extract.mood import WANTED, Message
from mood_extract.mood_words import LEXICON
from recommend.recommender import Recommender
from recommend.request import Request
from recommend.signals import mood as mood_signal

Scores = npt.NDArray[np.floating]
REQUESTS: dict[str, list[str]] = json.loads(Path(__file__).with_name("mood_requests.json").read_text("utf-8"))
"""Plain requests for a mood and nothing else, written before any of them was tried."""


class Held(NamedTuple):
    """Held-out films, one text each, and what is known of them without their tags."""

    films: Films
    vectors: npt.NDArray[np.float32]
    moods: npt.NDArray[np.float32]
    """[films, 14] in the order of WANTED, by a head that none of these films trained."""


class Asked(NamedTuple):
    """A request and how three roads score the held-out films for it."""

    text: str
    product: Scores
    affinity: Scores
    encoder: Scores


def hold_out(films: Films, encoder: Encoder) -> Held:
    """Train the head on the other films, as the committed one is trained on all, and weigh the held-out ones."""
    kept, test = ~films.held_out, films.held_out & films.first
    vectors = encode(encoder, films.texts, "titles")
    head = title_moods.learn(films.take(kept), vectors[kept])
    held = films.take(test)
    return Held(held, vectors[test], head(vectors[test], held.genres))


def by_encoder(held: Held, encoder: Encoder) -> npt.NDArray[np.float32]:
    """Cosines with a mood's requests, their mean: [films, 14]."""
    asked = np.stack([encoder.encode(REQUESTS[mood]).mean(axis=0) for mood in WANTED])
    return np.asarray(held.vectors @ asked.T, np.float32)


def by_keywords(held: Held) -> npt.NDArray[np.float32]:
    """How many of the phrase book's words for a mood stand in title, overview and keywords: [films, 14]."""
    texts = [_searched(record) for record in held.films.records]
    books = [[_whole(word) for word in LEXICON["wanted"][mood].split(", ") if word.isascii()] for mood in WANTED]
    return np.array([[sum(bool(word.search(text)) for word in book) for book in books] for text in texts], np.float32)


def by_product(held: Held, encoder: Encoder) -> Iterator[tuple[str, Asked]]:
    """Build a model folder of the held-out films and ask it: a mood, and each of its requests.

    Only films that can be judged for the mood are ranked; the others are excluded like titles already seen. Scores of
    the product are places from the end.
    """
    with TemporaryDirectory() as folder:
        catalog = Path(folder) / "catalog.jsonl"
        write_catalog(catalog, map(_titled, held.films.records, held.moods.tolist()))
        build(Sources([catalog]), Path(folder) / "model")
        recommender = Recommender.load(Path(folder) / "model", encoder, LocalExtractor.load().extract)
        rows = recommender.catalog.rows_of(held.films.ids)
        for column, mood in enumerate(WANTED):
            unjudged = tuple(np.array(held.films.ids)[held.films.labels[:, column] < 0].tolist())
            for text in REQUESTS[mood]:
                yield mood, _ask(recommender, text, unjudged, rows)


def _ask(recommender: Recommender, text: str, unjudged: tuple[str, ...], rows: Sequence[int]) -> Asked:
    number = len(recommender.catalog)
    messages = (Message("user", text),)
    ranking = recommender.rank(Request(messages=messages, limit=number, diversity=0, fill=True, exclude=unjudged))
    order = np.append(ranking.rows, ranking.filling)
    places = np.full(number, -float(number))
    places[order] = -np.arange(len(order))
    moods = mood_signal.score(recommender.arrays, ranking.evidence)
    affinity = np.zeros(number, np.float32) if moods is None else moods[0]
    if recommender.arrays.embeddings is None or ranking.evidence.last is None:
        raise RuntimeError("the model folder that was just built has no embeddings")
    cosine = recommender.arrays.embeddings @ ranking.evidence.last
    return Asked(text, places[rows], affinity[rows], cosine[rows])


def _titled(record: Record, moods: Sequence[float]) -> dict[str, Any]:
    """A record of the catalogue that is asked: no keywords, which can be tags, and the head's moods."""
    known = {name: value for name, value in record.items() if name != "keywords"}
    return known | {"moods": dict(zip(WANTED, moods, strict=True))}


def _searched(record: Record) -> str:
    return "\n".join([record["title"], record["overview"], *record.get("keywords", ())]).lower()


def _whole(word: str) -> re.Pattern[str]:
    """A word or phrase as a whole, its parts held together by spaces or hyphens."""
    parts = "[ -]".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<!\w){parts}(?!\w)")
