from bench.quality import evidence
from bench.quality.unseen import Unseen
from tests.recommend.toys import ROW


def test_requests_are_grouped_by_what_they_tell(held: Unseen) -> None:
    named = [len(lesson.evidence.examples) for lesson in held.test]
    assert named == [1, 2, 0, 1]
    found = {"right": [[ROW["thing82"]], [ROW["totoro"]], [], []]}
    curve = evidence.curve(held, found, named, ((0, 0), (1, 2), (3, 9)))
    assert curve.groups == ["0", "1-2"]  # nobody named three
    assert curve.answers == [1, 3]
    assert [figure.value for figure in curve.recall["right"]] == [0, 2 / 3]
    assert evidence.curve(held, found, named, ((0, 0), (1, 99))).groups == ["0", "1+"]
