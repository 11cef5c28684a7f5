"""Words -> constraints: what one turn asks for, rules out, likes, and takes back."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mood_extract.audience import age_rating, allowed, is_with_children
from mood_extract.bounds import bounds
from mood_extract.mood import Constraint, Field
from mood_extract.names import named
from mood_extract.phrases import Hit
from mood_extract.places import places
from mood_extract.reading import Reading

_FOR_CHILDREN = ("G", "PG")
_BEFORE_VERB = frozenset("can could would will please pls you to i we they and must did does dont".split())
_LIMITS = frozenset(
    "over under above below longer shorter older newer from with without about before after since that where which "
    "in made set by like starring than based".split()
)
"""Words that tell which films are meant: "no films over two hours"."""
_BROAD = frozenset(("Comedy", "Drama"))


@dataclass
class Turn:
    """What one turn says: constraints in order, and the (field, value) pairs that it takes back or no longer minds."""

    constraints: list[Constraint] = field(default_factory=list)
    dropped: list[tuple[Field, str]] = field(default_factory=list)


def read_turn(reading: Reading, today: int) -> Turn:
    """The constraints of one user turn; `today` is the present year."""
    turn = Turn()
    _genres(reading, turn)
    turn.constraints += _avoided(reading)
    turn.constraints += _kinds(reading)
    turn.constraints += bounds(reading, today)
    turn.dropped += allowed(reading)
    rating = age_rating(reading)
    if rating:
        turn.constraints.append(rating)
        asked = any(constraint.field == "genre" and constraint.hard for constraint in turn.constraints)
        if rating.value in _FOR_CHILDREN and is_with_children(reading) and not asked:
            # Harmless is not enough: what is made for children comes first.
            turn.constraints.append(Constraint("genre", ("Family", "Animation"), rating.words, hard=False))
    turn.constraints += places(reading)
    turn.constraints += named(reading)
    turn.constraints += [
        Constraint("not_genre", "Animation", reading.quote(hit.start, hit.end))
        for hit, _, _ in reading.of_kind("live_action")
        if reading.attitude(hit.start, hit.end).hard
    ]
    return turn


def alternatives(value: str) -> str | tuple[str, ...]:
    """The value "A|B" as a tuple, "A" as it is."""
    names = tuple(value.split("|"))
    return names if len(names) > 1 else value


@dataclass
class _Asked:
    """A phrase that asks for genres, all of them meant ("romcom"); `join`: how it hangs on the one before."""

    hit: Hit
    values: list[tuple[str, ...]]
    join: str | None


def _genres(reading: Reading, turn: Turn) -> None:
    asked: list[_Asked] = []
    previous: Hit | None = None
    for hit, kind, value in reading.of_kind("genre", "subgenre", "genre_noun", "genre_hint", "genre_mood"):
        if kind == "genre_noun" and not _names_a_genre(reading, hit, previous):
            continue
        attitude = reading.attitude(hit.start, hit.end)
        quote = reading.quote_of(hit, attitude)
        values = alternatives(value)
        if attitude.meant in ("allow", "retract"):
            turn.dropped.append(("not_genre", value))
            if attitude.meant == "retract":
                turn.dropped.append(("genre", value))
        elif attitude.meant == "no":
            hard = attitude.hard and _is_ruled_out(reading, hit, kind, value)
            turn.constraints.append(Constraint("not_genre", values, quote, hard))
        elif kind == "genre_mood":
            continue
        elif kind == "genre_hint":
            if attitude.meant != "state":
                turn.constraints.append(Constraint("genre", values, quote, False))
        elif attitude.hard:
            genres = tuple(value.split("|"))
            if asked and asked[-1].hit is hit:
                asked[-1].values.append(genres)
            else:
                join = reading.link(previous.end, hit.start) if previous else None
                asked.append(_Asked(hit, [genres], join))
        else:
            turn.constraints.append(Constraint("genre", values, quote, False))
        if kind in ("genre", "subgenre", "genre_noun"):
            previous = hit
    turn.constraints += _joined(reading, asked)


def _is_ruled_out(reading: Reading, hit: Hit, kind: str, value: str) -> bool:
    """Whether "no X" rules out this genre: of "no romcoms" only the narrower one, by "no gross-out comedies" none."""
    if kind not in ("genre", "genre_noun"):
        return kind == "genre_mood"
    start = reading.attitude(hit.start, hit.end).start
    if not all(reading.is_known(at) for at in range(start, hit.start)):
        return False
    named = hit.values("genre")
    narrow = [name for name in named if name not in _BROAD]
    return len(named) <= 1 or value == (narrow or named)[0]


def _names_a_genre(reading: Reading, hit: Hit, previous: Hit | None) -> bool:
    """Whether an everyday word ("war", "music") stands for the genre here."""
    if previous is not None and reading.link(previous.end, hit.start) is not None:
        return True
    following = reading.hit_at(hit.end)
    if following is not None and any(
        sense.kind in ("kind", "genre", "subgenre") or (sense.kind == "noun" and hit.value("genre_noun") != "Family")
        for sense in following.senses
    ):
        return True
    before = reading.before(hit.start, 6)
    if before[:1] in (["no"], ["about"]) and "War" in hit.values("genre_noun"):
        return True
    ruled_out = reading.attitude(hit.start, hit.end).meant == "no"
    return (ruled_out or not before) and not reading.after(hit.end, 3)


def _joined(reading: Reading, asked: list[_Asked]) -> list[Constraint]:
    """Asked genres as constraints: "comedy or drama" is one with two values, "romantic comedy" two."""
    groups: list[list[_Asked]] = []
    for phrase in asked:
        if groups and _is_alternative(reading, groups[-1][-1], phrase):
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    out: dict[tuple[str, ...], Constraint] = {}
    for group in groups:
        quote = reading.quote(group[0].hit.start, group[-1].hit.end)
        together = [values for phrase in group for values in phrase.values]
        for genres in together if len(group) == 1 else [tuple(value for values in together for value in values)]:
            genres = tuple(dict.fromkeys(genres))
            out.setdefault(genres, Constraint("genre", genres if len(genres) > 1 else genres[0], quote))
    return list(out.values())


def _is_alternative(reading: Reading, left: _Asked, right: _Asked) -> bool:
    if right.join is None:  # other words between: two sentences are two ideas, one sentence is one
        begins = reading.before(right.hit.start, 3)[-1:] == ["or"]
        return begins or reading.sentence(left.hit.start) != reading.sentence(right.hit.start)
    if right.join == "and":  # "action and comedy films", "a comedy and a western": either; "action and comedy": both
        article = {"a", "an", "some"} & set(reading.words[left.hit.end : right.hit.start])
        return bool(article) or _is_plural(reading, right.hit)
    return right.join in ("or", ",")


def _is_plural(reading: Reading, hit: Hit) -> bool:
    word = reading.words[hit.end - 1]
    following = reading.words[hit.end : hit.end + 1]
    plural = word.endswith("s") or word.endswith("ies")
    return plural or following in (["movies"], ["films"], ["flicks"], ["ones"], ["shows"])


def _avoided(reading: Reading) -> Iterator[Constraint]:
    for hit, _, value in reading.of_kind("avoid"):
        attitude = reading.attitude(hit.start, hit.end)
        start = attitude.start
        if attitude.meant == "no" or _dies_not(reading, hit):
            hard = attitude.firm if attitude.meant == "no" else True
            yield Constraint("avoid", alternatives(value), reading.quote(min(start, hit.start), hit.end), hard)


def _dies_not(reading: Reading, hit: Hit) -> bool:
    """Whether the "no" stands inside the phrase: "where the dog doesn't die"."""
    return bool({"doesnt", "dont", "not", "lives"} & set(reading.words[hit.start : hit.end]))


def _kinds(reading: Reading) -> list[Constraint]:
    """Film or series."""
    found: dict[str, Constraint] = {}
    for hit, _, value in reading.of_kind("kind"):
        attitude = reading.attitude(hit.start, hit.end)
        if attitude.meant not in ("ask", "like", "no"):
            continue
        if attitude.meant == "no" and any(hit.values(kind) for kind in ("genre", "subgenre", "language")):
            continue  # of "no k-dramas" other series are left
        if value == "film" and attitude.meant == "no" and not _stands_alone(reading, hit):
            continue
        if value == "series" and reading.words[hit.start - 1 : hit.start] in (["<title>"], ["<person>"], ["whole"]):
            continue
        if reading.words[hit.start : hit.end] == ["show"] and _is_to_show(reading, hit):
            continue
        wanted = value if attitude.meant != "no" else "film" if value == "series" else "series"
        hard = attitude.hard and reading.words[hit.end : hit.end + 1] != ["night"]  # "film night" may be any
        quote = reading.quote_of(hit, attitude)
        if wanted not in found or (hard and not found[wanted].hard):
            found[wanted] = Constraint("kind", wanted, quote, hard)
    hard_kinds = [constraint for constraint in found.values() if constraint.hard]
    if len(found) == 2:
        # "a film or a series" asks for neither; "a film, not a series" for the film alone.
        return hard_kinds if len(hard_kinds) == 1 and hard_kinds[0].words.startswith(("not", "no")) else []
    return list(found.values())


def _is_to_show(reading: Reading, hit: Hit) -> bool:
    """Whether "show" is a verb here: "please show some films"."""
    before = reading.before(hit.start, 1)
    return not before or before[0] in _BEFORE_VERB


def _stands_alone(reading: Reading, hit: Hit) -> bool:
    """Whether "no ... movies" is about films as such, not about some sort of them."""
    if set(reading.after(hit.end, 1)) & _LIMITS:
        return False
    start = reading.attitude(hit.start, hit.end).start
    between = [other for other in reading.hits_before(hit.start, hit.start - start) if other.start >= start]
    others = sum(not reading.is_known(at) for at in range(start, hit.start))
    return not others and all(other.value("cue") is not None for other in between)
