"""Constraints read from text: of what people ask for and rule out, how much is found, and how much is made up."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from bench.quality.bundled import MODEL
from bench.quality.paired import shown
from bench.quality.section import Absent, Section
from model_build import index, metrics, priors
from model_build.files import read_jsonl
from model_build.folder import built_at, write_manifest
from model_build.metrics import Figure
from model_build.problems import Report
from mood_extract.local import LocalExtractor
from mood_extract.mood import Constraint, Message
from recommend.catalog import people
from recommend.model_folder import FORMAT, Manifest
from recommend.recommender import Recommender
from recommend.terms import words

NAME = "slots"
REQUESTS = Path(__file__).parent / "slot_requests.jsonl"
YEAR = 2026
"""The present year of the requests: "the last ten years" began in 2016."""
MINUTES, YEARS = 15, 5
"""How far a runtime, and the year that a vague word stands for, may be from the gold."""
PARTS = 3
"""One request in so many, by its text's hash, is for development; the others are held out: nobody read their errors."""
SAME = {
    "animal cruelty": "animal death", "blood": "gore", "body horror": "gore", "drug use": "drugs", "guns": "violence",
    "nudity": "sexual content", "rape": "sexual violence", "sex": "sexual content", "snakes": "snake",
    "spiders": "spider", "swearing": "strong language",
}  # fmt: skip
"""The gold's words for content -> what the product's content words are called."""
RULED_OUT = {
    "not_genre": "genre", "not_language": "language", "not_country": "country", "not_person": "person",
    "not_like": "like",
}  # fmt: skip
"""What is ruled out -> the field that would ask for it."""
NUMBERS = ("runtime_min", "runtime_max", "year_min", "year_max", "age_rating_max")

Understand = Callable[[str], Sequence[Constraint]]


class Slot(msgspec.Struct, frozen=True):
    """One thing that a request asks for or rules out; several values mean "any of these"."""

    field: str
    value: int | str | tuple[str, ...]
    hard: bool

    @property
    def values(self) -> set[str]:
        """The alternatives, in the product's words."""
        values = self.value if isinstance(self.value, tuple) else (str(self.value),)
        return {SAME.get(value, value) for value in values}


class Asked(msgspec.Struct, frozen=True):
    """A request with what it says; `negation`: it says so, in whole or in part, with a "no"."""

    text: str
    slots: tuple[Slot, ...]
    negation: bool

    @property
    def held_out(self) -> bool:
        """Whether nobody looks at what is read wrongly here."""
        return int.from_bytes(hashlib.sha256(self.text.encode()).digest()[:4], "big") % PARTS != 0


@dataclass(frozen=True)
class Judged:
    """One request's slots: the true ones with the constraint that found each, and the constraints that found none."""

    asked: Asked
    found: Mapping[Slot, Constraint]
    wrong: tuple[Constraint, ...]

    @property
    def negation_kept(self) -> bool:
        """Whether all that is ruled out, or bounded, is found, nothing else is ruled out, and none of it asked for."""
        out = [slot for slot in self.asked.slots if slot.field in (*RULED_OUT, *NUMBERS, "avoid")]
        turned = any(
            wrong.field in (*RULED_OUT, "avoid")
            or any(RULED_OUT.get(slot.field) == wrong.field and slot.values & set(wrong.values) for slot in out)
            for wrong in self.wrong
        )
        return all(slot in self.found for slot in out) and not turned


class Tally(NamedTuple):
    """Of each request: slots that it has, those found, constraints read, those right."""

    true: int
    found: int
    read: int
    right: int


def run(data: Path, _: Path, *, quick: bool) -> Section:
    """Read our requests and, in full, the film queries; Absent without those or a catalogue of their people."""
    understand = _understand(_product(MODEL))
    judged = [judge(asked, understand) for asked in requests()]
    held = [each for each in judged if each.asked.held_out]
    seen = [each for each in judged if not each.asked.held_out]
    parts = [_protocol(held, seen), _overview({"held out": held, "development": seen}), _by_field(held)]
    figures = {name: figure.value for name, figure in _figures(held).items()}
    if not quick:
        found = spans_found(*_queries(data))
        parts += [_mit_protocol(found), _mit_table(found)]
        figures |= {f"mit.{slot.lower()}.f1": f1(*each.figures) for slot, each in found.slots.items()}
    return Section("Constraints read from text", "\n\n".join(parts) + "\n", figures)


def _queries(data: Path) -> tuple[list["Sentence"], Path]:
    """The film queries, and the catalogue that knows their people."""
    queries, catalog = data / "mit-movie" / "trivia10k13test.bio", data / "redial" / "catalog.jsonl"
    for path in (queries, catalog):
        if not path.is_file():
            raise Absent(f"there is no {path}")
    return list(sentences(queries)), catalog


def requests() -> list[Asked]:
    """Our requests."""
    lines = REQUESTS.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Asked) for line in lines]


