"""Who is watching, as bounds on the age rating: children named by age, "family friendly", "PG-13 or below"."""

from collections.abc import Iterator

from mood_extract.mood import Constraint, Field
from mood_extract.numbers import number
from mood_extract.phrases import Hit
from mood_extract.reading import Reading

RATINGS = ("G", "PG", "PG-13", "R")

_PAST = frozenset("saw watched seen loved liked was were did when said hated made remember popular always".split())
_CHILD = frozenset(
    "son daughter kid kids child children boy girl boys girls niece nephew grandson granddaughter sons daughters "
    "grandkids grandchildren brother sister he she they twins".split()
)
_PRONOUN_IS = frozenset("shes hes theyre".split())
_JOINED = frozenset(("and", "to", "or", ","))
_TITLE_NOUNS = frozenset("movie film show series comedy classic".split())
_ABOVE = frozenset("above over beyond higher worse stronger past".split())


def rating_for(age: int) -> str | None:
    """The highest US rating for a child of this age.

    G up to four; PG up to twelve: by the MPA's own words PG-13 is "inappropriate for children under 13", and G alone
    would leave out most animated films of this century; PG-13 up to sixteen; no bound from seventeen on.
    """
    for up_to, rating in ((4, "G"), (12, "PG"), (16, "PG-13")):
        if age <= up_to:
            return rating
    return None


def age_rating(reading: Reading) -> Constraint | None:
    """The strictest bound on the age rating that this turn asks for."""
    found = [*_rated(reading), *_aged(reading), *_friendly(reading)]
    return min(found, key=lambda constraint: (not constraint.hard, RATINGS.index(constraint.values[0])), default=None)


def children(reading: Reading) -> list[Hit]:
    """Mentions of children who will watch."""
    hits = (hit for hit, _, _ in reading.of_kind("child"))
    return [hit for hit in hits if _will_watch(reading, hit)]


def is_with_children(reading: Reading) -> bool:
    """Whether children will watch."""
    return bool(children(reading)) or any(constraint.hard for constraint in _aged(reading))


def _rated(reading: Reading) -> Iterator[Constraint]:
    yield from _bare_r(reading)
    for hit, _, value in reading.of_kind("rating"):
        attitude = reading.attitude(hit.start, hit.end)
        if attitude.meant not in ("ask", "no"):
            continue
        above = bool(_ABOVE & set(reading.before(hit.start, 2)))
        upward = bool({"least", "minimum"} & set(reading.before(hit.start, 2))) or (
            reading.after(hit.end, 2) in (["or", "higher"], ["or", "above"], ["and", "up"])
        )
        below = bool({"under", "below"} & set(reading.before(hit.start, 1)))
        step = RATINGS.index(value) - (below or (attitude.meant == "no" and not above))
        if 0 <= step < RATINGS.index("R") and not upward:
            quote = reading.quote_of(hit, attitude)
            yield Constraint("age_rating_max", RATINGS[step], quote, attitude.firm)


def allowed(reading: Reading) -> list[tuple[Field, str]]:
    """Bounds that are no longer minded: "R rated is fine" lifts all, "PG-13 is ok" the lower ones."""
    lifted: list[tuple[Field, str]] = []
    for hit, _, value in reading.of_kind("rating"):
        meant = reading.attitude(hit.start, hit.end).meant
        lower = RATINGS[: RATINGS.index(value)]
        if lower and (meant == "allow" or (meant == "ask" and value == "R")):
            lifted.append(("age_rating_max", "|".join(lower)))
    return lifted


def _bare_r(reading: Reading) -> Iterator[Constraint]:
    """Bounds below a mere R, one capital letter that is a rating only after a "no": "nothing R"."""
    for at, token in enumerate(reading.tokens):
        refused = reading.before(at, 1) in (["nothing"], ["no"], ["not"], ["above"])
        if token.word == "r" and token.capital and refused:
            yield Constraint("age_rating_max", "PG-13", reading.quote(at - 1, at + 1))


