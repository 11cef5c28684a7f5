from bench.quality import dialogues
from bench.quality.unseen import Unseen
from tests.recommend.toys import ROW


def test_the_product_ranks_from_the_messages(held: Unseen) -> None:
    ranked = dialogues.product(held)
    assert len(ranked) == len(held.test)
    assert ROW["alien"] not in ranked[0]
    assert ranked[0].index(ROW["thing82"]) < 3


def test_familiar_titles_are_told_apart(held: Unseen) -> None:
    """The first request is the only one that trained: its answers were named once."""
    answers = [lesson.answers for lesson in held.test]
    table = dialogues.by_familiarity(held, answers, answers)
    assert "| never | 50% | 1.000" in table
    assert "| 1-2 | 50% | 1.000" in table
    assert "3-7" not in table
