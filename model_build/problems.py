"""What is wrong with data: an error for what cannot be read at all, a report for what can."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 20
SHOWN_OF_ONE_KIND = 5
"""So that one frequent fault does not hide the rare ones."""


class DataError(ValueError):
    """Data that is not what it claims to be; the message is one sentence: which file, what was expected, the mend."""


@dataclass
class Report:
    """What a reading counted, and what it could not use: `totals` by kind, the first ones in `problems`."""

    counts: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        """Add `number` to the count of `what`; a count of 0 is a statement too."""
        self.counts[what] += number

    def problem(self, path: Path, line: int, kind: str, detail: object = None) -> None:
        """Note a problem at `path:line`: the `kind`, which is totalled and so holds no value, and the value."""
        self.totals[kind] += 1
        if len(self.problems) < SHOWN and self.totals[kind] <= SHOWN_OF_ONE_KIND:
            shown = "" if detail is None else f": {str(detail)[:80]!r}"
            self.problems.append(f"{path}:{line}: {kind}{shown}")

    def add(self, other: "Report") -> None:
        """Take over what another report says."""
        self.counts.update(other.counts)
        self.totals.update(other.totals)
        self.problems = (self.problems + other.problems)[:SHOWN]

    def __str__(self) -> str:
        """Show counts, then totals of problems by kind, then the first problems by file and line; one a line."""
        lines = [f"{number:,} {what}" for what, number in self.counts.items()]
        if self.totals:
            lines.append(f"{self.totals.total():,} problems")
            lines += [f"  {number:,} x {kind}" for kind, number in self.totals.most_common()]
            lines.append("the first of them")
            lines += [f"  {problem}" for problem in self.problems]
        return "\n".join(lines)
