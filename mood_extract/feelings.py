"""Words -> what is felt and wanted, the tone, the company and the time of day of one turn."""

from dataclasses import dataclass, field
from typing import cast, get_args

from mood_extract.audience import is_with_children
from mood_extract.mood import Company, Felt, TimeOfDay, Tone, Wanted
from mood_extract.mood_words import BY_GENRE
from mood_extract.phrases import Hit
from mood_extract.reading import Attitude, Reading

_STRONG, _WISHED, _TASTE = 0.9, 0.6, 0.5
_DEGREE = {
    "so": 1.1,
    "really": 1.1,
    "very": 1.1,
    "super": 1.1,
    "bit": 0.7,
    "little": 0.7,
    "slightly": 0.6,
    "kinda": 0.7,
}
_DUAL = frozenset(
    ("sad", "happy", "calm", "nostalgic", "romantic", "excited", "scary", "tense", "dark", "relaxing", "cathartic")
)
_GOES_ON = frozenset(("to", "with", "for", "at"))
_IMPERSONAL = frozenset(("something", "anything", "nothing", "about"))
_WITH = frozenset("with for and me us".split())
_LOSS = frozenset(
    "broke left dumped died passed ex breakup miss divorced divorce lost hate cheated fight fought".split()
)
_TELLING = frozenset("felt felt_if wanted unwanted tone feeling company time_of_day other_time now era length".split())


@dataclass
class Feelings:
    """What one turn says of a mood; `unwanted` are the moods that it rules out."""

    felt: dict[Felt, float] = field(default_factory=dict)
    wanted: dict[Wanted, float] = field(default_factory=dict)
    unwanted: dict[Wanted, float] = field(default_factory=dict)
    by_genre: dict[Wanted, float] = field(default_factory=dict)
    tone: Tone | None = None
    company: Company | None = None
    time_of_day: TimeOfDay | None = None
    heard: tuple[str, ...] = ()


def read_feelings(reading: Reading) -> Feelings:
    """What a user turn says of moods, company and time."""
    out = Feelings()
    for hit in reading.hits:
        attitude = reading.attitude(hit.start, hit.end) if _speaks_of_moods(hit) else None
        if attitude is not None:
            _moods(reading, hit, attitude, out)
    out.heard = tuple(dict.fromkeys(reading.quote(hit.start, hit.end) for hit in reading.hits if _is_mood(hit)))
    out.company = _company(reading)
    out.time_of_day = cast(TimeOfDay | None, _last(reading, "time_of_day"))
    return out


def _speaks_of_moods(hit: Hit) -> bool:
    return any(
        sense.kind in ("felt", "felt_if", "wanted", "unwanted", "tone", "genre", "subgenre") for sense in hit.senses
    )


def _is_mood(hit: Hit) -> bool:
    """Whether a phrase tells a mood, company or a time, and so nothing of a story."""
    return any(sense.kind in _TELLING for sense in hit.senses)


def _moods(reading: Reading, hit: Hit, attitude: Attitude, out: Feelings) -> None:
    if _is_felt(reading, hit):
        _add_felt(reading, hit, attitude, out)
        return
    for mood in hit.values("unwanted"):
        out.unwanted[cast(Wanted, mood)] = 1.0
        out.tone = "light"
    for mood in hit.values("wanted"):
        _add_wanted(cast(Wanted, mood), attitude, out, _degree(reading, hit))
    for genre in hit.values("genre") + hit.values("subgenre"):
        for name, weight in BY_GENRE.get(genre.split("|")[0], {}).items():
            if attitude.meant in ("ask", "like"):
                out.by_genre[cast(Wanted, name)] = weight * (1.0 if attitude.meant == "ask" else 0.6)
            elif attitude.meant == "no" and name == "scary":
                out.unwanted["scary"] = 0.5
            elif attitude.meant == "retract":
                out.unwanted.setdefault(cast(Wanted, name), 0.0)
    tone = hit.value("tone")
    if tone in get_args(Tone):
        opposite: Tone = "light" if tone == "intense" else "intense"
        if attitude.meant == "ask":
            out.tone = cast(Tone, tone)
        elif attitude.meant == "no" and tone == "intense":
            out.tone = opposite