def _aged(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for hit, _, _ in reading.of_kind("age_unit"):
        if hit.end < len(words) and words[hit.end] in _TITLE_NOUNS:
            continue  # "a ten year old film"
        own = {*words[max(0, hit.start - 3) : hit.start - 1]}
        if hit.start and not own & {"im", "i", "inner", "than"}:
            yield from _for_age(reading, hit.start - 1, hit.end)
    for at, word in enumerate(words[:-1]):
        aged = word in ("age", "ages", "aged") or (
            word in ("is", "are", "turning") and bool(_CHILD & set(reading.before(at, 3)))
        )
        bracket = words[at + 1] == "(" and at + 2 < len(words)
        ours = word in _CHILD or _are_ours(reading, at)
        if word in _PRONOUN_IS and _is_age_alone(reading, at + 1):
            yield from _for_age(reading, at + 1, at + 2)
        elif aged or (ours and (bracket or _age(words[at + 1]) is not None)):  # "my son (6)", "kids 4 and 6"
            yield from _for_age(reading, at + 1 + bracket, at + 2 + bracket)


def _is_age_alone(reading: Reading, at: int) -> bool:
    """Whether a clause ends with the age at a token: "my daughter, she's 5"."""
    return _age(reading.words[at]) is not None and not reading.after(at + 1, 1)


def _are_ours(reading: Reading, at: int) -> bool:
    """Whether a word stands for one's children: "my two", "ours", "five of us, all 13"."""
    word, before = reading.words[at], reading.words[max(0, at - 3) : at]
    return (
        word == "ours"
        or (word in ("two", "three", "lot", "pair") and before[-1:] in (["my"], ["our"]))
        or (word == "all" and bool({"us", "them", "theyre"} & set(before)))
    )


def _age(word: str) -> float | None:
    return None if word in ("a", "an", "one") else number(word)


def _for_age(reading: Reading, at: int, end: int) -> Iterator[Constraint]:
    """The bound for the youngest of the ages around token `at` ("6", "6 and 9")."""
    words = reading.words
    start = at - 2 if at >= 2 and words[at - 1] in _JOINED and _age(words[at - 2]) is not None else at
    if words[end : end + 1] and words[end] in _JOINED and _age("".join(words[end + 1 : end + 2])) is not None:
        end += 2
    ages = [age for word in words[start:end] if (age := _age(word)) is not None]
    rating = rating_for(int(min(ages))) if ages else None
    if rating is None or words[end : end + 1] in (["minutes"], ["min"], ["hours"], ["hour"]):
        return
    if words[start - 1 : start] in (["my"], ["our"], ["a"]) and words[start - 2 : start - 1] == ["for"]:
        start -= 2
    past = _PAST & {*reading.before(start, 10), *reading.after(end, 10)}
    yield Constraint("age_rating_max", rating, reading.quote(start, end), not past)


def _friendly(reading: Reading) -> Iterator[Constraint]:
    for hit, _, value in reading.of_kind("family_friendly"):
        attitude = reading.attitude(hit.start, hit.end)
        if attitude.meant == "ask":
            yield Constraint("age_rating_max", value, reading.quote(hit.start, hit.end), attitude.firm)
    for hit in children(reading):
        rating = hit.value("child") or "PG"
        yield Constraint("age_rating_max", rating, reading.quote(hit.start, hit.end))
    for hit, _, value in reading.of_kind("genre"):
        quote = reading.quote(hit.start, hit.end)
        if value.startswith("Family"):
            attitude = reading.attitude(hit.start, hit.end)
            if attitude.meant == "ask":
                yield Constraint("age_rating_max", "PG", quote, attitude.hard)


def _will_watch(reading: Reading, hit: Hit) -> bool:
    before = reading.before(hit.start, 12)
    after = reading.after(hit.end, 12)
    if _PAST & {*before, *after} or after[:1] in (["in"], ["who"], ["dying"], ["at"]):
        return False
    near = before[:4]
    if "for" in near and before[near.index("for") + 1 : near.index("for") + 2] in (["not"], ["nothing"]):
        return False  # "not for kids"; "not too scary for kids" is for them
    wish = bool({"want", "wants", "need", "needs"} & set(after[:3])) or after[:2] in (
        ["would", "like"],
        ["would", "enjoy"],
    )
    return "with" in near or "for" in near or bool(set(near[:1]) & {"my", "our", "the"} and wish)
