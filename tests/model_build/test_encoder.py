"""The export, on a made-up BERT small enough to calculate by hand (in numpy)."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest
from safetensors.numpy import save_file
from scipy.special import erf, softmax
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from encoder.manifest import Manifest
from model_build.encoder import PROBES, bert_graph, export, publish

CONFIG: dict[str, Any] = {
    "model_type": "bert", "hidden_act": "gelu", "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2,
    "num_attention_heads": 4, "layer_norm_eps": 1e-12,
}  # fmt: skip
IDS = np.array([[2, 17, 5, 40, 40, 8, 3]], np.int64)
Floats = npt.NDArray[np.float32]


def made_up_weights() -> dict[str, Floats]:
    random, size, wide = np.random.default_rng(7), CONFIG["hidden_size"], CONFIG["intermediate_size"]
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (60, size),
        "embeddings.position_embeddings.weight": (300, size),
        "embeddings.token_type_embeddings.weight": (2, size),
        "embeddings.LayerNorm.weight": (size,),
        "embeddings.LayerNorm.bias": (size,),
    }
    dense = {f"attention.self.{key}": (size, size) for key in ("query", "key", "value")} | {
        "attention.output.dense": (size, size),
        "intermediate.dense": (wide, size),
        "output.dense": (size, wide),
    }
    for layer in range(CONFIG["num_hidden_layers"]):
        for key, shape in dense.items():
            shapes[f"encoder.layer.{layer}.{key}.weight"] = shape
            shapes[f"encoder.layer.{layer}.{key}.bias"] = shape[:1]
        for key in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"encoder.layer.{layer}.{key}.{part}": (size,) for part in ("weight", "bias")}
    return {name: (random.standard_normal(shape) / 4).astype(np.float32) for name, shape in shapes.items()}


def forward(weights: dict[str, Floats], ids: npt.NDArray[np.int64]) -> Floats:
    """BERT as its paper has it, mean pooling and unit length: an independent second writing."""

    def normalise(x: Floats, name: str) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled: Floats = centred / np.sqrt((centred**2).mean(-1, keepdims=True)) * weights[f"{name}.weight"]
        return scaled + weights[f"{name}.bias"]

    def dense(x: Floats, name: str) -> Floats:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def split(x: Floats) -> Floats:
        return x.reshape(len(x), CONFIG["num_attention_heads"], -1).swapaxes(0, 1)

    tables = [weights[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")]
    x = normalise(tables[0][ids] + tables[1][: len(ids)] + tables[2][0], "embeddings.LayerNorm")
    for layer in range(CONFIG["num_hidden_layers"]):
        name = f"encoder.layer.{layer}."
        query, key, value = (split(dense(x, f"{name}attention.self.{part}")) for part in ("query", "key", "value"))
        mixed = softmax(query @ key.swapaxes(1, 2) / np.sqrt(query.shape[-1]), -1) @ value
        merged = mixed.swapaxes(0, 1).reshape(x.shape)
        x = normalise(x + dense(merged, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm")
        wide = dense(x, f"{name}intermediate.dense")
        gelu = wide * (1 + erf(wide / np.sqrt(2))) / 2
        x = normalise(x + dense(gelu, f"{name}output.dense"), f"{name}output.LayerNorm")
    pooled = x.mean(0)
    vector: Floats = pooled / np.linalg.norm(pooled)
    return vector


def run(graph: bytes, ids: npt.NDArray[np.int64]) -> Floats:
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(["vector"], {"ids": ids})[0], np.float32)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A model folder as Hugging Face has it."""
    folder = tmp_path / "source"
    folder.mkdir()
    save_file(made_up_weights(), folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(CONFIG))
    words = sorted({word for probe in PROBES for word in probe.lower().split()})[:50]
    vocabulary = {word: index for index, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.enable_padding(length=128)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def test_float_graph_is_bert() -> None:
    weights = made_up_weights()
    np.testing.assert_allclose(
        run(bert_graph(weights, CONFIG, quantised=False), IDS)[0], forward(weights, IDS[0]), atol=1e-4
    )


def test_quantised_graph_keeps_the_direction_in_fewer_bytes() -> None:
    weights = made_up_weights()
    small, exact = bert_graph(weights, CONFIG), bert_graph(weights, CONFIG, quantised=False)
    assert float(run(small, IDS)[0] @ forward(weights, IDS[0])) > 0.995
    assert len(small) < len(exact) * 0.66  # nearer to a fourth where the float positions weigh less


def test_export_writes_the_same_bytes_twice(source: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export(source, tmp_path / name)
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert set(one) == {"encoder.onnx", "tokenizer.json", "manifest.json"}


def test_exported_files_fit_their_manifest_and_the_tokenizer_neither_pads_nor_runs_on(
    source: Path, tmp_path: Path
) -> None:
    export(source, tmp_path / "out")
    manifest = Manifest.read(tmp_path / "out")
    for name in manifest.files:
        manifest.verified(tmp_path / "out", name)
    tokenizer = Tokenizer.from_file(str(tmp_path / "out/tokenizer.json"))
    assert len(tokenizer.encode("light").ids) == 3
    assert len(tokenizer.encode("light " * 300).ids) == 256


def test_a_model_of_another_kind_is_refused(source: Path, tmp_path: Path) -> None:
    (source / "config.json").write_text(json.dumps(CONFIG | {"model_type": "roberta"}))
    with pytest.raises(ValueError, match=r"config\.json: roberta with gelu; only bert"):
        export(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_new_encoder_strikes_old_heads_and_the_same_one_keeps_them(tmp_path: Path) -> None:
    publish(tmp_path, {"encoder.onnx": b"first"}, {"encoder": {}})
    publish(tmp_path, {"felt.npy": b"head"}, {"heads": {"felt": {"file": "felt.npy", "labels": ["sad"]}}})
    publish(tmp_path, {"encoder.onnx": b"first"}, {"encoder": {}})
    assert "felt" in Manifest.read(tmp_path).heads
    publish(tmp_path, {"encoder.onnx": b"second"}, {"encoder": {}})
    assert not Manifest.read(tmp_path).heads
    assert set(Manifest.read(tmp_path).files) == {"encoder.onnx"}
