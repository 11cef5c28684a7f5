"""Numbers in words and figures, durations and comparisons, as tokens."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Side = Literal["max", "min", "about"]

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "twenty": 20, "thirty": 30, "forty": 40, "fortyfive": 45, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_HOURS = frozenset("hour hours hr hrs h".split())
_PARTS = {("a", "half"): 30, ("a", "quarter"): 15, ("three", "quarters"): 45}
_LONGEST_HOURS = 4
"""Up to here "1:30" is a length; "8:30" is a time of the day."""
_MINUTES = frozenset("minute minutes min mins m".split())

_LEFT: dict[Side, str] = {
    "max": "ive only, weve only, theres only, keep it to, keep to, stick to, limit of, limit is, time limit, "
    "time limit of, time limit is, runtime of, runtime, max runtime, max runtime of, maximum runtime, maximum length, "
    "max length, running time of, run time of, in less than, less time than, done in, finish in, finished in, over in, "
    "watch in, squeeze into, fit into, fit in, fits in, fits into, inside, not past, nothing past, nothing beyond, "
    "not beyond, sub, cant do more than, under, less than, less then, below, within, up to, at most, no more than, "
    "not more than, no longer than, "
    "not longer than, shorter than, max, maximum, maximum of, max of, not over, nothing over, no over, "
    "nothing longer than, nothing above, fewer than, not above, only have, have only, just have, i have, i have got, "
    "ive got, i got, we have, weve got, have about, have around, got about, only got, just got, got only, "
    "nothing more than, not exceed, not exceeding, not be longer than, doesnt exceed, isnt longer than, isnt over, "
    "before, pre, until, till, older than, earlier than, prior to, nothing after, not after, no later than, "
    "nothing newer than, not newer than, nothing later than",
    "min": "past, beyond, exceeding, in excess of, over, more than, longer than, at least, above, no less than, "
    "not less than, not under, nothing under, "
    "minimum, minimum of, no shorter than, not shorter than, nothing shorter than, nothing less than, after, since, "
    "post, newer than, later than, nothing before, not before, nothing older than, not older than, no older than, "
    "none before, nothing earlier than, nothing from before, not from before, from after, anything after, "
    "no earlier than",
    "about": "a tight, a cool, a solid, about, around, roughly, approximately, like, circa, approx, say, maybe, nearly",
}
_RIGHT: dict[Side, str] = {
    "max": "max, maximum, absolute max, absolute maximum, absolute tops, at very most, at the very most, "
    "at the very longest, at the longest, at the absolute most, or less, or under, or shorter, tops, at most, "
    "at the most, or fewer, or below, to spare, "
    "to kill, or earlier, or older, and earlier, and older, or before, before bed, is my limit, is my max, "
    "is my maximum, "
    "is my absolute limit, is my absolute max, is the limit, is the max, is the absolute limit, is the absolute max, "
    "is all i have, is all ive got, is all i got, is all we have, is all weve got, is plenty, is enough, is tops, "
    "and no more, and no longer, and not more, and not longer, at a push, at a stretch, limit",
    "min": "or more, plus, or longer, minimum, at least, at the least, and up, onward, onwards, or later, and later, "
    "or newer, and newer, or after, forward, and after, and above, or so on",
    "about": "or thereabouts, odd, or so, ish, give or take",
}


def _table(sides: Mapping[Side, str]) -> dict[tuple[str, ...], Side]:
    return {tuple(words.split()): side for side, phrases in sides.items() for words in phrases.split(", ")}


AVAILABLE = (
    "ive, weve, ive got, weve got, got, theres, there is, there are, i can spare, can spare, can give it, to spend, "
    "spend, "
    "attention span is, attention span of, break is, commute is, nap is, naps for, ready in, leave in, out in, off in, "
    "go in, is in, arrives in, starts in, bedtime in, bedtime is in, home in, back in, due in, up in, zone out after, "
    "asleep after, bored after, restless after, fidgety after, interest after, focus after, drift off after, "
    "switch off after, we have, i have"
)
"""Before a length: so much time there is, or so long somebody bears it."""
ENDS = (
    "until, till, before i, before we, before work, before dinner, before the, before my, is the most, is the absolute "
    "most, is pushing it, is as long as, is as much as, at the outside, is about all"
)
"""After a length: the time is over then."""
_LEFT["max"] += f", {AVAILABLE}, at the most, under the, below the, under =, inside of, in the next"
_LEFT["about"] += ", around the, about the, roughly the, in the"
_LEFT["min"] += (
    ", drags on past, drags past, goes on past, goes past, runs past, runs over, goes over, lasts more than, "
    "lasts longer than, lasts over, goes on longer than"
)
_RIGHT["max"] += f", {ENDS}"
_RIGHT["about"] += ", is perfect, is ideal, is about right, would be perfect, would be ideal, mark, range"
LEFT, RIGHT = _table(_LEFT), _table(_RIGHT)
RIGHT |= {(",", *words.split()): "max" for words in ("no more", "no longer", "max", "tops", "at most", "not a minute")}
_AVAILABLE = {tuple(words.split()) for words in AVAILABLE.split(", ")}
_ENDS = {tuple(words.split()) for words in ENDS.split(", ")}
_REACHES = (4, 3, 2, 1)


class Compared(NamedTuple):
    """Which side of a number is asked for, and the tokens that say so together with it."""

    side: Side | None
    start: int
    end: int


def compared(words: Sequence[str], start: int, end: int) -> Compared:
    """Read the words round a quantity at tokens start:end."""
    for reach in _REACHES:
        side = LEFT.get(tuple(words[start - reach : start])) if start >= reach else None
        if side:
            outer = compared(words, start - reach, end) if side == "about" else None
            return outer if outer and outer.side != "about" and outer.side else Compared(side, start - reach, end)
    for reach in _REACHES:
        side = RIGHT.get(tuple(words[end : end + reach])) if end + reach <= len(words) else None
        if side:
            return Compared(side, start, end + reach)
    return Compared(None, start, end)


def is_available(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words that compare a length, before and after it, tell how much time there is."""
    return tuple(before) in _AVAILABLE or tuple(after) in _ENDS


