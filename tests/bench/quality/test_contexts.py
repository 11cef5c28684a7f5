"""The section on mood, company and time, on made-up people whose ways are known."""

from pathlib import Path

import numpy as np
import pytest

from bench.quality import contexts
from bench.quality.section import Section
from bench.quality.situations import Rated
from model_build import forest

PEOPLE, EACH = 40, 16


def made_up() -> Rated:
    """Families like genre 0 and others genre 1; a good mood lifts every rating; the time means nothing."""
    random = np.random.default_rng(4)
    rows = PEOPLE * EACH
    film = random.integers(0, 60, rows)
    genre, family, good, late = film % 2, *random.integers(0, 2, (3, rows))
    suits = family == 1 - genre
    rating = np.clip(np.round(2.6 + 0.9 * suits + 0.9 * good + random.normal(0, 0.8, rows)), 1, 5)
    flags = np.eye(2, dtype=np.float32)
    return Rated(
        np.repeat(np.arange(PEOPLE), EACH),
        film,
        rating.astype(np.float32),
        flags[genre],
        np.full(rows, 2000, np.float32),
        {"mood": flags[good], "company": flags[family], "time": flags[late]},
        {"weather": flags[random.integers(0, 2, rows)]},
    )


@pytest.fixture(scope="module")
def plots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plots")


@pytest.fixture(scope="module")
def section(plots: Path) -> Section:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contexts, "READERS", {"made-up": lambda data: made_up()})
        patch.setattr(forest, "TREES", 20)
        return contexts.run(Path("nowhere"), plots, quick=True)


def test_what_reorders_a_list_is_told_from_what_lifts_it(section: Section) -> None:
    figures = section.figures
    assert figures["made-up.company.situation_auc_gain"] > 0.1
    assert figures["made-up.mood.person_auc_gain"] > 0.05
    assert abs(figures["made-up.mood.situation_auc_gain"]) < 0.05
    assert abs(figures["made-up.time.auc_gain"]) < 0.05


def test_findings_follow_the_intervals(section: Section) -> None:
    assert "within a situation: company (made-up). Not shown to: mood (made-up), time (made-up)." in section.text
    assert f"| {section.figures['made-up.auc_base']:.3f} |" in section.text


def test_the_gain_is_the_difference_of_the_two_models(section: Section) -> None:
    figures = section.figures
    assert figures["made-up.auc_gain"] == pytest.approx(figures["made-up.auc_context"] - figures["made-up.auc_base"])


def test_shuffled_situations_gain_nothing(section: Section) -> None:
    row = next(line for line in section.text.splitlines() if line.startswith("| new people | all pairs"))
    shuffled = float(row.split("|")[-2].split()[0])
    assert abs(shuffled) < 0.05 < section.figures["made-up.auc_gain"]


def test_every_picture_is_drawn(section: Section, plots: Path) -> None:
    named = [part.split(")")[0] for part in section.text.split("](plots/")[1:]]
    assert named == ["contexts-gain.png"]
    assert (plots / named[0]).stat().st_size > 1000
