"""A title's 14 moods, by the meaning of its text and by its genres.

Each mood is a logistic regression on both, its regularisation chosen by cross-validation, which also corrects its
slope. Genres stand in the text too, but a sentence's vector keeps little of them: over tagged films that training did
not see, mean AUC is .77 with both, .74 on the text alone, .75 on genres alone. (Networks with a hidden layer, radial
kernels, the year and the weights of tags moved it by .003 or less.)

A regression on two parts is a sum, and so it is kept: what the text says is a linear head like the others, what genres
add is a table with a row a genre. A title without genres has the text's part alone, with the sum's mean.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.special import expit
from tqdm import tqdm

from encoder.head import Head
from encoder.manifest import FOLDER, EncoderError
from model_build.genres import TMDB
from model_build.logistic import Floats, Vectors, fit, slope, with_mean
from model_build.tags import Films
from mood_extract.mood import WANTED

GENRES = (*TMDB, "Biography", "Film-Noir", "Musical", "Sport")
"""Genres that say something of moods: TMDB's, and those that IMDb has besides."""
MEAN_WEIGHT = 0.2
"""Of every mood, over the tagged films, so that .5 says as much of a rare mood as of a common one.

Tags say nothing of how often a mood occurs among the titles that people choose from.
"""
STRENGTHS = (0.1, 0.4, 1.6)
"""scikit-learn's C, for vectors of unit length."""
_GENRE = 0.5
"""The value of "has this genre" beside a vector of unit length: larger is less regularised; .3 and 1 did as well."""
_TEXT, _TABLE = "title_moods", "genre_moods"


class TitleMoods(NamedTuple):
    """The trained regressions: `text` [dimensions + 1, 14], the bias last; `table` [len(genres) + 1, 14].

    The table's last row is added once to every title that has one of the genres.
    """

    text: Floats
    table: Floats
    genres: tuple[str, ...] = GENRES

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read both parts from the encoder's folder; EncoderError when one is absent or wrong."""
        text, table = Head.load(_TEXT, folder), Head.load(_TABLE, folder)
        genres = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=_Described).heads[_TABLE].genres
        if text.labels != WANTED or table.labels != WANTED or len(table.weights) != len(genres) + 1:
            raise EncoderError(f"{folder}: its title moods are not this program's; run python -m model_build heads")
        return cls(text.weights.astype(np.float64), table.weights.astype(np.float64), genres)

    def __call__(self, vectors: Vectors, genres: Sequence[Sequence[str]]) -> npt.NDArray[np.float32]:
        """Weights of the moods in the order of WANTED, each 0..1: float32 [titles, 14]."""
        has = _has(genres, self.genres)
        known = has.any(axis=1, keepdims=True)
        logits = vectors @ self.text[:-1] + self.text[-1] + has @ self.table[:-1] + known * self.table[-1]
        return np.asarray(expit(logits), np.float32)

    def heads(self) -> dict[str, tuple[Floats, dict[str, Any]]]:
        """What goes into the encoder's folder: arrays, and what its manifest tells of them, by the head's name."""
        return {
            _TEXT: (self.text, {"file": f"{_TEXT}.npy", "labels": WANTED}),
            _TABLE: (self.table, {"file": f"{_TABLE}.npy", "labels": WANTED, "genres": self.genres}),
        }


class _Genres(msgspec.Struct):
    genres: tuple[str, ...] = ()


class _Described(msgspec.Struct):
    heads: Mapping[str, _Genres]


def learn(films: Films, vectors: Vectors) -> TitleMoods:
    """Train on films whose texts have these vectors, float32 [rows, dimensions]; the rows of a film count as one."""
    has = _has(films.genres, GENRES)
    known = np.asarray(has.any(axis=1))
    usual: Floats = has[films.first].sum(axis=0) / max(known[films.first].sum(), 1)
    x: Floats = np.hstack([vectors.astype(np.float64), _GENRE * (has - usual) * known[:, None]])
    number = films.number
    counts = 1 / np.bincount(number)[number]
    columns = []
    for index, _ in enumerate(tqdm(WANTED, "title moods", disable=None)):
        y, told = films.labels[:, index], films.labels[:, index] >= 0
        found = fit(x[told], y[told], number[told], STRENGTHS, counts[told])
        sure = found.column * slope(y[told], found.scores, counts[told])
        columns.append(with_mean(sure, x[films.first], MEAN_WEIGHT))
    return _parted(np.stack(columns, 1), vectors.shape[1], usual)


def _parted(weights: Floats, dimensions: int, usual: Floats) -> TitleMoods:
    """The sum's two parts; taking off the usual genres is the table's last row."""
    table = _GENRE * weights[dimensions:-1]
    return TitleMoods(np.vstack([weights[:dimensions], weights[-1]]), np.vstack([table, -usual @ table]))


def _has(genres: Sequence[Sequence[str]], names: Sequence[str]) -> Floats:
    """1 where a title has a genre, float64 [titles, names]."""
    column = {name: place for place, name in enumerate(names)}
    has = np.zeros((len(genres), len(names)))
    for row, each in enumerate(genres):
        has[row, [column[name] for name in each if name in column]] = 1
    return has
