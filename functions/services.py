"""What the routes work with, made once in a process: the encoder, the mood extractor and the recommender."""

import logging
import os
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from functions.problems import unavailable
from settings import ROOT, Settings, SettingsError, settings

if TYPE_CHECKING:
    from mood_extract.language_model import LanguageModel
    from recommend.recommender import Recommender

# One request is too little work for a BLAS that spreads it over threads; they would mostly wait for each other.
# numpy reads this when it is first imported, which is later, in the background.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_log = logging.getLogger("streamsmart")
_loading = threading.Lock()
_verified = threading.Lock()
"""Taken by the first answer and never given back: the large files are checked once."""


class Readiness(msgspec.Struct):
    """Whether titles can be recommended: by all that the model was built with (ready), by less, or not at all.

    `missing` gives a reason for each leg that is not there, those that the model was built without among them.
    """

    status: Literal["ready", "degraded", "unavailable"]
    model: str | None = None
    legs: tuple[str, ...] = ()
    missing: dict[str, str] = {}


@dataclass
class Services:
    """The recommender and the language model, or None; and why a leg, or the whole model, is missing."""

    recommender: "Recommender | None" = None
    language_model: "LanguageModel | None" = None
    missing: dict[str, str] = field(default_factory=dict)


def services() -> Services:
    """The services of this process, loaded by the first caller; the others wait."""
    with _loading:
        return _load(settings())


def recommender() -> "Recommender":
    """The recommender; Problem 503 while there is none."""
    found = services().recommender
    if found is None:
        raise unavailable("The model cannot be used, so there is nothing to recommend from; the operator can see why.")
    return found


def readiness() -> Readiness:
    """What is there and what is missing, without paths."""
    try:
        found = services()
    except SettingsError as error:
        return Readiness("unavailable", missing={"settings": str(error)})
    model = found.recommender
    reasons = found.missing | (model.missing if model else {})
    missing = {leg: _public(why) for leg, why in reasons.items() if leg not in settings().legs_off}
    if model is None:
        return Readiness("unavailable", missing=missing)
    from recommend.signals import MODULES

    without = {*reasons, *settings().legs_off}
    if "encoder" in without:
        without.add("meaning")
    if found.language_model is None:
        without.add("language_model")
    legs = tuple(leg for leg in (*MODULES, "history", "ranker", "language_model") if leg not in without)
    return Readiness("degraded" if _lost(found) else "ready", model.version, legs, missing)


def warm() -> None:
    """Begin to load in the background; the first request then finds all ready or waits for the rest."""
    _in_background(services)


def answered() -> None:
    """Do in the background what had to wait for the first answer: called when an answer is on its way.

    The large files of the model are checked, once; the language model's client is made, until that succeeds.
    """
    if (model := services().language_model) is not None:
        model.warm()
    if _verified.acquire(blocking=False):
        _in_background(_verify)


def _in_background(work: Callable[[], object]) -> None:
    def run() -> None:
        try:
            work()
        except SettingsError as error:
            _log.error("%s", error)

    # Not a daemon: an interpreter that ends in the middle of native code would crash.
    threading.Thread(target=run, name=work.__name__).start()


@cache
def _load(settings: Settings) -> Services:
    """Load what can be loaded. What cannot is a missing leg, said in one line of the log."""
    # Imported here, in the background, so that a health check need not wait for numpy and onnxruntime.
    from encoder.manifest import folder_for
    from encoder.sentence import Encoder, EncoderError
    from mood_extract.local import LocalExtractor
    from recommend.model_folder import ModelError
    from recommend.recommender import Recommender

    found = Services()

    def attempt(leg: str, load: Callable[[], Any]) -> Any:  # noqa: ANN401 (what `load` gives, or None)
        if leg in settings.legs_off:
            return None
        try:
            return load()
        except (EncoderError, ModelError) as error:
            found.missing[leg] = str(error)

    encoder: Encoder | None = attempt("encoder", lambda: Encoder.load(folder_for(settings.model)))
    extractor = LocalExtractor.load()
    found.missing |= extractor.missing
    understand = extractor.extract
    if settings.language_model and "language_model" not in settings.legs_off:
        from mood_extract.azure_openai import AzureOpenAIExtractor
        from mood_extract.language_model import LanguageModel

        found.language_model = LanguageModel(settings.language_model)
        understand = AzureOpenAIExtractor(extractor, found.language_model).extract
    found.recommender = attempt(
        "model", lambda: Recommender.load(settings.model, encoder, understand, settings.legs_off)
    )
    _warn(_lost(found))
    return found


def _verify() -> None:
    """Give up the legs whose large files do not match their hashes; the whole model when it is an essential file."""
    from recommend.model_folder import ModelError

    found = services()
    if found.recommender is None:
        return
    known = _lost(found)
    try:
        found.recommender = found.recommender.verified()
    except ModelError as error:
        found.missing["model"], found.recommender = str(error), None
    _warn({leg: why for leg, why in _lost(found).items() if leg not in known})


def _warn(lost: Mapping[str, str]) -> None:
    for leg, why in lost.items():
        _log.warning("%s is missing: %s", leg, why)


def _lost(found: Services) -> dict[str, str]:
    """The legs that ought to be there and are not: neither switched off nor left out when the model was built."""
    from recommend.model_folder import LEG_FILES

    model = found.recommender
    built = model.folder.manifest.files.keys() if model else {name for names in LEG_FILES.values() for name in names}
    unbuilt = {leg for leg, names in LEG_FILES.items() if built.isdisjoint(names)}
    reasons = found.missing | (model.missing if model else {})
    return {leg: why for leg, why in reasons.items() if leg not in settings().legs_off | unbuilt}


def _public(reason: str) -> str:
    """A reason without the folders of this machine: of a path, only the file's name is left."""
    for folder in (ROOT, settings().model):
        reason = reason.replace(f"{folder}{os.sep}", "").replace(str(folder), folder.name)
    return re.sub(r"(?:\b[A-Za-z]:)?(?:[\w.~-]*[/\\])+(?=[\w.-])", "", reason)
