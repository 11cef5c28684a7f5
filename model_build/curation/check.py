"""Checking a hand-written catalogue: line by line, as a whole, and against other catalogues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from model_build.curation import facts, overviews, title
from model_build.fields import Record
from model_build.files import read_jsonl
from model_build.problems import DataError, Report
from model_build.titles import read_catalogs


class Line(NamedTuple):
    """A title and where it stands."""

    path: Path
    number: int
    raw: Record

    def __str__(self) -> str:
        return f"{self.path}:{self.number}"


@dataclass
class Check:
    """What a check found: `faults` and `open` disagreements, a line each; what was compared and settled."""

    titles: int = 0
    compared: int = 0
    settled: int = 0
    faults: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = [*self.faults, *self.open, f"{self.titles:,} titles, {len(self.faults):,} faults"]
        if self.compared:
            said.append(
                f"{self.compared:,} of them found elsewhere: {len(self.open):,} disagreements to settle, "
                f"{self.settled:,} settled"
            )
        return "\n".join(said)


def check(catalog: Sequence[Path], against: Sequence[Path] = (), settled: Path | None = None) -> Check:
    """Check catalogue files; `against` are other catalogues (JSON Lines) that may know the same titles.

    Raises DataError for a file that cannot be read.
    """
    lines = list(_lines(catalog))
    found = Check(titles=len(lines))
    sound = []
    for line in lines:
        faults = [f"{line}: {fault}" for fault in title.faults(line.raw)]
        found.faults += faults
        if not faults:
            sound.append(line)
    found.faults += _writing(sound)
    found.faults += _twice(sound)
    found.faults += _order(sound)
    if against:
        _compare(found, [line.raw for line in sound], against, facts.read_settled(settled) if settled else [])
    return found


def _lines(catalog: Sequence[Path]) -> Iterator[Line]:
    for path in catalog:
        report = Report()
        for number, raw in read_jsonl(path, report):
            yield Line(path, number, raw)
        if report.totals:
            raise DataError(f"{path} is not whole: {report.problems[0]}")


def _writing(lines: Sequence[Line]) -> Iterator[str]:
    told = [line.raw["overview"] for line in lines]
    for line, overview in zip(lines, told, strict=True):
        yield from (f"{line}: {fault}" for fault in overviews.faults(overview))
    yield from (f"{lines[at]}: {fault}" for at, fault in overviews.repetitions(told))


def _twice(lines: Sequence[Line]) -> Iterator[str]:
    """Yield titles that are there already: by id, IMDb id, or name and year."""
    first: dict[object, Line] = {}
    for line in lines:
        raw = line.raw
        keys: set[object] = {raw["id"], raw.get("imdb_id", raw["id"])}
        keys |= {(name, raw["year"], raw["kind"]) for name in facts.names(raw)}
        known = next((first[key] for key in keys if key in first), None)
        if known:
            yield f"{line}: {raw['id']} is there already, as {known.raw['id']} at {known}"
        for key in keys:
            first.setdefault(key, line)


def _order(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the first line of each file that breaks the order of year and id."""
    seen: dict[Path, tuple[int, str]] = {}
    broken: set[Path] = set()
    for line in lines:
        key = line.raw["year"], line.raw["id"]
        if key < seen.get(line.path, key) and line.path not in broken:
            broken.add(line.path)
            yield f"{line}: {key[1]} stands out of order; lines are sorted by year and id"
        seen[line.path] = key


def _compare(found: Check, titles: Sequence[Record], against: Sequence[Path], settled: Sequence[facts.Settled]) -> None:
    references = [facts.Reference(str(path), read_catalogs([path])[0]) for path in against]
    found.compared = facts.found(titles, references)
    known = {(one.id, one.field): one.value for one in settled}
    used = set()
    for disagreement in (each for reference in references for each in facts.disagreements(titles, reference)):
        key = disagreement.id, disagreement.field
        if known.get(key) == disagreement.ours:
            used.add(key)
        else:
            found.open.append(str(disagreement))
    found.settled = len(used)
    found.faults += [f"{item}: {name} is settled, and nobody disagrees" for item, name in sorted(known.keys() - used)]