def judge(asked: Asked, understand: Understand) -> Judged:
    """Pair what is read with what is true; the genres that the product adds for children by itself are left out."""
    read = [constraint for constraint in understand(asked.text) if not _is_added(constraint)]
    found, right = dict[Slot, Constraint](), set[Constraint]()
    for slot in asked.slots:
        fits = [constraint for constraint in read if matches(constraint, slot)]
        if fits:
            found[slot] = fits[0]
            right.update(fits)
    return Judged(asked, found, tuple(constraint for constraint in read if constraint not in right))


def matches(constraint: Constraint, slot: Slot) -> bool:
    """Whether a constraint says what a slot says: one value in common, or a number within its tolerance."""
    if constraint.field != slot.field:
        return False
    if isinstance(constraint.value, int) and isinstance(slot.value, int):
        vague = not any(sign.isdigit() for sign in constraint.words)
        allowed = MINUTES if slot.field.startswith("runtime") else YEARS if vague else 0
        return abs(constraint.value - slot.value) <= allowed
    return bool(set(constraint.values) & slot.values)


def _is_added(constraint: Constraint) -> bool:
    return constraint.field == "genre" and constraint.value == ("Family", "Animation") and not constraint.hard


def _product(model: Path) -> Recommender:
    """The product over a model folder; constraints need no encoder."""
    return Recommender.load(model, None, LocalExtractor(year=YEAR).extract)


def _understand(recommender: Recommender) -> Understand:
    """How the product reads one message."""
    return lambda text: recommender.understand([Message("user", text)]).constraints


def tally(judged: Judged, field: str = "") -> Tally:
    """Count a request's slots, of one field or of all."""
    true = [slot for slot in judged.asked.slots if field in ("", slot.field)]
    found = [judged.found[slot] for slot in true if slot in judged.found]
    wrong = sum(field in ("", constraint.field) for constraint in judged.wrong)
    right = len({(constraint.field, constraint.value) for constraint in found})
    return Tally(len(true), len(found), right + wrong, right)


def precision_recall(tallies: Iterable[Tally]) -> tuple[Figure, Figure]:
    """Precision and recall over all slots, with intervals by a bootstrap over requests."""
    true, found, read, right = np.array([*tallies], float).reshape(-1, 4).T
    return metrics.ratio(right[read > 0], read[read > 0]), metrics.ratio(found[true > 0], true[true > 0])


def f1(precision: Figure, recall: Figure) -> float:
    """The harmonic mean; nothing found is nothing worth."""
    total = precision.value + recall.value
    return 2 * precision.value * recall.value / total if total > 0 else 0.0


def _figures(judged: Sequence[Judged]) -> dict[str, Figure]:
    precision, recall = precision_recall(map(tally, judged))
    hard = [slot.hard == constraint.hard for each in judged for slot, constraint in each.found.items()]
    negated = [each.negation_kept for each in judged if each.asked.negation]
    return {
        "precision": precision,
        "recall": recall,
        "f1": Figure(f1(precision, recall), np.nan, np.nan),
        "hard": metrics.ratio(np.array(hard, float), np.ones(len(hard))),
        "negation": metrics.ratio(np.array(negated, float), np.ones(len(negated))),
    }


def _protocol(held: Sequence[Judged], seen: Sequence[Judged]) -> str:
    return (
        f"**Protocol.** {len(held) + len(seen)} requests written for this, each with what it asks for and rules out "
        f"(slots: a field and its value); one in {PARTS}, by its text's hash, served development ({len(seen)}), the "
        f"others ({len(held)}) are held out: their errors were not looked at, only their scores. They are read as the "
        f"product reads "
        f"them, "
        f"against the names of the bundled catalogue, in the year {YEAR}. A slot is found when a constraint of its "
        f"field has one of its values; runtimes may be {MINUTES} minutes off, years none, or {YEARS} where a vague "
        f"word "
        '("recent") stands for them. Harder and softer words ("no horror", "maybe French") are judged among slots '
        'found. A request with a "no" keeps it when all that it rules out and all its bounds are found, nothing else '
        "is ruled out, and nothing ruled out is asked for. The genres that the product adds for children by itself "
        "are not counted; intervals are 95 % bootstrap over requests."
    )


