import numpy as np
import pytest

from recommend.knowledge import Knowledge
from recommend.lists import Lists


@pytest.fixture
def known() -> Knowledge:
    """0 goes with 1 (strength 1) and 2 (0.5); 3 goes with 2 (1); 4 stands alone."""
    strengths = np.array([1.0, 0.5, 1.0, 0.5, 1.0, 1.0], np.float32)
    alike, asked = Lists.of([[1, 2], [0], [0, 3], [2], []]), np.zeros((0, 384), np.float32)
    turned = np.array([[0, 1], [1, 0]], np.float32)
    titles = np.array([[3, 0], [0, 1], [0, 2], [0, 3], [-3, 0]], np.float32)
    return Knowledge(alike, strengths, asked, Lists.of([]), turned, titles)


def test_near_is_one_step(known: Knowledge) -> None:
    assert known.near(np.array([2, 0, 0, 1, 0], np.float32)).tolist() == [0, 2, 2, 0, 0]
    assert known.near(np.zeros(5, np.float32)).tolist() == [0] * 5


def test_steps_are_cosines_of_company(known: Knowledge) -> None:
    company = np.array([[1, 1, 0.5, 0, 0], [1, 1, 0, 0, 0], [0.5, 0, 1, 1, 0], [0, 0, 1, 1, 0], [0, 0, 0, 0, 1]])
    unit = company / np.linalg.norm(company, axis=1, keepdims=True)
    assert known.steps([0]) == pytest.approx(unit @ unit[0], abs=1e-6)
    assert known.steps([0, 3]) == pytest.approx(unit @ unit[0] + unit @ unit[3], abs=1e-6)
    assert known.steps([0])[3] > 0  # nobody said that 0 and 3 go together, but both go with 2
    assert known.steps([4]) == pytest.approx([0, 0, 0, 0, 1])


def test_between_tells_each_strength(known: Knowledge) -> None:
    assert known.between([0, 1, 3], 2).tolist() == [0.5, 0, 1]


def test_the_towers_score_each_title_by_the_turned_words(known: Knowledge) -> None:
    scores = known.wanted(np.array([0, 1], np.float32))
    raw = np.array([3, 0, 0, 0, -3])
    assert scores == pytest.approx(raw / raw.std(), abs=1e-6)
    assert known.wanted(np.zeros(2, np.float32)).tolist() == [0] * 5