def number(word: str) -> float | None:
    """The number that a word names."""
    if word in _WORDS:
        return float(_WORDS[word])
    return float(word) if word[:1].isdecimal() and word.isascii() and word.replace(".", "", 1).isdigit() else None


class Duration(NamedTuple):
    """Minutes said by tokens up to `end`."""

    minutes: float
    end: int


def duration(words: Sequence[str], at: int) -> Duration | None:
    """Read a duration that begins at a token: "90 min", "two and a half hours", "1h30", "half an hour"."""

    def word(offset: int) -> str:
        return words[at + offset] if at + offset < len(words) else ""

    hour = 2 if word(1) in ("an", "a") else 1
    if word(0) == "half" and word(hour) in _HOURS:
        return Duration(30, at + hour + 1)
    if word(0) == "hour" and word(1) == "long":
        return Duration(60, at + 1)
    if word(0) == "couple" and word(1) == "of" and word(2) in _HOURS:
        return Duration(120, at + 3)
    amount, used = (1, 0) if word(0) == "hour" else (number(word(0)), 1)
    if amount is None:
        return None
    if (
        word(0).isalpha()
        and amount in (20, 30, 40, 50, 100)
        and (more := number(word(1)))
        and more < 100
        and word(1).isalpha()
    ):
        amount, used = amount + more, 2  # forty five, (a) hundred twenty
    if word(0) == "a" and word(1) == "couple":
        amount, used = 2, 3 if word(2) == "of" else 2
    if word(used) == "and" and word(used + 1) == "a" and word(used + 2) == "half":
        amount, used = amount + 0.5, used + 3
    used += word(used) == "ish"
    if word(used) in _MINUTES:
        return Duration(amount, at + used + 1)
    if word(used) == ":" and amount <= _LONGEST_HOURS and len(word(used + 1)) == 2 and (rest := number(word(used + 1))):
        return Duration(amount * 60 + rest, at + used + 2) if rest < 60 else None
    if word(used) not in _HOURS:
        return None
    minutes, used = amount * 60, used + 1
    joined = used + (word(used) == "and")
    part = _PARTS.get((word(joined), word(joined + 1)))
    if part:
        return Duration(minutes + part, at + joined + 2)
    rest = number(word(joined))
    # "two hours 20 minutes", "1h30", "an hour fifty", "an hour and twenty"
    if rest is not None and rest < 60 and (word(joined + 1) in _MINUTES or rest >= 10):
        return Duration(minutes + rest, at + joined + 1 + (word(joined + 1) in _MINUTES))
    return Duration(minutes, at + used)
