import json
from pathlib import Path

import pytest

from model_build.requests import RequestRecord, read_requests
from mood_extract.mood import Constraint, Message
from recommend.request import Rated


def requests(path: Path, *records: object) -> tuple[list[RequestRecord], list[str]]:
    path.write_text("\n".join(record if isinstance(record, str) else json.dumps(record) for record in records))
    read, report = read_requests([path])
    return read, report.problems


def test_a_whole_request(tmp_path: Path) -> None:
    read, problems = requests(
        tmp_path / "q.jsonl",
        {
            "request_id": "1",
            "dialog_id": 12,
            "surprise": [1],
            "messages": [{"role": "assistant", "content": "Hi"}, {"role": "user", "content": "a western", "at": 3}],
            "history": [{"item_id": "x", "rating": 4}, {"item_id": "y"}],
            "exclude": ["z"],
            "mentioned": ["m"],
            "relevant": ["r", "s"],
            "constraints": [{"field": "runtime_max", "value": 90}, {"field": "genre", "value": ["War", "Western"]}],
        },
    )
    assert read == [
        RequestRecord(
            request_id="1",
            dialog_id="12",
            messages=(Message("assistant", "Hi"), Message("user", "a western")),
            history=(Rated("x", 4.0), Rated("y")),
            exclude=("z",),
            mentioned=("m",),
            relevant=("r", "s"),
            constraints=(Constraint("runtime_max", 90), Constraint("genre", ("War", "Western"))),
        )
    ]
    assert not problems


def test_what_is_absent_null_or_empty_is_normal(tmp_path: Path) -> None:
    names = ("messages", "history", "exclude", "mentioned", "relevant", "constraints")
    read, problems = requests(
        tmp_path / "q.jsonl",
        {"request_id": "1"},
        {"request_id": "2"} | dict.fromkeys(names),
        {"request_id": 3} | {name: [] for name in names},
        {"request_id": "4", "messages": [{"role": "user", "content": ""}, {"role": "user", "content": None}]},
    )
    assert read[:3] == [RequestRecord(request_id=name) for name in "123"]
    assert read[3].messages == (Message("user", ""), Message("user", ""))
    assert not problems


def test_an_odd_request_stays_in_its_place_and_is_reported(tmp_path: Path) -> None:
    read, problems = requests(
        tmp_path / "q.jsonl",
        {"request_id": "1", "messages": "hello", "exclude": "x"},
        {"request_id": "2", "messages": [{"role": "system", "content": "no"}, 7, {"role": "user", "content": "yes"}]},
        {"request_id": "3", "history": [{"rating": 3}, {"item_id": "x", "rating": "high"}, "y"], "relevant": [5, None]},
        {"request_id": "1"},
    )
    assert [request.request_id for request in read] == ["1", "2", "3", "1"]
    assert read[1].messages == (Message("user", "yes"),)
    assert read[2].history == (Rated("x"), Rated("y"))
    assert read[2].relevant == ("5",)
    assert [problem.split(": ")[0] for problem in problems] == [
        f"{tmp_path}/q.jsonl:{line}" for line in (1, 1, 2, 2, 3, 3, 3, 4)
    ]


def test_only_a_line_without_json_or_id_gives_no_request(tmp_path: Path) -> None:
    read, problems = requests(tmp_path / "q.jsonl", {"messages": []}, "{", {"request_id": "2"})
    assert read == [RequestRecord(request_id="2")]
    assert problems == [f"{tmp_path}/q.jsonl:1: no request_id", f"{tmp_path}/q.jsonl:2: not a JSON object"]


@pytest.mark.data
def test_every_redial_request_reads(public_data: Path) -> None:
    read, report = read_requests([public_data / "redial/requests.train.jsonl"])
    assert len(read) == 2716
    assert all(request.messages and request.relevant for request in read)
    assert not report.totals
