"""A curated title: the strict format of `catalog/`, and what its fields must not say against each other."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec
import pycountry
from msgspec import Meta

from model_build.fields import AGE_RATINGS
from model_build.genres import TMDB
from mood_extract.mood import Tone, Wanted

CONTENT = (
    "gore", "violence", "murder", "torture", "sexual content", "nudity", "sexual violence", "strong language",
    "drug use", "animal death", "child death", "child abuse", "domestic violence", "suicide", "self harm",
    "jump scares", "racism", "cancer", "dementia", "eating disorder", "pregnancy loss", "body horror", "clowns",
    "spiders", "snakes",
)  # fmt: skip
"""The keywords for content that people ask to be spared, in one spelling each."""
_SPELT_OTHERWISE = {
    "blood": "gore", "graphic violence": "gore", "brutality": "violence", "nude": "nudity", "rape": "sexual violence",
    "sexual assault": "sexual violence", "sex": "sexual content", "profanity": "strong language", "swearing":
    "strong language", "drugs": "drug use", "drug addiction": "drug use", "death of a child": "child death", "dog dies":
    "animal death", "animal cruelty": "animal death", "suicide attempt": "suicide", "self-harm": "self harm",
    "domestic abuse": "domestic violence", "jump scare": "jump scares", "miscarriage": "pregnancy loss",
    "killing": "murder", "spider": "spiders", "snake": "snakes", "clown": "clowns",
}  # fmt: skip

Text = Annotated[str, Meta(min_length=1, pattern=r"^\S(.*\S)?$")]
Keyword = Annotated[str, Meta(pattern=r"^[^A-Z\s]([^A-Z]*[^A-Z\s])?$", max_length=50)]
Year = Annotated[int, Meta(ge=1895, le=2100)]
Weight = Annotated[float, Meta(gt=0, le=1)]


class Title(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the catalogue; its fields stand in this order, and those with a default may be absent."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*-\d{4}$")]
    title: Text
    original_title: Text | None = None
    aka: Annotated[list[Text], Meta(min_length=1)] | None = None
    year: Year
    kind: Literal["film", "series"]
    end_year: Year | None = None
    genres: Annotated[list[str], Meta(min_length=1, max_length=4)]
    overview: Text
    keywords: Annotated[list[Keyword], Meta(min_length=8, max_length=15)]
    runtime_minutes: Annotated[int, Meta(ge=1, le=900)]
    age_rating: str
    directors: Annotated[list[Text], Meta(min_length=1)]
    writers: Annotated[list[Text], Meta(min_length=1)] | None = None
    cast: Annotated[list[Text], Meta(min_length=1, max_length=6)] | None = None
    languages: list[str]
    countries: Annotated[list[str], Meta(min_length=1)]
    imdb_id: Annotated[str, Meta(pattern=r"^tt\d{7,8}$")] | None = None
    moods: Annotated[dict[Wanted, Weight], Meta(min_length=2, max_length=7)]
    tone: Tone


def faults(raw: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with one line, each in a few words that hold the mend."""
    try:
        title = msgspec.convert(raw, Title)
    except msgspec.ValidationError as error:
        yield str(error)
        return
    expected = [field for field in Title.__struct_fields__ if field in raw]
    if list(raw) != expected:
        yield f"the fields should stand in the order {', '.join(expected)}"
    yield from _misnamed(title)
    yield from _contradictions(title)


def _misnamed(title: Title) -> Iterator[str]:
    if not title.id.endswith(f"-{title.year}"):
        yield f"the id should end in the year, -{title.year}"
    if title.original_title == title.title:
        yield "original_title is the title itself; leave it out"
    for field in ("genres", "keywords", "directors", "writers", "cast", "languages", "countries"):
        values = getattr(title, field) or []
        if len(set(values)) != len(values):
            yield f"{field} says something twice"
    for genre in set(title.genres) - set(TMDB) | set(title.genres) & {"TV Movie"}:
        yield f"there is no genre {genre}; one of {', '.join(TMDB)}"
    if title.age_rating not in AGE_RATINGS:
        yield f"there is no age rating {title.age_rating}; one of {', '.join(AGE_RATINGS)}"
    for code in title.languages:
        if code != code.lower() or not pycountry.languages.get(alpha_2=code):
            yield f"{code} is no language of ISO 639-1"
    for code in title.countries:
        if code != code.upper() or not pycountry.countries.get(alpha_2=code):
            yield f"{code} is no country of ISO 3166-1 alpha-2"
    for word in title.keywords:
        if word in _SPELT_OTHERWISE:
            yield f"the keyword {word} is spelt {_SPELT_OTHERWISE[word]!r} here"
        if word.startswith(("no ", "not ", "non-")) and word.split()[-1] in CONTENT:
            yield f"the keyword {word} would rule out what it praises; leave it out"


def _contradictions(title: Title) -> Iterator[str]:
    """Say where moods, genres, tone, kind and years do not go together."""
    genres, moods = set(title.genres), title.moods
    for mood, (least, hosts) in _AT_HOME.items():
        if moods.get(mood, 0) >= least and not genres & hosts:
            yield f"{mood} {moods[mood]} without one of {', '.join(sorted(hosts))}"
    for genre, wanted in _CARRIED.items():
        if genre in genres and not any(mood in moods for mood in wanted):
            yield f"the genre {genre} and none of the moods {', '.join(wanted)}"
    for first, second in _NEVER_TOGETHER:
        if min(moods.get(first, 0), moods.get(second, 0)) >= STRONG:
            yield f"both {first} {moods[first]} and {second} {moods[second]}"
    for mood, tone in _NOT_IN_TONE:
        if title.tone == tone and moods.get(mood, 0) >= STRONG:
            yield f"{mood} {moods[mood]} in the tone {tone}"
    if title.end_year is not None and (title.kind == "film" or title.end_year < title.year):
        yield f"end_year {title.end_year} of a {title.kind} of {title.year}"
    if title.age_rating in ("R", "NC-17", "TV-MA") and not set(title.keywords) & set(CONTENT):
        yield f"rated {title.age_rating} and no keyword says why; one of {', '.join(CONTENT)}"


STRONG = 0.6
"""A mood from this weight on is a reason to choose a title."""
_AT_HOME: dict[Wanted, tuple[float, frozenset[str]]] = {
    "funny": (0.7, frozenset(("Comedy", "Animation", "Documentary"))),
    "romantic": (0.7, frozenset(("Romance",))),
    "scary": (STRONG, frozenset(("Horror", "Thriller", "Mystery", "Science Fiction", "Fantasy"))),
}
"""From which weight on a mood asks for one of these genres."""
_CARRIED: dict[str, tuple[Wanted, ...]] = {
    "Comedy": ("funny", "whimsical"),
    "Romance": ("romantic",),
    "Horror": ("scary", "dark", "tense"),
    "Thriller": ("tense", "scary", "exciting", "dark"),
    "Action": ("exciting", "tense"),
}
"""A genre asks for one of these moods."""
_NEVER_TOGETHER: tuple[tuple[Wanted, Wanted], ...] = (
    ("relaxing", "scary"),
    ("relaxing", "tense"),
    ("relaxing", "dark"),
    ("relaxing", "exciting"),
)
_NOT_IN_TONE: tuple[tuple[Wanted, Tone], ...] = (
    ("scary", "light"),
    ("dark", "light"),
    ("relaxing", "intense"),
)
