"""Languages, countries and streaming services that a turn asks for."""

from collections.abc import Iterator

from mood_extract.mood import Constraint, Field
from mood_extract.phrases import Hit
from mood_extract.reading import Reading

_TITLES = frozenset(
    "kind noun genre subgenre genre_noun genre_hint wanted era length language country title avoid".split()
)
_AFTER_ADJECTIVE = frozenset(
    "please pls plz sorry either tho though this not - ones one again instead but or and if with from would is are too "
    "language cinema for that tonight maybe movie plus".split()
)
_PERSON_FROM = frozenset("im am i are being born come comes friend".split())
_LACKING = frozenset("dont no not without cancelled doesnt havent cant lost".split())
_ALONE = (["only"], ["subscription"], ["please"], ["tonight"], ["pls"])
_BY_SERVICE = frozenset("on have has only using via got from to".split())


def places(reading: Reading) -> list[Constraint]:
    """Constraints on language, country and provider."""
    return [*_spoken(reading), *_services(reading)]


def _spoken(reading: Reading) -> Iterator[Constraint]:
    last: dict[str, int] = {}
    found: list[Constraint] = []
    listed = -1
    for hit, kind, value in reading.of_kind(
        "language", "in_language", "not_language", "country", "from_country", "country_name", "subtitles"
    ):
        if kind == "country_name" and not _is_listed(reading, hit, listed):
            continue
        if {"speak", "speaks", "speaking", "learning"} & set(reading.before(hit.start, 5)):
            continue
        if kind in ("language", "country", "not_language") and not _describes(reading, hit):
            continue
        if kind == "from_country" and _PERSON_FROM & set(reading.before(hit.start, 1)):
            continue
        listed = hit.end if kind in ("from_country", "country_name") else -1
        attitude = reading.attitude(hit.start, hit.end)
        if attitude.meant not in ("ask", "like", "no"):
            continue
        negated = attitude.meant == "no"
        hard = attitude.hard and not (negated and hit.value("subgenre"))
        field = _field(kind, negated)
        if field is None:
            continue
        values = ("en",) if field == "language" and kind in ("not_language", "subtitles") else tuple(value.split("|"))
        quote = reading.quote_of(hit, attitude)
        if field in last and not negated and found[last[field]].hard == hard:  # "French or Italian": either
            before = found[last[field]]
            values, quote = (*before.values, *values), f"{before.words}, {quote}"
            found[last[field]] = Constraint(field, tuple(dict.fromkeys(values)), quote, hard)
            continue
        last[field] = len(found)
        found.append(Constraint(field, values if len(values) > 1 else values[0], quote, hard))
    yield from found


def _is_listed(reading: Reading, hit: Hit, listed: int) -> bool:
    """Whether a country's bare name goes on with a list that ended at `listed`, or is ruled out ("not the UK")."""
    goes_on = listed >= 0 and bool(reading.link(listed, hit.start))
    return goes_on or [word for word in reading.before(hit.start, 2) if word != "the"][:1] == ["not"]


def _field(kind: str, negated: bool) -> Field | None:
    """The field that a word of this kind sets; a film that is not foreign, or needs no subtitles, is in English."""
    match kind:
        case "subtitles":
            return "language" if negated else None
        case "not_language":
            return "language" if negated else "not_language"
        case "language" | "in_language":
            return "not_language" if negated else "language"
    return "not_country" if negated else "country"


def _describes(reading: Reading, hit: Hit) -> bool:
    """Whether a nationality is a title's: before a word for titles, or last in its phrase ("something French")."""
    if any(sense.kind in ("kind", "subgenre") for sense in hit.senses) or hit.end - hit.start > 1:
        return True
    if reading.before(hit.start, 1) in (["speak"], ["learn"], ["learning"], ["speaking"], ["the"], ["my"]):
        return False
    following = reading.hit_at(hit.end)
    if following is not None and any(sense.kind in _TITLES for sense in following.senses):
        return True
    after = reading.after(hit.end, 1)
    return not after or after[0] in _AFTER_ADJECTIVE or after[0] == "/"


def _goes_on(reading: Reading, hit: Hit) -> bool:
    """Whether another service follows: "netflix or hulu"."""
    following = next((other for other in reading.hits_after(hit.end, 2) if other.value("provider") is not None), None)
    return following is not None and bool(reading.link(hit.end, following.start))


def _services(reading: Reading) -> list[Constraint]:
    names: list[str] = []
    start = end = -1
    hard = False
    for hit, _, value in reading.of_kind("provider"):
        linked = end >= 0 and reading.link(end, hit.start) is not None
        before = [word for word in reading.before(hit.start, 4) if word not in ("the", "my", "our")]
        alone = not before and (not reading.after(hit.end, 1) or reading.after(hit.end, 1) in _ALONE)
        alone = alone or (not before and _goes_on(reading, hit))
        by_service = bool(before) and before[0] in _BY_SERVICE
        if _LACKING & set(reading.before(hit.start, 4)):
            continue
        if not (linked or by_service or alone or reading.words[hit.start] == "on"):
            continue
        attitude = reading.attitude(hit.start, hit.end)
        if attitude.meant not in ("ask", "state", "like") or (attitude.meant == "state" and "have" not in before):
            continue
        on = before[:1] == ["on"] or alone or reading.words[hit.start] == "on"
        only = "only" in before or reading.after(hit.end, 1) == ["only"]
        hard = hard or (attitude.hard and on) or only
        start, end = (start if linked else hit.start), hit.end
        names += value.split("|")
    if not names:
        return []
    unique = tuple(dict.fromkeys(names))
    return [Constraint("provider", unique if len(unique) > 1 else unique[0], reading.quote(start, end), hard)]