def _overview(parts: Mapping[str, Sequence[Judged]]) -> str:
    lines = ["| requests | precision | recall | F1 | hard or soft right | negation kept |", "|---" * 6 + "|"]
    for name, judged in parts.items():
        figures = _figures(judged)
        cells = [f"{each.value:.3f}" if key == "f1" else shown(each) for key, each in figures.items()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _by_field(judged: Sequence[Judged]) -> str:
    often = Counter(slot.field for each in judged for slot in each.asked.slots)
    lines = ["| field (held out) | slots | precision | recall |", "|---" * 4 + "|"]
    for field, number in often.most_common():
        _, found, read, right = np.sum([tally(each, field) for each in judged], axis=0)
        lines.append(f"| {field} | {number} | {_share(right, read)} | {_share(found, number)} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


# ---- The MIT movie corpus: film queries with spans


class Span(NamedTuple):
    """Words of a sentence from character `start` to `end`, with what they are: Genre, Year, Actor, Director ..."""

    slot: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A query and its spans."""

    text: str
    spans: tuple[Span, ...]


SLOTS = {
    "Genre": ("genre", "not_genre"),
    "Year": ("year_min", "year_max"),
    "Person": ("person", "not_person"),
}
"""Our name of a slot -> the fields of constraints that it is."""
PERSONS = ("Actor", "Director")
LONGEST_NAME = 4


@dataclass(frozen=True)
class Found:
    """What of the queries' spans was found, by slot."""

    sentences: int
    slots: Mapping[str, "SpanScore"]


@dataclass(frozen=True)
class SpanScore:
    """Tallies of one slot, a sentence each."""

    tallies: Sequence[Tally]

    @property
    def figures(self) -> tuple[Figure, Figure]:
        """Precision and recall."""
        return precision_recall(self.tallies)


def sentences(path: Path) -> Iterator[Sentence]:
    """The queries of a BIO file; its "80 s" and "bogart s" are written "80s" and "bogart's" again."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        text, spans = "", list[Span]()
        for label, word in (line.split("\t") for line in block.splitlines()):
            joined = word if not text else ("s" if text[-1:].isdigit() else "'s") if word == "s" else f" {word}"
            start = len(text) + joined.startswith(" ")
            text += joined
            if label.startswith("B-"):
                spans.append(Span(label[2:], start, len(text)))
            elif label.startswith("I-") and spans:
                spans[-1] = spans[-1]._replace(end=len(text))
        yield Sentence(text, tuple(spans))


def spans_found(queries: Sequence[Sentence], catalog: Path) -> Found:
    """Read queries against the names of a catalogue and compare with their spans."""
    records = [record for _, record in read_jsonl(catalog, Report())]
    known = {name for record in records for name in people(record)}
    names = {" ".join(words(name)) for name in known}
    with tempfile.TemporaryDirectory() as folder:
        understand = _understand(names_alone(Path(folder), records))
        read = [understand(query.text) for query in queries]
        found = {
            slot: SpanScore([_compare(query, slot, each, names) for query, each in zip(queries, read, strict=True)])
            for slot in SLOTS
        }
    return Found(len(queries), found)


def names_alone(path: Path, records: Sequence[Mapping[str, object]]) -> Recommender:
    """A product whose model folder, written to `path`, holds names and facts alone."""
    written = index.write(path, list(records), priors.compute(records, None))
    manifest = Manifest(
        format=FORMAT, version=NAME, built_at=built_at(), encoder="", signals=(), genres=written.genres,
        titles=len(records), fields=written.fields, files={},
    )  # fmt: skip
    write_manifest(path, manifest)
    return _product(path)


def _compare(query: Sentence, slot: str, read: Sequence[Constraint], names: set[str]) -> Tally:
    """One sentence's spans of a slot against what was read of it; people of whom the catalogue knows none are out."""
    labels = PERSONS if slot == "Person" else (slot,)
    spans = [span for span in query.spans if span.slot in labels]
    true = [span for span in spans if slot != "Person" or _knows(query.text[span.start : span.end], names)]
    places = {_place(query.text, part) for each in read if each.field in SLOTS[slot] for part in _quoted(each, query)}
    right = sum(any(_overlap(place, span) for span in spans) for place in places)
    return Tally(len(true), sum(any(_overlap(place, span) for place in places) for span in true), len(places), right)


def _quoted(constraint: Constraint, query: Sentence) -> list[str]:
    """The words of a constraint; those that were joined from several places, one by one."""
    if constraint.words in query.text:
        return [constraint.words]
    return [part for each in constraint.words.split(", ") for part in each.split(" or ") if part in query.text]


def _place(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def _overlap(place: tuple[int, int], span: Span) -> bool:
    return place[0] < span.end and span.start < place[1]


def _knows(text: str, names: set[str]) -> bool:
    """Whether the full name of anybody stands in a text."""
    said = words(text.replace("'s", ""))
    return any(
        " ".join(said[at : at + length]) in names
        for length in range(1, LONGEST_NAME + 1)
        for at in range(len(said) - length + 1)
    )


def _mit_protocol(found: Found) -> str:
    return (
        f"**Questions about films (MIT movie corpus, trivia, its test part, {found.sentences:,} sentences).** Another "
        "world: people describe a film that they try to remember, and most words tell its plot; the rules were "
        "developed on the training part alone. A span counts as found when the words of a constraint of its field "
        "overlap it: Genre = `genre`, Year = `year_min` and `year_max`, Actor and Director = `person`. The other "
        "labels "
        "(plot, opinion, origin, characters, quotes ...) have no field; titles and age ratings are not labelled. "
        "People are read against the ReDial catalogue (6,374 films); recall is over spans with a full name that it "
        "knows."
    )


def _mit_table(found: Found) -> str:
    lines = ["| slot | spans | precision | recall | F1 |", "|---" * 5 + "|"]
    for slot, score in found.slots.items():
        precision, recall = score.figures
        true = sum(each.true for each in score.tallies)
        lines.append(f"| {slot} | {true:,} | {shown(precision)} | {shown(recall)} | {f1(precision, recall):.3f} |")
    return "\n".join(lines)
