from pathlib import Path

from model_build.problems import SHOWN, SHOWN_OF_ONE_KIND, Report


def test_a_frequent_problem_does_not_hide_a_rare_one() -> None:
    report = Report()
    for line in range(1000):
        report.problem(Path("a/films.csv"), line, "no title")
    report.problem(Path("a/films.csv"), 7, "no id", "x" * 500)
    assert len(report.problems) == SHOWN_OF_ONE_KIND + 1
    assert report.problems[-1].startswith("a/films.csv:7: no id: 'xxx")
    assert len(report.problems[-1]) < 130
    assert "1,001 problems" in str(report)
    assert "1,000 x no title" in str(report)


def test_reports_add_up() -> None:
    one, other = Report(), Report()
    one.count("titles", 2)
    other.count("titles", 3)
    other.count("ratings", 0)
    for kind in range(2 * SHOWN):
        other.problem(Path("f"), 1, f"kind {kind}")
    one.add(other)
    assert one.counts == {"titles": 5, "ratings": 0}
    assert len(one.problems) == SHOWN
    assert str(one).startswith("5 titles\n0 ratings\n40 problems")
