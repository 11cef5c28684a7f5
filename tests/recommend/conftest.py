"""The toy catalogue as a model folder, opened, with and without what a trained one has."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from model_build import folder, forest
from recommend import blend
from recommend.arrays import Arrays
from recommend.blend import BY_HAND
from recommend.catalog import Catalog
from recommend.evidence import SITUATIONS
from recommend.model_folder import ModelFolder, read_manifest
from recommend.ranker import FEATURES, FILES
from recommend.recommender import Recommender
from tests.recommend.toys import RECORDS, Make, Record, load, write_model


@pytest.fixture(scope="session")
def bare_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder without learned parts."""
    return write_model(tmp_path_factory.mktemp("models") / "bare", RECORDS)


@pytest.fixture(scope="session")
def whole_folder(bare_folder: Path) -> Path:
    """A model folder with a blend and forests; the forests have learned that popular titles are right."""
    whole = bare_folder.with_name("whole")
    shutil.copytree(bare_folder, whole)
    blend.write(whole / "blend.json", dict.fromkeys(SITUATIONS, BY_HAND))
    random = np.random.default_rng(0)
    rows = random.random((400, len(FEATURES)), np.float32)
    fitted = forest.train(rows, rows[:, FEATURES.index("popularity")] > 0.5, 0)
    for name in FILES.values():
        forest.export(fitted, whole / name)
    folder.write_manifest(whole, read_manifest(whole))
    return whole


@pytest.fixture
def tampered(whole_folder: Path, tmp_path: Path) -> Path:
    """A copy of the whole folder to do harm to."""
    return Path(shutil.copytree(whole_folder, tmp_path / "harmed"))


@pytest.fixture(scope="session")
def recommender(bare_folder: Path) -> Recommender:
    """The recommender of the bare folder: what it answers can be worked out by hand."""
    return load(bare_folder)


@pytest.fixture(scope="session")
def trained(whole_folder: Path) -> Recommender:
    """The recommender of the whole folder."""
    return load(whole_folder)


@pytest.fixture
def recommender_of(tmp_path: Path) -> Make:
    """A recommender over other records."""

    def make(records: list[Record], without: tuple[str, ...] = ()) -> Recommender:
        return load(write_model(tmp_path / f"model{len(list(tmp_path.iterdir()))}", records, without))

    return make


@pytest.fixture(scope="session")
def arrays(bare_folder: Path) -> Arrays:
    return Arrays.of(ModelFolder.open(bare_folder))


@pytest.fixture(scope="session")
def catalog(arrays: Arrays) -> Catalog:
    return arrays.catalog
