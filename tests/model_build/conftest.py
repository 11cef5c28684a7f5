"""A small input for builds: forty bundled titles, people who like one half of them or the other, and some requests."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from model_build.__main__ import main
from recommend.arrays import Arrays
from recommend.catalog import Catalog
from recommend.model_folder import ModelFolder
from tests.recommend.toys import RECORDS, write_model

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Inputs:
    catalog: Path
    ratings: Path
    requests: Path
    ids: list[str]


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    folder = tmp_path_factory.mktemp("inputs")
    lines = [
        line for path in sorted((ROOT / "catalog").glob("films-*.jsonl")) for line in path.read_text().splitlines()
    ]
    lines = lines[:: len(lines) // 40][:40]
    records = [json.loads(line) for line in lines]
    ids = [record["id"] for record in records]
    records[3].pop("overview")
    (folder / "catalog.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    rows = [
        f"u{user},{ids[item]},1,0"
        for user in range(60)
        for item in range(40)
        if item % 2 == user % 2 and (user + item) % 5 and user >= item  # the first titles are the popular ones
    ]
    (folder / "ratings.csv").write_text("\n".join(["user_id,item_id,rating,timestamp", *rows, "u1,not-here,1,0", ""]))
    asked = [
        {
            "request_id": f"r{n}{twice}",
            "messages": [
                {"role": "user", "content": f"I loved {records[n]['title']} ({records[n]['year']}), what next?"}
            ],
            "mentioned": [ids[n]],
            "relevant": [ids[(n + 2) % 40]],
        }
        for n in range(40)
        for twice in ("", "-again")
    ]
    odd = [{"request_id": "empty"}, {"request_id": "silent", "messages": [{"role": "user", "content": ""}]}]
    past = [
        {"request_id": "past", "history": [{"item_id": ids[0], "rating": 5}], "exclude": [ids[2]], "relevant": [ids[4]]}
    ]
    (folder / "requests.jsonl").write_text("".join(json.dumps(line) + "\n" for line in (*asked, *odd, *past)))
    return Inputs(folder / "catalog.jsonl", folder / "ratings.csv", folder / "requests.jsonl", ids)


@pytest.fixture(scope="session")
def model(inputs: Inputs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder of catalogue, ratings and requests, made by the command."""
    out = tmp_path_factory.mktemp("built") / "model"
    given = ["--catalog", inputs.catalog, "--ratings", inputs.ratings, "--requests", inputs.requests, "--out", out]
    assert main(["build", *map(str, given)]) == 0
    return out


@pytest.fixture(scope="session")
def arrays(tmp_path_factory: pytest.TempPathFactory) -> Arrays:
    """The toy catalogue, opened."""
    return Arrays.of(ModelFolder.open(write_model(tmp_path_factory.mktemp("toys") / "toy", RECORDS)))


@pytest.fixture(scope="session")
def catalog(arrays: Arrays) -> Catalog:
    return arrays.catalog
