"""Foretelling who likes which film, with and without the situation, for people whom the model has not seen."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from bench.quality.situations import Codes, Floats, Rated
from model_build import forest

LIKED = 4
"""Stars from which a film counts as liked, as is usual for scales of five."""
FOLDS = 5
PRIOR = 5.0
"""Ratings at the mean that a film's, a person's or a genre's mean is smoothed with."""
STRENGTH = 0.03
"""scikit-learn's C of the logistic regressions, for standardised columns."""

Scores = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class View:
    """A way to ask the question. People are always held out, films as well where `film_folds` are several."""

    name: str
    relative: bool = False
    """Liked is what lies above the person's own mean."""
    history: bool = False
    """Half of everyone's films, drawn anew in each repeat, are known; the other half is judged."""
    film_folds: int = 1
    checks: bool = False
    """Also try situations that the product does not ask for, and logistic regressions."""


def liked(rated: Rated, view: View) -> Mask:
    """What the view calls liked, [rows]."""
    if not view.relative:
        return rated.rating >= LIKED
    mean = np.bincount(rated.user, rated.rating) / np.bincount(rated.user)
    return np.asarray(rated.rating > mean[rated.user])


def scores(rated: Rated, view: View, repeat: int) -> dict[str, Scores]:
    """Score every row by models that saw neither its user nor (in such a view) its film; NaN where it is not judged.

    Names are "base" (what is known of the film, and the history if the view has one), each dimension of the context
    added to it, "context" (all of them), "shuffled" (all of them, dealt anew within each person), and the checks.
    """
    known = _history(rated, repeat) if view.history else np.zeros(len(rated), bool)
    sets = _columns(rated, view, repeat)
    truth = liked(rated, view)
    out: dict[str, Scores] = {}
    for learn, judge, base in _splits(rated, known, view.film_folds, repeat):
        for name, columns in sets.items():
            rows = np.hstack([base, *columns])
            model = _line if name.startswith("line") else _forest
            found = model(rows[learn], truth[learn], rows[judge], repeat)
            out.setdefault(name, np.full(len(rated), np.nan))[judge] = found
    return out


def _columns(rated: Rated, view: View, repeat: int) -> dict[str, list[Floats]]:
    """What each model sees beside the base."""
    together = np.hstack(list(rated.context.values()))
    sets: dict[str, list[Floats]] = {"base": []}
    sets |= {name: [flags] for name, flags in rated.context.items()}
    sets |= {"context": [together], "shuffled": [together[_within(rated.user, repeat)]]}
    if view.checks:
        crossed = (together[:, :, None] * rated.genres[:, None, :]).reshape(len(rated), -1)
        sets |= {"other": list(rated.other.values())}
        sets |= {"line": [], "line_context": [together], "line_crossed": [together, crossed]}
    return sets


def _splits(
    rated: Rated, known: Mask, film_folds: int, repeat: int
) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Floats]]:
    """Yield rows to learn from, rows to judge, and the base columns as known without the judged people's ratings."""
    folds, films = fold_of(rated.user, FOLDS, repeat), fold_of(rated.film, film_folds, repeat)
    own = taste(rated, known) if known.any() else np.empty((len(rated), 0), np.float32)
    for held in range(FOLDS):
        prior = film_prior(rated, folds != held, repeat)
        base = np.hstack([prior, rated.genres, rated.year[:, None], own])
        for part in range(film_folds):
            others = films != part if film_folds > 1 else np.ones(len(rated), bool)
            yield (
                np.flatnonzero((folds != held) & others & ~known),
                np.flatnonzero((folds == held) & (films == part) & ~known),
                base,
            )


def fold_of(groups: Codes, folds: int, seed: int) -> Codes:
    """Deal the groups into folds: the number of each row's fold; rows of a group share it."""
    out = np.zeros(len(groups), np.int64)
    if folds > 1:
        split = GroupKFold(folds, shuffle=True, random_state=seed).split(groups, groups=groups)
        for number, (_, rows) in enumerate(split):
            out[rows] = number
    return out


def film_prior(rated: Rated, learn: Mask, seed: int) -> Floats:
    """How many of the `learn` people rated the film (log), and its smoothed mean, float32 [rows, 2].

    For the rows of `learn` themselves both come from the other folds of people (cross-fitting, as in scikit-learn's
    TargetEncoder, by whole people): a mean that holds the row's own rating would give it away.
    """
    out = _prior(rated, learn)
    rows = np.flatnonzero(learn)
    folds = fold_of(rated.user[rows], FOLDS, seed)
    for held in range(FOLDS):
        others = np.zeros(len(rated), bool)
        others[rows[folds != held]] = True
        out[rows[folds == held]] = _prior(rated, others)[rows[folds == held]]
    return out


def _prior(rated: Rated, learn: Mask) -> Floats:
    number = int(rated.film.max()) + 1
    counts = np.bincount(rated.film[learn], minlength=number)
    sums = np.bincount(rated.film[learn], rated.rating[learn], minlength=number)
    means = (sums + PRIOR * rated.rating[learn].mean()) / (counts + PRIOR)
    return np.stack([np.log1p(counts), means], 1)[rated.film].astype(np.float32)


def taste(rated: Rated, known: Mask) -> Floats:
    """What the `known` ratings tell of each row's person, float32 [rows, 3].

    The smoothed mean, the number (log), and how far above that mean they rate this film's genres (smoothed, mean).
    """
    number = int(rated.user.max()) + 1
    user, rating = rated.user[known], rated.rating[known]
    counts = np.bincount(user, minlength=number)
    means = (np.bincount(user, rating, minlength=number) + PRIOR * rating.mean()) / (counts + PRIOR)
    above, seen = np.zeros((2, number, rated.genres.shape[1]))
    np.add.at(above, user, (rating - means[user])[:, None] * rated.genres[known])
    np.add.at(seen, user, rated.genres[known])
    fits = (above / (seen + PRIOR))[rated.user] * rated.genres
    share = fits.sum(1) / np.maximum(rated.genres.sum(1), 1)
    return np.stack([means[rated.user], np.log1p(counts)[rated.user], share], 1).astype(np.float32)


def _history(rated: Rated, repeat: int) -> Mask:
    """Mark half of everyone's films (rounded down) as known, with all their ratings of each."""
    random = np.random.default_rng(repeat)
    known = np.zeros(len(rated), bool)
    for user in np.unique(rated.user):
        rows = np.flatnonzero(rated.user == user)
        films = random.permutation(np.unique(rated.film[rows]))
        known[rows] = np.isin(rated.film[rows], films[: len(films) // 2])
    return known


def _within(user: Codes, repeat: int) -> npt.NDArray[np.intp]:
    """An order of the rows in which each person's are dealt anew among themselves."""
    order = np.random.default_rng(repeat).permutation(len(user))
    out = np.empty(len(user), np.intp)
    out[np.argsort(user, kind="stable")] = order[np.argsort(user[order], kind="stable")]
    return out


def _forest(rows: Floats, truth: Mask, judged: Floats, seed: int) -> Scores:
    """The product's forest; it answers on one thread, since several add their trees in any order."""
    names = [f"column {number}" for number in range(rows.shape[1])]
    model = forest.train(np.ascontiguousarray(rows), truth, seed, names).set_params(n_jobs=1)
    return np.asarray(model.predict(judged), np.float64)


def _line(rows: Floats, truth: Mask, judged: Floats, _seed: int) -> Scores:
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=1000)).fit(rows, truth)
    return np.asarray(model.decision_function(judged), np.float64)
