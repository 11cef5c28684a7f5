"""Text whose bytes were read in the wrong encoding, made whole again.

Whole files are met that were UTF-8, read as Windows-1252 and written as UTF-8 once more ("AutÃ³mata"). Guessing for
each text alone leaves many of them broken ("Ã…kerlund" could be meant), so a file's texts are judged together.
"""

import codecs
from collections.abc import Iterable

import ftfy

_AS_WINDOWS = "sloppy-windows-1252"
"""ftfy's codec: Windows-1252, with the five bytes that it leaves undefined kept as they are."""

_FIXES = ftfy.TextFixerConfig(
    uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, unescape_html=True, explain=False
)

_LOST = {
    b"\xc2": "", b"\xc3": "Á", b"\xc5": "ō", b"\xcc": "\u0301", b"\xd0": "А",
    b"\xe0\xb8": "ก", b"\xe1\xbb": "ề", b"\xe2\x80": "”", b"\xef\xac": "fi",
}  # fmt: skip
"""Bytes 81, 8D, 8F, 90 and 9D have no character in Windows-1252 and were dropped on the way. What is left of a
character -> the most frequent one that it can have been; Chinese and Korean ones cannot be told."""


def decode(data: bytes) -> str:
    """Decode a file: UTF-8 with or without BOM; bytes that are not UTF-8 are read as Windows-1252."""
    return data.decode("utf-8-sig", errors="streamsmart.windows")


def repair(text: str) -> str:
    """Repair one text of a sound file: what is broken beyond doubt is repaired, everything else stays."""
    return text if text.isascii() and "&" not in text else ftfy.fix_text(text, _FIXES)


def repair_double(text: str) -> str:
    """Repair one text of a file that `is_double`; U+FFFD stands where a byte was lost for good."""
    try:
        whole = text.encode(_AS_WINDOWS).decode(errors="streamsmart.lost")
    except UnicodeEncodeError:  # it holds what Windows-1252 cannot
        return repair(text)
    if all(character == "\ufffd" for character in whole if not character.isascii()):
        return repair(text)  # no character came out of it: this text was not encoded twice
    return repair(whole)


def is_double(texts: Iterable[str]) -> bool:
    """Whether a file's texts were encoded twice: at least 5, and 4 of 5 of those that are not plain ASCII."""
    judged = [_was_double(text) for text in texts if not text.isascii()]
    return sum(judged) >= max(5, 0.8 * len(judged))


def _was_double(text: str) -> bool:
    """Whether the characters, as Windows-1252, make UTF-8: next to impossible for a text that was meant so."""
    try:
        text.encode(_AS_WINDOWS).decode()
    except UnicodeError:
        return False
    return True


def _lost(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the likeliest character for what is left of one."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start, end = error.object, error.start, error.end
    left = data[start:end]
    if left == b"\xc4":  # Đỗ begins a name, Mančevski's letter stands before a vowel, Rashād's elsewhere
        inside = data[start - 1 : start].isalpha()
        return ("ā" if data[end : end + 1] not in (b"a", b"e", b"i", b"o", b"u") else "č") if inside else "Đ", end
    return _LOST.get(left, "\ufffd"), end


def _windows(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: bytes that are not UTF-8 are Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(_AS_WINDOWS), error.end


codecs.register_error("streamsmart.lost", _lost)
codecs.register_error("streamsmart.windows", _windows)
