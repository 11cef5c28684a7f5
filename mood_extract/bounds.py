"""Bounds in a message: how long a title may run, and from when it may be."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mood_extract.mood import Constraint, Field
from mood_extract.numbers import Compared, Side, compared, duration, number
from mood_extract.reading import Attitude, Reading

NOT_LONG = 120
_SLACK = 15
"""Minutes over that "about two hours" and "an hour or so" still allow."""
_LONGEST = 300

_ELSEWHERE = frozenset(
    "work worked working shift slept sleep drive drove driving waited waiting flight ago studying studied homework old "
    "apart late away commute".split()
)
_NOT_RELEASED = frozenset(
    "set my his her their your about during childhood born grew growing back baby kid child".split()
)
_RELEASED = frozenset(
    "from of made released out movie movies film films comedy comedies drama dramas filmed shot early late mid the "
    "best good great some".split()
)
_HAVE = frozenset("i ive we weve only just got".split())
_MADE = frozenset("made released shot filmed".split())
_DECADES = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990, "20s": 1920, "30s": 1930, "40s": 1940, "50s": 1950, "60s": 1960, "70s": 1970,
    "80s": 1980, "90s": 1990, "00s": 2000, "noughties": 2000, "naughties": 2000, "tens": 2010, "10s": 2010,
}  # fmt: skip
_FAR = 3
"""A "no" farther away than this from years with their own comparison is about something else."""
_PART = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}


def bounds(reading: Reading, today: int) -> list[Constraint]:
    """All runtime and year constraints; `today` is the present year."""
    runtimes = [*_runtimes(reading)]
    years = [*_years(reading, today)]
    if not runtimes:
        runtimes = [*_vague(reading, today, "length")]
    if not years:
        years = [*_recent_years(reading, today)] or [*_vague(reading, today, "era")]
    return [*_tightest(runtimes), *_tightest(years)]


def _tightest(found: list[Constraint]) -> list[Constraint]:
    """One constraint a field: the last said."""
    return list({constraint.field: constraint for constraint in found}.values())


def _runtimes(reading: Reading) -> Iterator[Constraint]:
    words, at = reading.words, 0
    while at < len(words):
        length = duration(words, at)
        if length is None:
            at += 1
            continue
        start, end, low = at, length.end, None
        at = end
        between = words[max(0, start - 3) : start - 2] == ["between"]
        if words[max(0, start - 1) : start] == ["to"] or between:
            first = number(words[start - 2]) if start >= 2 else None
            if first is not None:
                unit = length.minutes / (number(words[start]) or length.minutes)
                low, start = first * unit, start - 2 - between
        film = reading.hit_at(end)
        around = compared(words, start, end)
        if around.side is None and film is not None and film.value("kind"):
            around = compared(words, start, film.end)  # "half hour episodes max"
        nearby = {*reading.before(start, 6), *reading.after(end, 3)}
        attitude = reading.attitude(around.start, around.end)
        if (
            nearby & _ELSEWHERE
            or words[end : end + 1] == ["of"]
            or (attitude.meant in ("state", "like", "retract") and not _is_for_now(words, around))
        ):
            continue
        firm, quote = attitude.firm or _is_for_now(words, around), reading.quote(around.start, around.end)
        if low is not None:
            yield Constraint("runtime_min", round(low), quote, firm)
            yield Constraint("runtime_max", round(length.minutes), quote, firm)
        elif bound := _runtime(around.side, length.minutes, attitude.meant == "no", _names_a_film(reading, end)):
            yield Constraint(*bound, quote, firm)


def _is_for_now(words: Sequence[str], around: Compared) -> bool:
    """Whether a comparison speaks of tonight, whatever was told before it: "we've got two hours", "so 90 max"."""
    own = around.side is not None and words[around.start] in _HAVE
    return own or (around.side is not None and words[around.start - 1 : around.start] == ["so"])


def _names_a_film(reading: Reading, end: int) -> bool:
    hit = reading.hit_at(end)
    return reading.words[end : end + 1] == ["long"] or (
        hit is not None and (hit.value("kind") or hit.value("noun") or hit.value("genre")) is not None
    )


def _runtime(side: Side | None, minutes: float, negated: bool, film: bool) -> tuple[Field, int] | None:
    if not 5 <= minutes <= _LONGEST:
        return None
    if side is None:
        # "a 90 minute film" means about that; a bare "two hours" may mean anything.
        return ("runtime_max", round(minutes + _SLACK)) if film and not negated else None
    if negated and side != "about":
        side = "max" if side == "min" else "min"  # "nothing that is over two hours"
    if side == "min":
        return "runtime_min", round(minutes)
    return "runtime_max", round(minutes + (_SLACK if side == "about" else 0))


class _Span(NamedTuple):
    first: int
    last: int
    start: int
    end: int


def _years(reading: Reading, today: int) -> Iterator[Constraint]:
    spans = [span for span in _year_spans(reading, today) if not _speaks_of_else(reading, span)]
    at = 0
    while at < len(spans):
        span = spans[at]
        at += 1
        while at < len(spans) and reading.words[span.end : spans[at].start] in (
            ["and"], ["or"], ["to"], ["and", "the"], ["or", "the"], ["to", "the"], [","], ["/"], ["and", "early"],
        ):  # fmt: skip
            last = spans[at]
            span = _Span(min(span.first, last.first), max(span.last, last.last), span.start, last.end)
            at += 1
        yield from _year_bounds(reading, span)


def _year_spans(reading: Reading, today: int) -> Iterator[_Span]:
    words = reading.words
    for at, word in enumerate(words):
        decade = _DECADES.get(word) or _long_decade(word)
        if decade:
            part = words[at - 1] if at and words[at - 1] in _PART else ""
            first, last = _PART.get(part, (0, 9))
            start = at - 1 if part else at
            yield _Span(decade + first, decade + last, start, at + 1)
        elif len(word) == 4 and word.isascii() and word.isdigit() and 1900 <= int(word) <= today + 5:
            yield _Span(int(word), int(word), at, at + 1)


def _long_decade(word: str) -> int | None:
    digits = word[:4]
    if len(word) == 5 and word[4] == "s" and digits.isascii() and digits.isdigit() and digits[3] == "0":
        return int(digits) if 1900 <= int(digits) <= 2030 else None
    return None


def _speaks_of_else(reading: Reading, span: _Span) -> bool:
    """Whether the years are those of a story or a life: "set in the 80s", "in my thirties"."""
    return bool(_NOT_RELEASED & {*reading.before(span.start, 3), *reading.after(span.end, 1)})


def _year_bounds(reading: Reading, span: _Span) -> Iterator[Constraint]:
    words = reading.words
    start = span.start - 1 if words[span.start - 1 : span.start] == ["the"] else span.start
    around = compared(words, start, span.end)
    if words[start - 1 : start] == ["from"] and words[span.end : span.end + 1] == ["on"]:
        around = Compared("min", start - 1, span.end + 1)
    attitude = reading.attitude(around.start, around.end)
    side = around.side
    if attitude.meant == "state" and _MADE & set(reading.before(around.start, 2)):
        attitude = Attitude("ask", True, around.start)
    if attitude.meant == "no" and around.end > span.end and span.start - attitude.start > _FAR:
        attitude = Attitude("ask", True, around.start)  # "nothing babyish, so 2010 onwards"
    if attitude.meant in ("allow", "retract", "state"):
        return
    if side is None or side == "about":
        if attitude.meant == "no" or not (_is_release(reading, span) or side):
            return  # "not from the 80s" leaves two spans, which no pair of bounds can say
        slack = 2 if side and span.first == span.last else 0
        firm = attitude.hard and not slack and not (span.first < 1930 and words[span.end - 1][0] != "1")
        begins = span.start - 1 if words[span.start - 1 : span.start] in (["between"], ["from"]) else around.start
        quote = reading.quote(begins, span.end)
        yield Constraint("year_min", span.first - slack, quote, firm)
        yield Constraint("year_max", span.last + slack, quote, firm)
        return
    firm = attitude.firm and attitude.meant in ("ask", "no")
    quote = reading.quote(around.start, around.end)
    said = words[around.start : start]
    later = around.end > span.end
    flipped = attitude.meant == "no" and not {"nothing", "not", "no", "none"} & set(said)
    if (side == "max") != flipped:
        last = span.last if later or said[:1] in (["up"], ["nothing"], ["not"], ["no"]) else span.first - 1
        yield Constraint("year_max", last, quote, firm)
    else:
        inclusive = later or {"since", "before", "older", "earlier"} & set(said) or flipped
        yield Constraint("year_min", span.first if inclusive else span.last + 1, quote, firm)


def _is_release(reading: Reading, span: _Span) -> bool:
    """Whether the years tell when a title came out."""
    if span.first != span.last:
        return True
    before = reading.before(span.start, 2)
    hit = reading.hit_at(span.end)
    follows = hit is not None and any(
        sense.kind in ("kind", "noun", "genre", "subgenre", "wanted") for sense in hit.senses
    )
    return (
        follows
        or before[:1] in (["from"], ["between"])
        or bool(_RELEASED & set(before) and before[:1] in (["in"], ["of"]))
    )


def _recent_years(reading: Reading, today: int) -> Iterator[Constraint]:
    """Years counted back from today: "this year", "the last five years"."""
    words = reading.words
    for at, word in enumerate(words):
        if word not in ("year", "years", "decade", "century") or at == 0:
            continue
        back: float | None = None
        start = at - 1
        if words[at - 1] == "this":
            back = {"year": 0, "decade": today % 10, "century": today - 2000}.get(word)
        elif words[at - 1] in ("last", "past") and word in ("year", "decade"):
            back = 1 if word == "year" else 10
        elif at >= 2 and words[at - 2] in ("last", "past") and word == "years":
            start = at - 2
            back = {"few": 5, "couple": 2}.get(words[at - 1]) or number(words[at - 1])
        attitude = reading.attitude(start, at + 1)
        released = bool(_MADE & set(reading.before(start, 3)))
        if back is not None and (released or attitude.meant == "ask") and back < 100:
            yield Constraint("year_min", today - int(back), reading.quote(start, at + 1), released or attitude.hard)


def _vague(reading: Reading, today: int, kind: str) -> Iterator[Constraint]:
    """Words like "old", "recent", "short" and "long"; eras are only evidence."""
    for hit, _, value in reading.of_kind(kind):
        name, amount = value.split()
        attitude = reading.attitude(hit.start, hit.end)
        if attitude.meant not in ("ask", "like", "no") or not (
            hit.end - hit.start > 1 or _describes(reading, hit.start, hit.end)
        ):
            continue
        quote = reading.quote_of(hit, attitude)
        negated = attitude.meant == "no"
        if kind == "era":
            field: Field = "year_min" if (name == "year_min") != negated else "year_max"
            yield Constraint(field, today - int(amount), quote, False)
        elif negated:
            long = name == "runtime_min"
            yield Constraint("runtime_max" if long else "runtime_min", NOT_LONG if long else 80, quote, long)
        elif name == "runtime_max":
            yield Constraint("runtime_max", int(amount), quote, attitude.hard)
        else:
            yield Constraint("runtime_min", int(amount), quote, False)


_BEFORE_ADJECTIVE = frozenset(
    "something anything nothing more too really quite bit be it keep very fairly pretty relatively good of little "
    "movies films ones but ideally preferably maybe or and much".split()
)


def _describes(reading: Reading, start: int, end: int) -> bool:
    """Whether an adjective is about a title."""
    hit = reading.hit_at(end)
    if hit is not None and any(
        sense.kind
        in (
            "kind",
            "noun",
            "genre",
            "subgenre",
            "genre_noun",
            "wanted",
            "era",
            "language",
            "country",
            "length",
            "title",
        )
        for sense in hit.senses
    ):
        return True
    before = reading.before(start, 8)
    alone = len(before) + len(reading.after(end, 3)) <= 2
    return bool(before and before[0] in _BEFORE_ADJECTIVE) or alone
