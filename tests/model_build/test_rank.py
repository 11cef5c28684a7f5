import json
from pathlib import Path

from model_build.__main__ import main
from tests.model_build.conftest import Inputs


def ranked(model: Path, requests: Path, out: Path, k: int = 10) -> dict[str, list[str]]:
    assert main(["rank", "--model", str(model), "--requests", str(requests), "--k", str(k), "--out", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert all(set(line) == {"request_id", "ranked"} for line in lines)
    return {line["request_id"]: line["ranked"] for line in lines}


def test_every_request_gets_k_titles_in_its_line(model: Path, inputs: Inputs, tmp_path: Path) -> None:
    found = ranked(model, inputs.requests, tmp_path / "out.jsonl")
    assert list(found) == [json.loads(line)["request_id"] for line in inputs.requests.read_text().splitlines()]
    assert {len(titles) for titles in found.values()} == {10}
    assert all(len(set(titles)) == 10 for titles in found.values())


def test_what_was_seen_excluded_or_named_is_not_ranked(model: Path, inputs: Inputs, tmp_path: Path) -> None:
    found = ranked(model, inputs.requests, tmp_path / "out.jsonl", k=40)
    assert set(found["past"]) == set(inputs.ids) - {inputs.ids[0], inputs.ids[2]}
    assert all(inputs.ids[n] not in found[f"r{n}"] for n in range(40))


def test_the_truth_is_no_input(model: Path, inputs: Inputs, tmp_path: Path) -> None:
    bare = [json.loads(line) for line in inputs.requests.read_text().splitlines()]
    for line in bare:
        line.pop("mentioned", None)
        line.pop("relevant", None)
        line["surprise"] = 1
    (tmp_path / "bare.jsonl").write_text("".join(json.dumps(line) + "\n" for line in bare))
    full = ranked(model, inputs.requests, tmp_path / "a.jsonl")
    assert ranked(model, tmp_path / "bare.jsonl", tmp_path / "b.jsonl") == full


def test_constraints_are_kept_as_long_as_titles_meet_them(model: Path, inputs: Inputs, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(
        json.dumps({"request_id": "1", "messages": [{"role": "user", "content": "a drama from before 1970"}]}) + "\n"
    )
    records = {(line := json.loads(text))["id"]: line for text in inputs.catalog.read_text().splitlines()}
    fits = [item for item, record in records.items() if "Drama" in record["genres"] and record["year"] < 1970]
    assert 1 < len(fits) < 20
    order = ranked(model, tmp_path / "r.jsonl", tmp_path / "out.jsonl", k=40)["1"]
    assert set(order[: len(fits)]) == set(fits)
    assert len(order) == 40


def test_a_model_folder_that_is_none_is_refused(inputs: Inputs, tmp_path: Path) -> None:
    given = ["--model", tmp_path, "--requests", inputs.requests, "--k", 5, "--out", tmp_path / "out.jsonl"]
    assert main(["rank", *map(str, given)]) == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_spreading_a_list_out_does_not_let_what_breaks_a_constraint_in(
    model: Path, inputs: Inputs, tmp_path: Path
) -> None:
    said = {"request_id": "1", "messages": [{"role": "user", "content": "a drama from before 1970"}]}
    (tmp_path / "r.jsonl").write_text(json.dumps(said) + "\n")
    straight = ranked(model, tmp_path / "r.jsonl", tmp_path / "a.jsonl", k=40)["1"]
    out = tmp_path / "b.jsonl"
    given = ["--model", model, "--requests", tmp_path / "r.jsonl", "--k", 40, "--out", out, "--diversity", 1]
    assert main(["rank", *map(str, given)]) == 0
    spread = json.loads(out.read_text())["ranked"]
    records = {(line := json.loads(text))["id"]: line for text in inputs.catalog.read_text().splitlines()}
    fits = [item for item, record in records.items() if "Drama" in record["genres"] and record["year"] < 1970]
    assert set(spread[: len(fits)]) == set(straight[: len(fits)]) == set(fits)


def test_requests_without_words_are_learned_as_histories(inputs: Inputs, tmp_path: Path) -> None:
    """They stand among the asked ones in the file; mixed up, they would be judged by a forest that is not there."""
    lines = [json.loads(line) for line in inputs.requests.read_text().splitlines()]
    silent = [
        {"request_id": f"h{n}", "history": [{"item_id": inputs.ids[n % 40]}], "relevant": [inputs.ids[(n + 2) % 40]]}
        for n in range(120)
    ]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines + silent))
    given = ["--catalog", inputs.catalog, "--requests", tmp_path / "r.jsonl", "--out", tmp_path / "m"]
    assert main(["build", *map(str, given)]) == 0
    training = json.loads((tmp_path / "m/manifest.json").read_text())["training"]
    assert training["history"]["examples"] == 121
    assert training["asked"]["examples"] >= 80
