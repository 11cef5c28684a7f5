"""Made-up requests for moods, genres, decades, topics and people: what real conversations hold too few of.

Their answers are titles of the catalogue that carry what was asked for, so that the ranker learns to trust mood and
facts when somebody asks for them; which of them a person would choose, only real requests can teach.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from model_build.examples import Example
from mood_extract.mood import WANTED, Message
from recommend.catalog import POPULARITY, YEAR, Catalog
from recommend.request import Request
from recommend.signals import lexical
from recommend.terms import stem, words

SHARE, SHARE_ELSEWHERE = 100, 5
"""One made-up request for so many real ones.

Few where the ranker serves people like those who asked: it loses on their requests what it gains on others' (five-fold
recall@10 on ReDial is .213 with none, .214 so, and .187 with one in five). More where it does without past
conversations, for catalogues elsewhere: precision@5 on the bundled requests is .40 with none, .41 so, .44 with these.
"""
CARRIERS = 40
"""Answers are drawn from this many titles that carry most of what is asked for."""
ANSWERS = 3
_FAME = 3.0
"""How much more the most famous title carries than an unknown one: what strangers are recommended is known to many."""

_MOODS = {
    "funny": "funny", "heartwarming": "warm and heartwarming", "romantic": "romantic", "cathartic": "a good cry",
    "tense": "tense", "scary": "really scary", "dark": "dark", "inspiring": "inspiring",
    "thought-provoking": "thought-provoking", "whimsical": "whimsical", "atmospheric": "atmospheric",
    "exciting": "exciting", "relaxing": "relaxing", "nostalgic": "nostalgic",
}  # fmt: skip
_ASKING = (
    "something {} tonight",
    "I'm in the mood for something {}",
    "rough day, I need something {}",
    "can you suggest something {} to watch?",
    "long week. {} please",
    "we want something {} for this evening",
)
_WISHING = (", ideally {}", ", maybe {}", ". preferably {}")
_ABOUT = ("a movie about {}", "{}", "something with {} in it", "is there a good {} film?")
_BY = ("{}", "I like {}", "anything of {}")
_FEWEST_ABOUT, _MOST_ABOUT = 3, 0.01
"""A topic is a word of three titles or more, and of at most this share of them."""
_COMMON_GENRE = 0.02
"""Only genres of at least this share of the titles are wished for."""


@dataclass(frozen=True)
class _Wish:
    words: str
    met: npt.NDArray[np.bool_]


def requests(catalog: Catalog, moods: npt.NDArray[np.float32], count: int, seed: int) -> list[Example]:
    """So many requests: for a mood or two, every other with a wish; for a topic; for a person. `moods` [titles, 14]."""
    random = np.random.default_rng(seed)
    fame = 1 + _FAME * np.nan_to_num(catalog.facts[:, POPULARITY])
    wishes = _wishes(catalog)
    examples = []
    for kind in random.choice(("mood", "topic", "person"), count, p=(0.6, 0.3, 0.1)):
        if kind == "mood":
            text, carried = _mood(moods, wishes, random)
        else:
            text, carried = (_topic if kind == "topic" else _person)(catalog, random)
        carriers = np.argsort(-carried * fame, kind="stable")[:CARRIERS]
        carriers = carriers[carried[carriers] > 0]
        if len(carriers):
            answers = random.choice(carriers, min(ANSWERS, len(carriers)), replace=False)
            asked = Request(messages=(Message("user", text),))
            examples.append(Example(asked, tuple(np.sort(answers).tolist())))
    return examples


def _mood(
    moods: npt.NDArray[np.float32], wishes: Sequence[_Wish], random: np.random.Generator
) -> tuple[str, npt.NDArray[np.float32]]:
    """Words for a mood or two, and how much of it each title carries."""
    wanted = random.choice(len(WANTED), int(random.integers(1, 3)), replace=False)
    text = _pick(_ASKING, random).format(" and ".join(_MOODS[WANTED[place]] for place in wanted))
    carried = moods[:, wanted].prod(axis=1)
    if wishes and random.random() < 0.5:
        wish = wishes[int(random.integers(len(wishes)))]
        text += _pick(_WISHING, random).format(wish.words)
        carried = carried * np.where(wish.met, 1.0, 0.25)
    return text, carried


def _topic(catalog: Catalog, random: np.random.Generator) -> tuple[str, npt.NDArray[np.float32]]:
    """A rare word of some title's overview, and which titles have it; no title when its overview has none."""
    record = catalog.at(int(random.integers(len(catalog))))
    carried = np.zeros(len(catalog), np.float32)
    told = [word for word in words(str(record.get("overview", ""))) if lexical.tells(word)]
    for word in random.permutation(told):
        rows = catalog.postings.find("word", stem(word))
        if _FEWEST_ABOUT <= len(rows) <= max(_MOST_ABOUT * len(catalog), _FEWEST_ABOUT):
            carried[rows] = 1
            return _pick(_ABOUT, random).format(word), carried
    return "", carried


def _person(catalog: Catalog, random: np.random.Generator) -> tuple[str, npt.NDArray[np.float32]]:
    """Somebody who made some title, and which titles are theirs."""
    record = catalog.at(int(random.integers(len(catalog))))
    people = [*record.get("directors", ())[:1], *record.get("cast", ())[:2]]
    carried = np.zeros(len(catalog), np.float32)
    if not people:
        return "", carried
    name = _pick(people, random)
    carried[catalog.postings.find("person", name)] = 1
    return _pick(_BY, random).format(name), carried


def _wishes(catalog: Catalog) -> list[_Wish]:
    genres = [
        _Wish(f"{'an' if name[0] in 'AEIOU' else 'a'} {name.lower()}", catalog.genres[:, column] > 0)
        for column, name in enumerate(catalog.genre_names)
        if catalog.genres[:, column].mean() >= _COMMON_GENRE
    ]
    decade = catalog.facts[:, YEAR] // 10 * 10
    decades = [_Wish(f"from the {int(start)}s", decade == start) for start in np.unique(decade[~np.isnan(decade)])]
    return genres + [wish for wish in decades if wish.met.mean() >= _COMMON_GENRE]


def _pick(choices: Sequence[str], random: np.random.Generator) -> str:
    return choices[int(random.integers(len(choices)))]
