"""How the things that a message names are meant: asked for, liked, ruled out, or only talked about."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from mood_extract.cue_words import SUBJECTS
from mood_extract.passage import SENTENCE_BREAKS, Passage, is_content, is_filler
from mood_extract.phrases import Hit

Meant = Literal["ask", "like", "state", "no", "allow", "retract"]
"""Asked for, a taste, only talked about, ruled out, not minded after all, taken back."""

_REACH = 40
"""Words farther away than this say nothing about a thing; this bounds the work for a text without punctuation."""
_FARTHEST = 8
"""A "no" reaches this many tokens: past that, another thought has begun."""
_NAMING = 4
"""More words than this that no phrase explains make a clause a tale rather than a request."""
_ASIDE = 2
"""More unexplained words than this between a "no" and a thing make it doubtful that they belong together."""
_TOPICS = ("about", "set in", "during", "made")
"""After a thing asked for they tell more of it: "a documentary about whales", "a western made after 2000"."""
_TELLERS = frozenset("he she they it this that you who".split())


class Attitude(NamedTuple):
    """How something is meant; `firm` is false for wishes and degrees ("maybe", "not too"). `start`: its first token."""

    meant: Meant
    firm: bool
    start: int

    @property
    def hard(self) -> bool:
        """Whether this conversation asks for it or rules it out."""
        return self.firm and self.meant in ("ask", "no")


class _Cue(NamedTuple):
    kind: str
    start: int
    end: int
    crossed: bool  # another thing stands between the cue and what is asked about


class Reading(Passage):
    """One user turn, and how everything in it is meant."""

    def attitude(self, start: int, end: int) -> Attitude:
        """How tokens start:end are meant."""
        return self._meant.get(start) or self._afterwards(self._inherited(start) or self._governed(start, end), end)

    def quote_of(self, hit: Hit, attitude: Attitude) -> str:
        """The exact words of a hit, together with the "no" that rules it out."""
        return self.quote(min(attitude.start, hit.start) if attitude.meant == "no" else hit.start, hit.end)

    @cached_property
    def _meant(self) -> dict[int, Attitude]:
        """The attitude to every thing named, from left to right: each may inherit from the one before."""
        self.__dict__["_meant"] = meant = dict[int, Attitude]()
        for hit in self.hits:
            if is_content(hit):
                meant[hit.start] = self.attitude(hit.start, hit.end)
        return meant

    def _inherited(self, start: int) -> Attitude | None:
        """What the thing before in the same list or phrase passes on."""
        previous = next((hit for hit in self.hits_before(start, 5) if not is_filler(hit)), None)
        if previous is None or not is_content(previous) or previous.value("break") is not None:
            return None
        join = self.link(previous.end, start)
        if join is None:
            return None
        passed = self.attitude(previous.start, previous.end)
        if passed.meant != "no":
            return passed
        between = self.words[previous.end : start]
        if join == "":  # "not too scary horror", "no sad dramas": the first word limits the second
            return Attitude("no", False, passed.start) if passed.firm else Attitude("ask", True, start)
        if join == "or":
            return passed
        if join == "and":
            return None if any(word in ("a", "an", "some") for word in between) else passed
        return passed if self._list_goes_on(start) else None

    def _list_goes_on(self, start: int) -> bool:
        """Whether a comma list ends in "or ..." or "and ..." ("no horror, gore or musicals")."""
        rest = [hit for hit in self.hits_after(start, 12) if is_content(hit)]
        for left, right in pairwise(rest):
            join = self.link(left.end, right.start)
            if join in ("and", "or"):
                return True
            if join != ",":
                return False
        return False

    def _governed(self, start: int, end: int) -> Attitude:
        """What the nearest governing words before say; asked for when there are none."""
        cues = list(self._cues_before(start))
        wish = any(cue.kind == "wish" for cue in cues)
        cues = [cue for cue in cues if cue.kind != "wish"]
        if not cues:
            meant: Meant = "state" if self._is_spoken_of(end) else "ask"
            return Attitude(meant, not wish and self._is_bare(start), start)
        cue = cues[0]
        if self.words[cue.end - 1] == "too" and any(further.kind == "stated" for further in cues[1:]):
            return Attitude("state", False, start)  # "I thought it was a bit too long"
        for further in cues[1:]:
            gap = cue.start - further.end
            crosses = further.crossed and not cue.crossed
            if cue.kind not in ("ask", "any", "taste", "relative") or gap > 2 or crosses:
                break
            if further.kind in ("no", "no_soft", "ask") or cue.kind in ("any", "relative"):
                cue = further
        return self._by(cue, start, wish)

    def _by(self, cue: _Cue, start: int, wish: bool) -> Attitude:
        distance = start - cue.end
        match cue.kind:
            case "no" | "no_soft":
                if cue.crossed or distance > _FARTHEST:
                    return Attitude("state", False, start)
                if cue.kind == "no_soft" and self.words[cue.start : cue.end] == ["too"] and distance:
                    return Attitude("ask", not wish, start)
                unknown = sum(not self.is_known(at) for at in range(cue.end, start))
                return Attitude("no", cue.kind == "no" and unknown <= _ASIDE and not wish, cue.start)
            case "stated_not":
                asked = any(_asks_or_names_a_sort(hit) for hit in self._earlier(cue.start))
                return Attitude("no", asked and not wish, cue.start)
            case "taste":
                now = self._is_for_now(start)
                return Attitude("ask" if now else "like", now and not wish, start)
            case "allow" | "retract":
                return Attitude("allow" if cue.kind == "allow" else "retract", True, cue.start)
            case "ask" | "any":
                return Attitude("ask", not wish, start)
        return Attitude("state", False, start)

    def _cues_before(self, start: int) -> Iterator[_Cue]:
        crossed = False
        for hit in self.hits_before(start, _REACH):
            if hit.value("break") is not None:
                return
            kind = self._cue_kind(hit)
            if kind:
                yield _Cue(kind, hit.start, hit.end, crossed)
            elif is_content(hit):
                crossed = True

    def _cue_kind(self, hit: Hit) -> str | None:
        if hit.value("cue_like") is not None:
            previous = self.words[hit.start - 1] if hit.start else ""
            return "taste" if previous in SUBJECTS else None
        if hit.value("relative") is not None:
            return "relative" if any(h.value("cue") in ("ask", "any") for h in self._earlier(hit.start)) else "stated"
        return hit.value("cue")

    def _earlier(self, start: int) -> Iterator[Hit]:
        """Hits before a token in its sentence, nearest first."""
        for hit in self.hits_before(start, _REACH):
            if hit.value("break") in SENTENCE_BREAKS:
                return
            yield hit

    def _is_for_now(self, start: int) -> bool:
        """Whether a taste is told as a wish for today: "I am into horror tonight"."""
        near = [*self.hits_before(start, _REACH), *self.hits_after(start, _REACH)]
        return any(hit.value("now") is not None and self.sentence(hit.start) == self.sentence(start) for hit in near)

    def _is_bare(self, start: int) -> bool:
        """Whether a clause up to a token is a mere naming of things ("a Korean thriller"), not a tale."""
        mark = next((hit.end for hit in self.hits_before(start, _REACH) if hit.value("break") is not None), 0)
        before = self.before(start, min(_REACH, start - mark))
        if _TELLERS & set(before):
            return False
        return (
            len(before) <= _NAMING or sum(not self.is_known(at) for at in range(start - len(before), start)) <= _NAMING
        )

    def _is_spoken_of(self, end: int) -> bool:
        """Whether a verb of talk follows: "dramas are ...", "that comedy was ..."."""
        for hit in self.hits_after(end, 3):
            if hit.value("break") is not None:
                return False
            if hit.value("cue") == "stated":
                return " ".join(self.words[hit.start : hit.end]) not in _TOPICS
        return False

    def _afterwards(self, attitude: Attitude, end: int) -> Attitude:
        """What words after it change: "is fine", "if possible", "is out"."""
        for hit in self.hits_after(end, _REACH):
            said = hit.value("after")
            mark = hit.value("break")
            if mark is not None and not (mark == "," and self._wish_follows(hit)):
                break
            if hit.value("cue") in ("ask", "no", "no_soft", "taste", "retract") and said is None:
                break
            if said == "wish":
                return attitude._replace(firm=False)
            if said in ("allow", "no", "taste") and hit.start <= end + 3:
                if said == "allow" and attitude.meant != "no":
                    return Attitude("allow", True, attitude.start)
                if said == "no":
                    return Attitude("no", attitude.firm, attitude.start)
                if said == "taste" and attitude.meant != "no":
                    return Attitude("like", False, attitude.start)
        return attitude

    def _wish_follows(self, comma: Hit) -> bool:
        """Whether a comma only sets off a wish: "a comedy, if possible"."""
        wish = self.hit_at(comma.end)
        if wish is None or wish.value("after") != "wish":
            return False
        return not self.after(wish.end, 1)


def _asks_or_names_a_sort(hit: Hit) -> bool:
    """Whether a hit before "that isn't ..." makes this a request, rather than talk of a title."""
    named = hit.value("title") is not None or hit.value("person") is not None
    return hit.value("cue") in ("ask", "any") or (is_content(hit) and not named)
