"""Made-up requests for a mood, a genre, a decade: what real conversations hold too few of to learn the blend from.

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

SHARE = 8
"""One made-up request for so many real ones."""
CARRIERS = 40
"""Answers are drawn from this many titles that carry most of what is asked for."""
ANSWERS = 3
_FAME = 0.4
"""How much more a famous title carries: enough to break ties, too little to stand in for the mood."""

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
_COMMON_GENRE = 0.02
"""Only genres of at least this share of the titles are wished for."""


@dataclass(frozen=True)
class _Wish:
    words: str
    met: npt.NDArray[np.bool_]


def requests(catalog: Catalog, moods: npt.NDArray[np.float32], count: int, seed: int) -> list[Example]:
    """So many requests for one mood or two, every other with a wish for a genre or a decade; `moods` [titles, 14]."""
    random = np.random.default_rng(seed)
    fame = 1 + _FAME * np.nan_to_num(catalog.facts[:, POPULARITY])
    wishes = _wishes(catalog)
    examples = []
    for _ in range(count):
        wanted = random.choice(len(WANTED), int(random.integers(1, 3)), replace=False)
        text = _pick(_ASKING, random).format(" and ".join(_MOODS[WANTED[place]] for place in wanted))
        carried = moods[:, wanted].prod(axis=1) * fame
        if wishes and random.random() < 0.5:
            wish = wishes[int(random.integers(len(wishes)))]
            text += _pick(_WISHING, random).format(wish.words)
            carried = carried * np.where(wish.met, 1.0, 0.25)
        carriers = np.argsort(-carried, kind="stable")[:CARRIERS]
        answers = random.choice(carriers, min(ANSWERS, len(carriers)), replace=False)
        examples.append(Example(Request(messages=(Message("user", text),)), tuple(np.sort(answers).tolist())))
    return examples


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
