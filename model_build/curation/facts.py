"""Facts against other catalogues: of the titles found there too, year, runtime, directors and IMDb id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from model_build.fields import Record
from model_build.problems import DataError
from recommend.terms import words

RUNTIME_SLACK = 3
"""Minutes by which runtimes may differ: rounding, logos, the speed of PAL."""
YEAR_SLACK = 3
"""Titles of one name and director, this many years apart at most, are one title with a year in doubt."""
_ARTICLES = frozenset("the a an le la les l un une il lo el los las der die das o os".split())


class Settled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A disagreement that a person looked into: of title `id`, our `value` of `field` stays, and `why`."""

    id: str
    field: str
    value: str | int | list[str]
    why: str


class Disagreement(NamedTuple):
    """One field of one title, as it stands here and as the reference has it."""

    id: str
    field: str
    ours: object
    theirs: object
    reference: str

    def __str__(self) -> str:
        return f"{self.id}: {self.field} {_said(self.ours)}, and {_said(self.theirs)} in {self.reference}"


def read_settled(path: Path) -> list[Settled]:
    """The settled disagreements; DataError when the file is not a list of them."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[Settled])
    except (msgspec.DecodeError, OSError) as error:
        raise DataError(f"{path}: {error}; a list of {{id, field, value, why}} is expected") from None


class Reference:
    """Another catalogue, looked up by IMDb id and by name and year."""

    def __init__(self, name: str, records: Iterable[Record]) -> None:
        self.name = name
        self._by_imdb: dict[str, Record] = {}
        self._by_name: defaultdict[str, list[Record]] = defaultdict(list)
        for record in records:
            if "imdb_id" in record:
                self._by_imdb.setdefault(record["imdb_id"], record)
            for folded in names(record):
                self._by_name[folded].append(record)

    def find(self, title: Record) -> Record | None:
        """The same title there: by IMDb id; else of its name, of about its year, and not by other directors."""
        known = self._by_imdb.get(title.get("imdb_id", ""))
        if known:
            return known
        namesakes = [record for name in names(title) for record in self._by_name.get(name, ())]
        same = [record for record in namesakes if _same(title, record)]
        return min(same, key=lambda record: _apart(title, record), default=None)


def disagreements(titles: Sequence[Record], reference: Reference) -> Iterator[Disagreement]:
    """Yield every field in which a title and the reference differ."""
    for title in titles:
        other = reference.find(title)
        if other is not None:
            for field, ours, theirs in _differences(title, other):
                yield Disagreement(title["id"], field, ours, theirs, reference.name)


def found(titles: Sequence[Record], references: Sequence[Reference]) -> int:
    """How many titles stand in one of the references."""
    return sum(any(reference.find(title) for reference in references) for title in titles)


def names(record: Mapping[str, object]) -> set[str]:
    """A title's names as letters and digits alone, without the article that begins them ("Matrix, The")."""
    told = [record.get("title"), record.get("original_title"), *_list(record.get("aka"))]
    return {squeezed for name in told if name and (squeezed := _squeezed(str(name)))}


def _squeezed(name: str) -> str:
    rest, _, last = name.rpartition(", ")
    first, *others = words(rest if last.lower() in _ARTICLES else name) or [""]
    return "".join(others if others and first in _ARTICLES else (first, *others))


def _differences(title: Record, other: Record) -> Iterator[tuple[str, object, object]]:
    if not any(ours in theirs or theirs in ours for ours in names(title) for theirs in names(other)):
        yield "title", title["title"], other["title"]
    if "year" in other and title["year"] != other["year"]:
        yield "year", title["year"], other["year"]
    if title["kind"] == "film":  # of a series, others tell all its minutes and who directed an episode
        minutes = other.get("runtime_minutes")
        if minutes and abs(minutes - title["runtime_minutes"]) > RUNTIME_SLACK:
            yield "runtime_minutes", title["runtime_minutes"], minutes
        theirs = _people(other)
        if theirs and _people(title) != theirs:
            yield "directors", title["directors"], other["directors"]
    if "imdb_id" in title and "imdb_id" in other and title["imdb_id"] != other["imdb_id"]:
        yield "imdb_id", title["imdb_id"], other["imdb_id"]


def _people(record: Record) -> set[frozenset[str]]:
    """Directors as bags of words: "Wong Kar-wai" is "Kar-Wai Wong"."""
    return {frozenset(words(name)) for name in record.get("directors", ())}


def _apart(title: Record, other: Record) -> int:
    """Years between two titles; one without a year may be of any."""
    apart: int = abs(title["year"] - other.get("year", title["year"]))
    return apart


def _same(title: Record, other: Record) -> bool:
    """Whether two titles of one name are one title."""
    if title["kind"] == "series":  # the public references hold films, and a film of a series' name is another title
        return False
    ours, theirs = _people(title), _people(other)
    if ours & theirs:
        return _apart(title, other) <= YEAR_SLACK
    if ours and theirs:  # others made it, unless one of the two names them wrongly
        ids = {record["imdb_id"] for record in (title, other) if "imdb_id" in record}
        return len(ids) < 2 and title["year"] == other.get("year")
    return _apart(title, other) <= 1


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
