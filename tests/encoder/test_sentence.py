"""The shipped encoder: golden vectors, its promises about texts, and how it refuses a folder that is not whole."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from encoder.manifest import FOLDER
from encoder.sentence import DIMENSIONS, Encoder, EncoderError

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the encoder's folder that a test may break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "encoder"))


def unit(rows: npt.ArrayLike) -> npt.NDArray[np.float64]:
    array = np.asarray(rows, np.float64)
    scaled: npt.NDArray[np.float64] = array / np.linalg.norm(array, axis=-1, keepdims=True)
    return scaled


def test_vectors_are_those_of_the_float32_model(encoder: Encoder) -> None:
    """golden.json is from float32 weights; processors round 8-bit products differently, so the floor is a cosine."""
    vectors = encoder.encode(GOLDEN["texts"])
    assert (unit(vectors[:, : len(GOLDEN["first"][0])]) * unit(GOLDEN["first"])).sum(1).min() > 0.99
    np.testing.assert_allclose(vectors @ vectors.T, GOLDEN["cosines"], atol=0.02)


def test_similarities_are_those_that_the_model_is_published_with(encoder: Encoder) -> None:
    """From https://sbert.net/docs/quickstart.html, all-MiniLM-L6-v2."""
    vectors = encoder.encode(["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."])
    cosines = vectors @ vectors.T
    np.testing.assert_allclose([cosines[0, 1], cosines[0, 2], cosines[1, 2]], [0.6660, 0.1046, 0.1411], atol=0.02)


def test_vectors_have_unit_length_and_a_text_without_words_is_zero(encoder: Encoder) -> None:
    vectors = encoder.encode(["a good cry", "", " \n\t", "\ud83d"])
    assert vectors.shape == (4, DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors[[0, 3]], axis=1), 1, atol=1e-5)
    assert not vectors[1:3].any()
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_a_vector_does_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    texts = ["something light", "a very much longer wish for a film that takes us far away from here tonight"]
    np.testing.assert_array_equal(encoder.encode(texts)[::-1], encoder.encode(texts[::-1]))


def test_text_past_256_tokens_is_not_read(encoder: Encoder) -> None:
    vectors = encoder.encode(["funny " * 254, "funny " * 254 + "horror " * 50, "horror"])
    np.testing.assert_array_equal(vectors[0], vectors[1])


def test_threads_share_one_encoder(encoder: Encoder) -> None:
    texts = GOLDEN["texts"] * 4
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(lambda text: encoder.encode([text])[0], texts))
    np.testing.assert_array_equal(vectors, encoder.encode(texts))


def test_the_encoder_is_named_by_the_hash_of_its_file(encoder: Encoder) -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    assert encoder.sha256 == manifest["files"]["encoder.onnx"]["sha256"]


def test_a_changed_byte_is_refused(folder: Path) -> None:
    data = bytearray((folder / "encoder.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "encoder.onnx").write_bytes(data)
    with pytest.raises(EncoderError, match=r"encoder\.onnx does not match its SHA-256 in the manifest; restore"):
        Encoder.load(folder)


def test_a_file_cut_short_is_refused(folder: Path) -> None:
    with (folder / "encoder.onnx").open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(EncoderError, match=r"encoder\.onnx has 1000 bytes, the manifest says \d+; restore"):
        Encoder.load(folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("encoder.onnx", "encoder.onnx is missing; restore"),
        ("tokenizer.json", "tokenizer.json is missing; restore"),
        ("manifest.json", r"manifest.json: cannot be read \(No such file"),
    ],
)
def test_a_missing_file_is_refused(folder: Path, name: str, said: str) -> None:
    (folder / name).unlink()
    with pytest.raises(EncoderError, match=said) as caught:
        Encoder.load(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [("{}", "not an encoder manifest"), ('{"format": 99, "files": {}}', "format 99, this program reads 1")],
)
def test_a_foreign_manifest_is_refused(folder: Path, text: str, line: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(EncoderError, match=line):
        Encoder.load(folder)


def test_importing_the_package_loads_no_engine() -> None:
    program = "import sys, encoder.sentence; print({'onnxruntime', 'tokenizers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=FOLDER.parents[1], capture_output=True, text=True)
    assert done.stdout.strip() == "set()", done.stderr
