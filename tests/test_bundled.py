"""The bundled model on the bundled requests: the file is sound, no constraint is broken, quality holds."""

from pathlib import Path

import pytest

from model_build.evaluate import evaluate
from model_build.promises import keeps
from model_build.requests import RequestRecord, read_requests
from model_build.titles import read_catalogs

ROOT = Path(__file__).parents[1]
REQUESTS = ROOT / "bench/quality/bundled_requests.jsonl"
FLOORS = {"recall@10": 0.2, "precision@5": 0.4}
"""A little under what bench/quality measured last."""


@pytest.fixture(scope="module")
def requests() -> list[RequestRecord]:
    records, report = read_requests([REQUESTS])
    assert not report.totals, str(report)
    return records


def test_every_accepted_title_is_there_and_keeps_the_constraints(requests: list[RequestRecord]) -> None:
    titles = {title["id"]: title for title in read_catalogs(sorted((ROOT / "catalog").glob("*.jsonl")))[0]}
    for request in requests:
        accepted = set(request.relevant)
        assert 5 <= len(accepted) == len(request.relevant) <= 30, request.request_id
        assert accepted | set(request.mentioned) <= titles.keys(), request.request_id
        assert not accepted & set(request.mentioned), request.request_id
        for item in accepted:
            for constraint in request.constraints:
                assert keeps(titles[item], constraint), f"{request.request_id}: {item} breaks {constraint}"


def test_requests_are_many_and_varied(requests: list[RequestRecord]) -> None:
    assert len(requests) == len({request.messages for request in requests}) >= 150
    fields = {constraint.field for request in requests for constraint in request.constraints}
    assert {"kind", "genre", "not_genre", "runtime_max", "age_rating_max", "language", "country", "avoid"} <= fields
    assert sum(len(request.messages) > 1 for request in requests) >= 15
    assert sum(not request.constraints for request in requests) >= 40


def test_no_constraint_is_broken_and_quality_holds() -> None:
    found, _ = evaluate(ROOT / "models/default", [REQUESTS])
    assert not found.broken, "\n".join(found.broken)
    model, popular = (found.scores[name].accuracy for name in ("model", "popularity"))
    for name, floor in FLOORS.items():
        assert model[name].value >= floor > 5 * popular[name].value, name
