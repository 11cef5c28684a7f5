from pathlib import Path

import pytest

from encoder.manifest import FOLDER
from model_build.card import BEGIN, END, figures, rewrite
from model_build.problems import DataError
from tests.model_build.conftest import ROOT


def test_the_card_tells_the_figures_of_the_manifests() -> None:
    card = (ROOT / "docs/model-card.md").read_text("utf-8")
    assert f"{BEGIN}\n{figures(FOLDER, ROOT / 'models/default')}\n{END}" in card


def test_a_card_without_marks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "card.md").write_text("# Card\n")
    with pytest.raises(DataError, match="has no"):
        rewrite(tmp_path / "card.md", FOLDER, ROOT / "models/default")
