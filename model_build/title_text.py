"""What the encoder reads about a title."""

from collections.abc import Mapping

_OVERVIEW = 900  # characters, about 200 tokens: with the rest it stays within the encoder's 256
_KEYWORDS = 12


def title_text(record: Mapping[str, object]) -> str:
    """Put a catalogue record's title, year, genres, overview and first keywords into one bounded text."""
    title, year = str(record.get("title") or ""), record.get("year")
    head = f"{title} ({year})" if year else title
    parts = [head, _listed(record.get("genres"), 5), str(record.get("overview") or "")[:_OVERVIEW]]
    parts.append(_listed(record.get("keywords"), _KEYWORDS))
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def _listed(value: object, most: int) -> str:
    return ", ".join(str(item) for item in value[:most]) if isinstance(value, (list, tuple)) else ""