def _add_felt(reading: Reading, hit: Hit, attitude: Attitude, out: Feelings) -> None:
    weight = min(1.0, 0.8 * _degree(reading, hit))
    for name in hit.values("felt") + hit.values("felt_if"):
        if attitude.meant == "no":
            if name == "happy":
                out.felt["sad"] = max(out.felt.get("sad", 0.0), 0.6)
            continue
        feeling = cast(Felt, name)
        out.felt[feeling] = max(out.felt.get(feeling, 0.0), round(weight, 2))


def _add_wanted(mood: Wanted, attitude: Attitude, out: Feelings, degree: float) -> None:
    match attitude.meant:
        case "no":
            out.unwanted[mood] = 1.0 if attitude.firm else 0.7
            out.wanted.pop(mood, None)
        case "ask":
            weight = (_STRONG if attitude.firm else _WISHED) * degree
            out.wanted[mood] = max(out.wanted.get(mood, 0.0), round(min(1.0, weight), 2))
            out.unwanted.pop(mood, None)
        case "like":
            out.wanted.setdefault(mood, _TASTE)
        case "allow":
            out.wanted.setdefault(mood, 0.3)
            out.unwanted.pop(mood, None)
        case "retract":
            out.unwanted[mood] = 0.0
        case "state":
            pass


def _degree(reading: Reading, hit: Hit) -> float:
    before = reading.before(hit.start, 1)
    return _DEGREE.get(before[0], 1.0) if before else 1.0


def _is_felt(reading: Reading, hit: Hit) -> bool:
    """Whether a phrase tells a feeling; "sad", "calm" and the like may also say what is wanted."""
    following = reading.hit_at(hit.end)
    if following is not None and any(sense.kind in ("kind", "genre", "subgenre") for sense in following.senses):
        return False
    near = _feels_before(reading, hit)
    if hit.value("felt") is None:
        after = reading.after(hit.end, 1)
        return hit.value("felt_if") is not None and 0 < near <= 2 and not (after and after[0] in _GOES_ON)
    if near:
        return True
    if _IMPERSONAL & set(reading.before(hit.start, 2)):
        return False
    if hit.value("wanted") is None:
        return True
    return len(reading.words) <= 2 and hit.value("felt") in _DUAL


def _feels_before(reading: Reading, hit: Hit) -> int:
    """How many tokens before a phrase words for feeling stand, 0 when none do or words for wanting stand nearer."""
    for other in reading.hits_before(hit.start, 4):
        if other.value("break") is not None or hit.start - other.end > 4:
            return 0
        if other.value("feeling") is not None:
            return hit.start - other.end + 1
        if other.value("cue") in ("ask", "any") or other.value("kind"):
            return 0
    return 0


def _company(reading: Reading) -> Company | None:
    if is_with_children(reading):
        return "kids"
    found: str | None = None
    for hit, _, value in reading.of_kind("company"):
        said = " ".join(reading.words[hit.start : hit.end])
        before, after = reading.before(hit.start, 4), reading.after(hit.end, 2)
        sentence_words = {*reading.before(hit.start, 12), *reading.after(hit.end, 8)}
        direct = " " in said or said in ("alone", "solo", "myself")
        together = (
            bool(_WITH & set(before[:3]))
            or after[:2] in (["and", "i"], ["and", "me"])
            or after[:1] in (["wants"], ["want"])
        )
        if said in ("alone", "solo") and ("feel" in before or "feeling" in before):
            continue
        if (direct or together) and not _LOSS & sentence_words:
            found = value
    return cast(Company | None, found)


def _last(reading: Reading, kind: str) -> str | None:
    values = [value for _, _, value in reading.of_kind(kind)]
    return values[-1] if values else None
