"""Bounds in a message: how long a title may run, and from when it may be."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from mood_extract.mood import Constraint, Field
from mood_extract.numbers import Compared, Duration, Side, compared, duration, is_available, number
from mood_extract.reading import Attitude, Reading

NOT_LONG = 120
_SLACK = 15
"""Minutes over that "about two hours" and "an hour or so" still allow."""
_LONGEST = 300
_LONG = 100
"""From here on "no ... films" means shorter ones."""

_ELSEWHERE = frozenset(
    "work worked working shift slept sleep drive drove driving waited waiting flight ago studying studied homework old "
    "apart late away commute".split()
)
_NOT_RELEASED = frozenset(
    "set my his her their your about during childhood born grew growing back baby kid child".split()
)
_RELEASED = frozenset(
    "from of made released out movie movies film films comedy comedies drama dramas filmed shot early late mid the "
    "best good great some new".split()
)
_NOT_RELEASED_AFTER = _NOT_RELEASED - {"about", "set", "during"}
""""a film of 1966 about cowboys" is of 1966, "my 80s childhood" is no release."""
_DENIED = frozenset("shouldnt mustnt wont cant cannot doesnt dont isnt wouldnt".split())
_NEW_THOUGHT = frozenset("so but and something anything want need please".split())
"""From here on words speak of a title again, whatever took some hours before."""
_UNDER = (["most"], ["under"], ["below"], ["than"], ["max"], ["within"])
_LEAST_BARE = 45
_AFTER_BARE = ", . ! ? please pls thanks and or but with for \n".split(" ")
_TO_FILL = frozenset("flight commute ride train journey lunch break nap bus trip".split())
_HAVE = frozenset("i ive we weve only just got".split())
_NO = frozenset("nothing not no none never".split())
_TITLE_KINDS = frozenset("kind noun genre subgenre genre_hint wanted".split())
_TITLE_WORDS = (["classic"], ["hit"], ["masterpiece"], ["picture"], ["production"], ["remake"])
_DETERMINERS = frozenset("this that which what a an".split())
_ADJECTIVE_KINDS = frozenset("avoid language country genre_noun person title era length provider child company".split())
_ADJECTIVES = 5
_NAMES = 3
"""Between a year and the word for titles stand at most so many things, and so many words that nobody knows."""
_LAST = ("last", "past")
_YEARS_AGO: dict[tuple[str, ...], str] = {
    ("older", "than"): "older",
    ("less", "than"): "newer",
    ("newer", "than"): "newer",
}
_CENTURIES: dict[str, tuple[Field, int]] = {
    "20 th": ("year_max", 2000), "the twentieth": ("year_max", 2000),
    "21 st": ("year_min", 2000), "twenty first": ("year_min", 2000),
}  # fmt: skip
_MADE = frozenset("made released shot filmed".split())
_DECADES = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990, "20s": 1920, "30s": 1930, "40s": 1940, "50s": 1950, "60s": 1960, "70s": 1970,
    "80s": 1980, "90s": 1990, "00s": 2000, "noughties": 2000, "naughties": 2000, "tens": 2010, "10s": 2010,
}  # fmt: skip
_APOSTROPHES = ("'", "’", "‘")
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
        length = duration(words, at) or _bare_minutes(words, at)
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
        if around.side is None and ("ish" in words[start:end] or _fills(reading, start, end)):
            around = Compared("about" if "ish" in words[start:end] else "max", start, end)
        if around.side is None and not reading.before(start, 1) and not reading.after(end, 1):
            around = Compared("about", start, end)  # "comedy, 90 minutes"
        now = is_available(words[around.start : start], words[end : around.end])
        nearby = _told_of(reading, start, end, now=now)
        attitude = reading.attitude(around.start, around.end)
        negated = attitude.meant == "no" or bool(around.side and _DENIED & set(reading.before(around.start, 3)))
        if (
            nearby & _ELSEWHERE
            or (words[end : end + 1] == ["of"] and not {"something", "anything"} & set(reading.after(end, 2)))
            or (attitude.meant in ("state", "like", "retract") and not now and not _is_for_now(words, around))
            or (attitude.meant == "allow" and around.side == "min")
        ):
            continue
        firm, quote = attitude.firm or now or _is_for_now(words, around), reading.quote(around.start, around.end)
        if low is not None:
            yield Constraint("runtime_min", round(low), quote, firm)
            yield Constraint("runtime_max", round(length.minutes), quote, firm)
        elif bound := _runtime(around.side, length.minutes, negated, _names_a_film(reading, end)):
            yield Constraint(*bound, quote, firm)


def _told_of(reading: Reading, start: int, end: int, *, now: bool) -> set[str]:
    """Words round a length that may tell of something else than a title: "worked for two hours"."""
    if _fills(reading, start, end):
        return set()
    before = () if now else takewhile(lambda word: word not in _NEW_THOUGHT, reading.before(start, 6))
    return {*before, *reading.after(end, 1 if now else 3)}


def _bare_minutes(words: Sequence[str], at: int) -> Duration | None:
    """A number of minutes whose unit goes without saying: "under 90"."""
    minutes = number(words[at])
    said = minutes is not None and _LEAST_BARE <= minutes <= _LONGEST and words[at - 1 : at] in _UNDER
    alone = words[at + 1 : at + 2] in ([], *([mark] for mark in _AFTER_BARE))
    return Duration(minutes, at + 1) if minutes and said and alone else None


def _fills(reading: Reading, start: int, end: int) -> bool:
    """Whether a length is that of a journey or a break to fill: "for my 40 minute commute"."""
    return bool(_TO_FILL & set(reading.after(end, 2))) and bool({"on", "for", "during"} & set(reading.before(start, 2)))


def _is_for_now(words: Sequence[str], around: Compared) -> bool:
    """Whether a comparison speaks of tonight, whatever was told before it: "we've got two hours", "so 90 max"."""
    own = around.side is not None and words[around.start] in _HAVE
    return own or (around.side is not None and words[around.start - 1 : around.start] == ["so"])


def _names_a_film(reading: Reading, end: int) -> bool:
    hit = reading.hit_at(end)
    return reading.words[end : end + 1] == ["long"] or (
        hit is not None
        and (hit.value("kind") or hit.value("noun") or hit.value("genre") or hit.value("length")) is not None
    )


def _runtime(side: Side | None, minutes: float, negated: bool, film: bool) -> tuple[Field, int] | None:
    if not 5 <= minutes <= _LONGEST:
        return None
    if side is None and negated and minutes >= _LONG:
        return "runtime_max", round(minutes) - 1  # "no three hour movies", "I don't have two hours"
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
        yield from _year_bounds(reading, span, today)


def _year_spans(reading: Reading, today: int) -> Iterator[_Span]:
    words = reading.words
    for at, word in enumerate(words):
        decade = _DECADES.get(word) or _long_decade(word)
        if decade:
            part = words[at - 1] if at and words[at - 1] in _PART else ""
            first, last = _PART.get(part, (0, 9))
            start = at - 1 if part else at
            yield _Span(decade + first, decade + last, start, at + 1)
        elif len(word) == 2 and word.isdecimal() and reading.text[: reading.tokens[at].start].endswith(_APOSTROPHES):
            year = 1900 + int(word)
            year += 100 * (year + 100 <= today)
            yield _Span(year, year, at, at + 1)
        elif len(word) == 4 and word.isascii() and word.isdigit() and 1900 <= int(word) <= today + 5:
            yield _Span(int(word), int(word), at, at + 1)


def _long_decade(word: str) -> int | None:
    digits = word[:4]
    if len(word) == 5 and word[4] == "s" and digits.isascii() and digits.isdigit() and digits[3] == "0":
        return int(digits) if 1900 <= int(digits) <= 2030 else None
    return None


def _speaks_of_else(reading: Reading, span: _Span) -> bool:
    """Whether the years are those of a story or a life: "set in the 80s", "in my thirties"."""
    before, after = reading.before(span.start, 3), reading.after(span.end, 1)
    if before[:1] and before[0] in _DETERMINERS and _describes_a_title(reading, span):
        return False
    return bool(_NOT_RELEASED & {*before} or _NOT_RELEASED_AFTER & {*after})


def _year_bounds(reading: Reading, span: _Span, today: int) -> Iterator[Constraint]:
    words = reading.words
    start = span.start - 1 if words[span.start - 1 : span.start] == ["the"] else span.start
    around = compared(words, start, span.end)
    if is_available(words[around.start : start], ()):
        around = Compared(None, start, span.end)
    if words[start - 1 : start] == ["from"] and words[span.end : span.end + 1] == ["on"]:
        around = Compared("min", start - 1, span.end + 1)
    attitude = reading.attitude(around.start, around.end)
    side = around.side
    if attitude.meant == "state" and _MADE & set(reading.before(around.start, 2)):
        no = _no_before(reading, around.start)
        attitude = Attitude("ask", True, around.start) if no is None else Attitude("no", True, no)
    if attitude.meant == "no" and around.end > span.end and span.start - attitude.start > _FAR:
        attitude = Attitude("ask", True, around.start)  # "nothing babyish, so 2010 onwards"
    if attitude.meant in ("allow", "retract") or (attitude.meant == "state" and side is not None):
        return
    if side is None or side == "about":
        if not (_is_release(reading, span) or side):
            return
        if attitude.meant == "no":
            if span.first != span.last:
                yield _outside(span, today, reading.quote(attitude.start, span.end), attitude.firm)
            return
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
        past = flipped and "since" not in said  # "nothing made after 1985"
        kept = later or past or said[:1] in (["up"], ["nothing"], ["not"], ["no"])
        last = span.last if kept and "since" not in said else span.first - 1
        yield Constraint("year_max", last, quote, firm)
    else:
        inclusive = later or {"since", "before", "older", "earlier"} & set(said) or flipped
        yield Constraint("year_min", span.first if inclusive else span.last + 1, quote, firm)


def _no_before(reading: Reading, start: int) -> int | None:
    """The token of a "no" shortly before another in its clause: "nothing made in the 1970s"."""
    near = reading.before(start, 4)
    return next((start - 1 - at for at, word in enumerate(near) if word in _NO), None)


def _outside(span: _Span, today: int, quote: str, firm: bool) -> Constraint:
    """What is left by "nothing from the 80s": of two spans the one that more people mean.

    A pair of bounds can say no more. Who rules out old years wants newer titles, who rules out new ones older.
    """
    if span.last < 2000 <= today:
        return Constraint("year_min", span.last + 1, quote, firm)
    return Constraint("year_max", span.first - 1, quote, firm)


def _describes_a_title(reading: Reading, span: _Span) -> bool:
    """Whether a year stands before a word for titles: "a 2010 movie", "this 1959 billy wilder comedy"."""
    at, unknown = span.end, 0
    for _ in range(_ADJECTIVES):
        hit = reading.hit_at(at)
        kinds = {sense.kind for sense in hit.senses} if hit else set[str]()
        if kinds & _TITLE_KINDS or reading.words[at : at + 1] in _TITLE_WORDS:
            return True
        unknown += hit is None and at < len(reading.words) and reading.words[at].isalpha()
        if (hit is None and not unknown) or (hit and not kinds & _ADJECTIVE_KINDS) or unknown > _NAMES:
            return False
        at = hit.end if hit else at + 1
    return False


def _is_release(reading: Reading, span: _Span) -> bool:
    """Whether the years tell when a title came out."""
    if span.first != span.last:
        return True
    before = reading.before(span.start, 2)
    return (
        _describes_a_title(reading, span)
        or before[:1] in (["from"], ["between"], ["year"])
        or bool(_RELEASED & set(before) and before[:1] in (["in"], ["of"]))
    )


def _recent_years(reading: Reading, today: int) -> Iterator[Constraint]:
    """Years counted back from today: "this year", "the last five years", "not older than ten years"."""
    words = reading.words
    for at, word in enumerate(words):
        if word not in ("year", "years", "decade", "century") or at == 0:
            continue
        century = _CENTURIES.get(" ".join(words[max(0, at - 2) : at])) if word == "century" else None
        if century:
            yield Constraint(*century, reading.quote(at - 2, at + 1), reading.attitude(at - 2, at + 1).hard)
        elif aged := _no_older(reading, at):
            yield Constraint("year_min", today - aged[1], reading.quote(aged[0], at + 1))
        elif counted := _counted_back(words, at, today):
            yield from _since(reading, counted[0], at + 1, today - counted[1])


def _no_older(reading: Reading, at: int) -> tuple[int, int] | None:
    """The first token and the number of "not older than ten years", "less than 5 years old"."""
    side = _YEARS_AGO.get(tuple(reading.words[at - 3 : at - 1])) if at > 2 else None
    years = number(reading.words[at - 1])
    if side is None or years is None or years >= 100:
        return None
    denied = bool(_NO & set(reading.before(at - 3, 1)))
    return (at - 3 - denied, int(years)) if (side == "older") == denied else None


def _counted_back(words: Sequence[str], at: int, today: int) -> tuple[int, int] | None:
    """The first token of a span of years that ends today, and how many years it goes back."""
    unit, near = words[at], words[max(0, at - 3) : at]
    back: float | None = None
    start = at - 1
    if near[-1] == "this":
        back = {"year": 0, "years": 0, "decade": today % 10, "century": today - 2000}[unit]
    elif near[-1] in _LAST and unit in ("year", "decade"):
        back = 1 if unit == "year" else 10
    elif near[1:] == ["couple", "of"] and near[0] in _LAST:
        start, back = at - 3, 2
    elif near[-2:-1] and near[-2] in _LAST and unit == "years":
        start, back = at - 2, {"few": 5, "couple": 2}.get(near[-1]) or number(near[-1])
    return (start, int(back)) if back is not None and back < 100 else None


def _since(reading: Reading, start: int, end: int, year: int) -> Iterator[Constraint]:
    """From a year on, or, ruled out, before it: "nothing from this century"."""
    attitude = reading.attitude(start, end)
    if attitude.meant == "no":
        yield Constraint("year_max", year - 1, reading.quote(attitude.start, end), attitude.firm)
    elif _MADE & set(reading.before(start, 3)):
        yield Constraint("year_min", year, reading.quote(start, end))
    elif attitude.meant == "ask":
        yield Constraint("year_min", year, reading.quote(start, end), attitude.hard)


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
