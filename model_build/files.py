"""Files read line by line and written whole: JSON Lines and CSV in, outputs that appear only when they are complete."""

import csv
import io
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from model_build import mojibake
from model_build.problems import DataError, Report

BOM = b"\xef\xbb\xbf"


def readable(path: Path) -> Path:
    """Return the path when it is a file; raise DataError otherwise."""
    if path.is_dir():
        raise DataError(f"{path} is a folder where a file is expected")
    if not path.is_file():
        raise DataError(f"there is no file {path}")
    return path


def read_jsonl(path: Path, report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number, object) of each line that holds a JSON object; the other lines are reported.

    Blank lines, a BOM and CRLF are normal. A file with lines, but without one object, is refused with DataError.
    """
    good = bad = 0
    with readable(path).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            text = line.removeprefix(BOM).strip() if number == 1 else line.strip()
            if not text:
                continue
            value = _decode(path, number, text, report)
            if isinstance(value, dict):
                good += 1
                yield number, value
            else:
                bad += 1
                report.problem(path, number, "not a JSON object")
    if bad and not good:
        raise DataError(f"{path} holds no JSON object; JSON Lines are expected, one whole object a line")


def _decode(path: Path, number: int, text: bytes, report: Report) -> object:
    """Decode the line: None when it is not JSON; broken text is replaced by question marks and reported."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:  # the standard library also takes half of a surrogate pair (a cut emoji), which would fail whoever encodes it
        value = json.loads(text.decode(errors="replace"))
        mended: object = json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
    except (ValueError, RecursionError):
        return None
    report.problem(path, number, "a value that is no JSON (broken text, NaN), read all the same")
    return mended


@contextmanager
def replacing(*targets: Path) -> Iterator[tuple[Path, ...]]:
    """Paths to write to; they take the places of `targets` when the block ends well and vanish when it does not.

    The folder is made when it is missing, and taken away again with a failure.
    """
    for target in targets:
        if target.is_dir():
            raise DataError(f"{target} is a folder, and a file has to be written there")
    parts = tuple(target.with_name(f".{target.name}.{os.getpid()}.part") for target in targets)
    with ExitStack() as cleaning:
        for target in targets:
            make_folder(target.parent, cleaning)
        for part in parts:
            cleaning.callback(part.unlink, missing_ok=True)
        yield parts
        for part, target in zip(parts, targets, strict=True):
            part.replace(target)
        cleaning.pop_all()


def make_folder(folder: Path, cleaning: ExitStack) -> None:
    """Make a folder and its parents; each new one is removed again by `cleaning`."""
    if folder.exists() and not folder.is_dir():
        raise DataError(f"{folder} is a file, and a folder has to be there")
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for new in reversed(missing):
        try:
            new.mkdir()
        except OSError as error:
            raise DataError(f"cannot make the folder {new}: {error.strerror}") from None
        cleaning.callback(new.rmdir)


class Table(NamedTuple):
    """A CSV file: its header, and its rows as (line, cells by name)."""

    header: tuple[str, ...]
    rows: Iterator[tuple[int, dict[str, str]]]


def read_csv(path: Path, report: Report) -> Table:
    """Read a CSV with a header; rows with too many or too few cells are reported and left out, blank ones skipped.

    BOM, CRLF and quoted line ends are normal, and so are bytes of Windows-1252 in a UTF-8 file.
    """
    csv.field_size_limit(2**31 - 1)
    lines = csv.reader(io.StringIO(mojibake.decode(readable(path).read_bytes()), newline=""))
    header = tuple(name.strip() for name in next(lines, []))

    def rows() -> Iterator[tuple[int, dict[str, str]]]:
        line = lines.line_num + 1
        for cells in lines:
            if len(cells) == len(header):
                yield line, dict(zip(header, cells, strict=True))
            elif cells:
                until = f"{len(cells)} cells, up to line {lines.line_num}"
                report.problem(path, line, f"not the {len(header)} cells of the header", until)
            line = lines.line_num + 1

    return Table(header, rows())
