"""What is loaded, and what is said when it cannot be."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import azure.functions as func
import pytest

from functions import services
from functions.health import health_ready
from functions.problems import Problem
from settings import ROOT, SettingsError

Build = Callable[..., func.HttpRequest]


@pytest.fixture(autouse=True)
def _nothing_loaded() -> Iterator[None]:
    services._load.cache_clear()
    yield
    services._load.cache_clear()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the bundled model, to be damaged."""
    return Path(shutil.copytree(ROOT / "models/default", tmp_path / "private" / "model"))


def test_services_are_loaded_once(configure: Callable[..., None]) -> None:
    configure()
    assert services.recommender() is services.recommender()


@pytest.mark.parametrize(
    ("spoil", "status", "missing"),
    [
        (lambda model: shutil.rmtree(model), 503, "model"),
        (lambda model: (model / "manifest.json").write_text("{"), 503, "model"),
        (lambda model: (model / "records.jsonl").write_bytes(b""), 503, "model"),
        (lambda model: (model / "embeddings.npy").unlink(), 200, "meaning"),
        (lambda model: (model / "ranker.asked.onnx").write_bytes(b"x"), 200, "ranker"),
    ],
)
def test_what_does_not_load_is_said_without_paths(
    spoil: Callable[[Path], object], status: int, missing: str, model: Path, configure: Callable[..., None],
    request_of: Build,
) -> None:  # fmt: skip
    spoil(model)
    configure(MODEL=str(model))
    answer = health_ready(request_of(method="GET"))
    said = json.loads(answer.get_body())
    assert answer.status_code == status
    assert said["status"] == ("unavailable" if status == 503 else "degraded")
    assert missing in said["missing"]
    assert missing not in said.get("legs", [])
    assert "private" not in str(said)
    assert str(ROOT) not in str(said)
    if status == 503:
        with pytest.raises(Problem) as refused:
            services.recommender()
        assert (refused.value.status, "Retry-After" in refused.value.headers) == (503, True)


def test_log_names_what_was_lost_and_not_what_was_never_built(
    model: Path, configure: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    (model / "ranker.asked.onnx").write_bytes(b"x")
    configure(MODEL=str(model))
    services.services()
    assert [record.message.partition(" is missing")[0] for record in caplog.records] == ["ranker"]


def test_legs_off_are_not_used_and_not_missing(configure: Callable[..., None]) -> None:
    configure(LEGS_OFF="ranker,encoder")
    state = services.readiness()
    assert state.status == "ready"
    assert not {"ranker", "encoder"} & state.missing.keys()
    assert not {"ranker", "meaning"} & set(state.legs)


def test_unknown_leg_is_refused_by_the_settings_name(configure: Callable[..., None], request_of: Build) -> None:
    configure(LEGS_OFF="rankr")
    with pytest.raises(SettingsError, match="LEGS_OFF names 'rankr'"):
        services.services()
    assert health_ready(request_of(method="GET")).status_code == 503


def test_large_files_are_checked_after_the_first_answer(
    model: Path, configure: Callable[..., None], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommend.model_folder.SMALL", 500_000)
    large = model / "embeddings.npy"
    content = bytearray(large.read_bytes())
    content[-1] ^= 1
    large.write_bytes(content)
    configure(MODEL=str(model))
    assert services.readiness().status == "ready"
    services._verify()
    assert services.readiness().status == "degraded"
    assert [record.message.partition(" is missing")[0] for record in caplog.records] == ["meaning"]
    # No other leg goes on with what is broken: likeness of stories and the spreading of lists read the same file.
    assert services.recommender().arrays.embeddings is None


def test_reason_keeps_only_file_names(configure: Callable[..., None]) -> None:
    configure(MODEL="/srv/my model")
    assert services._public("/srv/my model/a.npy is missing") == "a.npy is missing"
    assert services._public(f"{ROOT}/models/encoder/x.onnx: 3 bytes") == "x.onnx: 3 bytes"
    assert services._public(r"C:\data\x.onnx is old") == "x.onnx is old"
