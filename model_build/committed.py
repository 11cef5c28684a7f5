"""The ranker committed beside the encoder: what a build takes for the situations that it has no examples of."""

import shutil
from dataclasses import replace
from pathlib import Path

import msgspec

from encoder.manifest import EncoderError, Manifest
from model_build.encoder import publish
from recommend import blend, ranker
from recommend.blend import Blend
from recommend.evidence import Situation
from recommend.model_folder import LEG_FILES, ModelError, ModelFolder
from recommend.signals import NAMES

TRUST = 0.3
"""What a forest's word counts beside the blend's on a catalogue whose requests did not train it.

On the bundled requests precision@5 falls from .45 at 0 over .43 at 0.3 to .39 at 1; on conversations like those that
trained it, recall@10 rises from .212 over .222 to .223 (five-fold cross-validation on ReDial).
"""
BLEND = LEG_FILES["blend"][0]


class _Ranker(msgspec.Struct):
    signals: tuple[str, ...]


class _Described(msgspec.Struct):
    ranker: _Ranker | None = None


def adopt(model: Path, out: Path) -> None:
    """Make a model's blend and forests the committed ones, with what its manifest says of them."""
    folder = ModelFolder.open(model)
    for leg in ("blend", "ranker"):
        if leg in folder.missing:
            raise ModelError(folder.missing[leg])
    files = {name: (model / name).read_bytes() for leg in ("blend", "ranker") for name in LEG_FILES[leg]}
    manifest = folder.manifest
    facts = {"signals": manifest.signals, "sources": manifest.sources, "training": manifest.training}
    facts |= {"quality": manifest.quality}
    publish(out, files, {"ranker": facts | {"licences": manifest.licences}})


def take(encoder_folder: Path, situation: Situation, stage: Path) -> Blend:
    """Put the committed forest of a situation into a model folder; give the blend that goes with it."""
    manifest = Manifest.read(encoder_folder)
    described = msgspec.json.decode((encoder_folder / "manifest.json").read_bytes(), type=_Described)
    if described.ranker is None or described.ranker.signals != NAMES:
        raise ModelError("the committed ranker is of other signals than this program's; see `make models`")
    try:
        found = blend.load(manifest.verified(encoder_folder, BLEND))[situation]
        shutil.copyfile(manifest.verified(encoder_folder, ranker.FILES[situation]), stage / ranker.FILES[situation])
    except EncoderError as error:
        raise ModelError(f"no committed ranker to take ({error})") from None
    return replace(found, trust=TRUST)
