"""Titles and people named in a turn: examples to come near to or keep away from, and people asked for."""

from mood_extract.mood import Constraint
from mood_extract.phrases import Hit
from mood_extract.reading import Reading
from mood_extract.tokens import TITLE

_WORKS = frozenset("films movies work works pictures film movie".split())
_COMPARED = frozenset("longer shorter older newer later earlier".split())
_BY = frozenset("with starring by featuring stars directed from has have w".split())


def named(reading: Reading) -> list[Constraint]:
    """One constraint a name; alternatives among people ("with A or B") share one."""
    out: list[Constraint] = []
    people_end, people_hard = -1, False
    for hit in reading.hits:
        mention = reading.mention(hit) if hit.value("title") is not None or hit.value("person") is not None else None
        if mention is None:
            continue
        attitude = reading.attitude(hit.start, hit.end)
        quote = reading.quote(min(attitude.start, hit.start), hit.end) if attitude.meant == "no" else mention.words
        if mention.kind == "title":
            constraint = _title(reading, hit, mention.value, quote)
            out += [constraint] if constraint else []
            continue
        if attitude.meant == "no":
            out.append(Constraint("not_person", mention.value, quote, attitude.hard))
            continue
        join = reading.link(people_end, hit.start) if people_end >= 0 else None
        hard = attitude.hard and (_is_asked_for(reading, hit) or (join is not None and people_hard))
        if join == "or" and out and out[-1].field == "person":
            before = out.pop()
            out.append(
                Constraint(
                    "person", (*before.values, mention.value), f"{before.words} or {quote}", before.hard and hard
                )
            )
        else:
            out.append(Constraint("person", mention.value, quote, hard))
        people_end, people_hard = hit.end, hard
    return out


def _title(reading: Reading, hit: Hit, value: str, quote: str) -> Constraint | None:
    """An example is evidence; one that was hated, or is not to be repeated, is ruled out."""
    before = reading.before(hit.start, 2)
    if before[:1] == ["than"] and _COMPARED & set(before[1:]):
        return None  # "nothing longer than Titanic"
    attitude = reading.attitude(hit.start, hit.end)
    after = next(reading.hits_after(hit.end, 2), None)
    if attitude.meant == "no" or (after is not None and after.value("after") == "bad"):
        return Constraint("not_like", value, quote, attitude.hard or attitude.meant != "no")
    return Constraint("like", value, quote, False)


def _is_asked_for(reading: Reading, hit: Hit) -> bool:
    """Whether titles with this person are asked for: "with X", "by X", "an X film"."""
    before = reading.before(hit.start, 2)
    if before and before[0] in _BY:
        return before[1:2] != [TITLE]
    if before[:1] == ["a"] or (before[:1] == ["of"] and before[1:2] and before[1] in _WORKS):
        return True  # "she wants a John Wayne", "films of Ozu"
    asked = next(reading.hits_before(hit.start, 0), None)
    if asked is not None and asked.end == hit.start and asked.value("cue") in ("ask", "any"):
        return True  # "some Meryl Streep"
    if not before and reading.after(hit.end, 2) in (["please"], ["pls"]):
        return True
    if reading.after(hit.end, 1) == ["instead"]:
        return True
    following = reading.hit_at(hit.end)
    return following is not None and any(sense.kind in ("kind", "genre", "subgenre") for sense in following.senses)
