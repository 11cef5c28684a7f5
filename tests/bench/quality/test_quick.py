import json
from pathlib import Path

import pytest

from bench.quality import __main__ as command
from bench.quality.section import Section

pytestmark = pytest.mark.timeout(900)


def test_a_figure_below_its_floor_is_told() -> None:
    sections = {"moods": Section("Moods", "", {"auc": 0.70, "ndcg@20": float("nan")})}
    assert command.broken(sections, {"moods.auc": 0.69, "contexts.auc": 0.5}) == []  # contexts had no data
    assert command.broken(sections, {"moods.auc": 0.71}) == ["moods.auc is 0.7000, its floor is 0.71"]
    assert command.broken(sections, {"moods.ndcg@20": 0.1}) == ["moods.ndcg@20 is nan, its floor is 0.1"]
    assert command.broken(sections, {"moods.typo": 0.1}) == ["moods.typo was not measured"]


def test_floors_are_of_sections_that_exist() -> None:
    names = {module.NAME for module in command.SECTIONS}
    for floors in json.loads((command.HERE / "floors.json").read_text()).values():
        assert {name.split(".")[0] for name in floors} == names


def test_without_data_the_sections_are_left_out_loudly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        command.main(["--quick", "--data", str(tmp_path / "none"), "--out", str(tmp_path), "--only", "dialogues"]) == 0
    )
    assert "SKIPPED FOR WANT OF DATA: dialogues" in capsys.readouterr().err


@pytest.mark.data
def test_the_quick_version_holds_its_floors(
    public_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--quick", "--data", str(public_data), "--out", str(tmp_path)]) == 0, capsys.readouterr().err
    page = (tmp_path / "RESULTS.md").read_text()
    assert page.count("\n## ") == len(command.SECTIONS)
    pictures = {part.split(")")[0] for part in page.split("](plots/")[1:]}
    assert pictures == {path.name for path in (tmp_path / "plots").iterdir()}
