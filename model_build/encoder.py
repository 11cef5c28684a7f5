"""Export a BERT sentence encoder to one small ONNX file with 8-bit weights: no torch needed.

The weights come as the Hugging Face folder of the model (model.safetensors, config.json, tokenizer.json). Matrices are
quantised in blocks of 64 inputs and run by onnxruntime's MatMulNBits, which quantises activations block by block as
well: on 400 film requests and plots the vectors keep a mean cosine of .999 to float32's, where the usual dynamic
quantisation (one scale an activation tensor) keeps .992. Its AVX2 kernel keeps products from
overflowing 16 bits, so that processors without VNNI should agree with those that have it.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from encoder.manifest import FORMAT
from encoder.sentence import ONNX, TOKENIZER

Floats = npt.NDArray[np.float32]

MAX_TOKENS = 256
BLOCK = 64  # inputs that share a scale: 32 is slower and .7 MB larger, 128 nearly doubles the error
FLOOR = 0.97  # the mean cosine to float32's vectors below which an export is refused
PROBES = (
    "I had a rough day and want something light and funny to cheer me up.",
    "A retired detective is drawn back to the case that ruined him.",
    "Something like The Matrix, but less violent?",
    "Two strangers miss the last train and talk all night in Vienna.",
    "no horror please, my kids are with me",
    "I need a good cry.",
    "A documentary about the deep sea and the people who explore it.",
    "we want an edge-of-the-seat thriller under two hours",
)
_MICROSOFT = "com.microsoft"


class _Graph:
    """An ONNX graph that grows a node at a time; a tensor is known by its name."""

    def __init__(self, *, quantised: bool) -> None:
        self.quantised = quantised
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], outputs: str | list[str], domain: str = "", **more: float) -> str:
        names = [outputs] if isinstance(outputs, str) else outputs
        self.nodes.append(helper.make_node(operator, inputs, names, names[0], domain=domain, **more))
        return names[0]

    def rows(self, name: str, table: Floats) -> str:
        """Look rows of a table up by `ids`; quantised, each row keeps a scale of its own."""
        if not self.quantised:
            return self.node("Gather", [self.constant(f"{name}.table", table), "ids"], name)
        scales = np.maximum(np.abs(table).max(1, keepdims=True) / 127, np.finfo(np.float32).tiny)
        codes = np.round(table / scales).astype(np.int8)
        code = self.node("Gather", [self.constant(f"{name}.table", codes), "ids"], f"{name}.code")
        scale = self.node("Gather", [self.constant(f"{name}.scales", scales), "ids"], f"{name}.scale")
        return self.node("Mul", [self.node("Cast", [code], f"{name}.cast", to=TensorProto.FLOAT), scale], name)

    def linear(self, name: str, x: str, weight: Floats, bias: Floats) -> str:
        """Multiply by a weight [outputs, inputs] and add a bias [outputs]."""
        added = self.constant(f"{name}.bias", bias)
        if not self.quantised:
            product = self.node("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
            return self.node("Add", [product, added], name)
        outputs, inputs = weight.shape
        blocks = weight.reshape(outputs, inputs // BLOCK, BLOCK)
        scales = np.maximum(np.abs(blocks).max(2) / 127, np.finfo(np.float32).tiny)
        codes = (np.round(blocks / scales[..., None]) + 128).astype(np.uint8)  # MatMulNBits' own zero point is 128
        tensors = [x, self.constant(f"{name}.weight", codes), self.constant(f"{name}.scales", scales), "", "", added]
        sizes = {"K": inputs, "N": outputs, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return self.node("MatMulNBits", tensors, name, _MICROSOFT, **sizes)

    def normalised_sum(self, name: str, x: str, skip: str, scale: Floats, shift: Floats, epsilon: float) -> str:
        """Layer-normalise the sum of two tensors."""
        tensors = [x, skip, self.constant(f"{name}.scale", scale), self.constant(f"{name}.shift", shift)]
        return self.node("SkipLayerNormalization", tensors, name, _MICROSOFT, epsilon=epsilon)


def bert_graph(weights: Mapping[str, Floats], config: Mapping[str, Any], *, quantised: bool = True) -> bytes:
    """Build BERT with mean pooling and unit length: `ids` int64 [batch, tokens] -> `vector` float32 [batch, hidden].

    There is no attention mask: texts of a batch must have equally many tokens. Names of weights are Hugging Face's.
    """
    graph, epsilon = _Graph(quantised=quantised), config["layer_norm_eps"]
    words, places = (weights[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position"))
    places = places[:MAX_TOKENS] + weights["embeddings.token_type_embeddings.weight"][0]
    zero = graph.constant("zero", np.array([0], np.int64))
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    place = graph.node("Slice", [graph.constant("place.table", places), zero, length, zero], "place")
    norm = weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"]
    x = graph.normalised_sum("embedded", graph.rows("word", words), place, *norm, epsilon)
    for layer in range(config["num_hidden_layers"]):
        x = _layer(graph, x, f"encoder.layer.{layer}.", weights, config)
    pooled = graph.node("ReduceMean", [x, graph.constant("tokens", np.array([1], np.int64))], "pooled", keepdims=0)
    graph.node("LpNormalization", [pooled], "vector", axis=-1, p=2)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "sentence_encoder",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "tokens"])],
            [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", config["hidden_size"]])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)],
        ir_version=9,
    )
    return bytes(model.SerializeToString(deterministic=True))


def _layer(graph: _Graph, x: str, name: str, weights: Mapping[str, Floats], config: Mapping[str, Any]) -> str:
    """Add one layer: self-attention and a feed-forward network, each added to its input and normalised."""

    def part(key: str) -> tuple[Floats, Floats]:
        return weights[f"{name}{key}.weight"], weights[f"{name}{key}.bias"]

    epsilon = config["layer_norm_eps"]
    heads = [part(f"attention.self.{key}") for key in ("query", "key", "value")]
    stacked = graph.linear(
        f"{name}qkv", x, np.concatenate([w for w, _ in heads]), np.concatenate([b for _, b in heads])
    )
    split = [f"{name}{key}" for key in "qkv"]
    graph.node("Split", [stacked], split, axis=2, num_outputs=3)
    mixed = graph.node("MultiHeadAttention", split, f"{name}mixed", _MICROSOFT, num_heads=config["num_attention_heads"])
    attended = graph.linear(f"{name}attended", mixed, *part("attention.output.dense"))
    x = graph.normalised_sum(f"{name}middle", attended, x, *part("attention.output.LayerNorm"), epsilon)
    wide = graph.linear(f"{name}wide", x, *part("intermediate.dense"))
    narrow = graph.linear(f"{name}narrow", graph.node("Gelu", [wide], f"{name}gelu", _MICROSOFT), *part("output.dense"))
    return graph.normalised_sum(f"{name}end", narrow, x, *part("output.LayerNorm"), epsilon)


def export(source: Path, out: Path) -> None:
    """Write encoder.onnx, tokenizer.json and manifest.json of the model folder `source` into `out`, the same each time.

    Heads that were trained on another encoder's vectors are struck from the manifest. ValueError when the model is no
    BERT of a shape that can be quantised, or when its vectors move too far from float32's.
    """
    weights, config = load_file(source / "model.safetensors"), json.loads((source / "config.json").read_text("utf-8"))
    _refuse_unknown(config, source)
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    small, exact = bert_graph(weights, config), bert_graph(weights, config, quantised=False)
    cosines = _agreement(small, exact, tokenizer)
    if np.mean(cosines) < FLOOR:
        raise ValueError(f"{source}: quantised vectors keep a mean cosine of {np.mean(cosines):.3f}, {FLOOR} is wanted")
    facts = {
        "name": "all-MiniLM-L6-v2",
        "source": "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        "licence": "Apache-2.0",
        "weights_sha256": sha256((source / "model.safetensors").read_bytes()).hexdigest(),
        "made": f"8-bit weights in blocks of {BLOCK} (MatMulNBits, accuracy_level 4), embeddings int8 a row, "
        "mean pooling and unit length inside the graph",
        "dimensions": config["hidden_size"],
        "max_tokens": MAX_TOKENS,
        "packages": {name: version(name) for name in ("numpy", "onnx", "onnxruntime", "safetensors", "tokenizers")},
        "cosine_to_float32": {"mean": round(float(np.mean(cosines)), 4), "least": round(float(np.min(cosines)), 4)},
    }
    publish(out, {ONNX: small, TOKENIZER: tokenizer.to_str().encode()}, {"encoder": facts})


def _refuse_unknown(config: Mapping[str, Any], source: Path) -> None:
    """Raise ValueError when the graph builder does not know this kind of model."""
    kind, act = config.get("model_type"), config.get("hidden_act")
    if (kind, act) != ("bert", "gelu"):
        raise ValueError(f"{source / 'config.json'}: {kind} with {act}; only bert with gelu can be exported")
    for key in ("hidden_size", "intermediate_size"):
        if config[key] % BLOCK:
            raise ValueError(f"{source / 'config.json'}: {key} {config[key]} is no multiple of {BLOCK}")


def _agreement(small: bytes, exact: bytes, tokenizer: Tokenizer) -> list[float]:
    """Cosine of the two graphs' vectors, one a probe."""
    sessions = [onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"]) for graph in (small, exact)]
    cosines = []
    for probe in PROBES:
        ids = np.array([tokenizer.encode(probe).ids], np.int64)
        one, other = (np.asarray(session.run(["vector"], {"ids": ids})).ravel() for session in sessions)
        cosines.append(float(one @ other))
    return cosines


def publish(folder: Path, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> None:
    """Put files into the encoder's folder and enter them, with facts, into its manifest, which is written last.

    A new encoder strikes the heads that an old one's vectors trained.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "manifest.json"
    old = json.loads(path.read_text("utf-8")) if path.exists() else {}
    described = {name: {"size": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()}
    if ONNX in files and old.get("files", {}).get(ONNX) != described[ONNX]:
        old = {}
    manifest = old | {"format": FORMAT, "files": old.get("files", {}) | described} | dict(facts)
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    for name, data in [*files.items(), ("manifest.json", text.encode())]:
        part = folder / f"{name}.part"
        part.write_bytes(data)
        part.replace(folder / name)
