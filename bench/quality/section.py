"""A section of the results: what was measured, how, and the figures that floors hold."""

from dataclasses import dataclass


class Absent(Exception):  # noqa: N818 - it is no error: the section is left out
    """The public data that a section measures on is not here; the message names it."""


@dataclass(frozen=True)
class Section:
    """One section of bench/RESULTS.md.

    `text` is Markdown with protocol, tables and pictures; `figures` are the values that floors are checked on, by name.
    """

    title: str
    text: str
    figures: dict[str, float]
