"""The rules of the house: who may import whom, and what run time may not load."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RUNTIME_PYTHON = os.environ.get("RUNTIME_PYTHON", sys.executable)
"""`make test` names an interpreter that has the packages of requirements.txt and no others."""
PARTS = ("function_app", "settings", "functions", "encoder", "mood_extract", "recommend", "feedback", "local_host")
BUILD_PARTS = ("model_build", "bench", "tests")
MAY_IMPORT: dict[str, set[str]] = {
    "settings": set(),
    "encoder": set(),
    "mood_extract": {"encoder", "settings"},
    "recommend": {"encoder", "settings", "mood_extract"},
    "feedback": {"encoder", "settings"},
    "functions": {"encoder", "settings", "mood_extract", "recommend", "feedback"},
    "function_app": {"functions", "settings"},
    "local_host": {"function_app", "functions", "settings"},
}
AT_IMPORT = {"azure.functions", "numpy", "onnxruntime", "tokenizers", "msgspec"}
WHEN_NEEDED = AT_IMPORT | {"jwt", "azure", "openai"}
FOR_LOCAL_HOST = WHEN_NEEDED | {"starlette", "uvicorn"}
NEVER_LOADED = (
    "pandas", "sklearn", "scipy", "torch", "pydantic", "onnx", "skl2onnx", "polars", "matplotlib", "joblib",
    "openai", "azure.identity", "azure.data", "huggingface_hub", "requests",
)  # fmt: skip


def files_of(part: str) -> list[Path]:
    single = ROOT / f"{part}.py"
    return [single] if single.exists() else sorted((ROOT / part).rglob("*.py"))


def imports(path: Path, *, at_import_only: bool = False) -> Iterator[str]:
    """Modules that a file imports; without those inside functions and TYPE_CHECKING when only its own import counts."""

    def walk(node: ast.AST) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (name.name for name in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{path}: a relative import"
                yield child.module or ""
            elif not (at_import_only and postponed(child)):
                yield from walk(child)

    def postponed(node: ast.AST) -> bool:
        checking = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        return checking or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)

    yield from walk(ast.parse(path.read_text(), str(path)))


def all_imports(part: str) -> Iterator[tuple[str, str]]:
    return ((path.relative_to(ROOT).as_posix(), name) for path in files_of(part) for name in imports(path))


def under(name: str, allowed: set[str]) -> bool:
    return any(name == top or name.startswith(f"{top}.") for top in allowed)


@pytest.mark.parametrize("part", PARTS)
def test_imports_run_one_way(part: str) -> None:
    own = {*PARTS, *BUILD_PARTS} - {part}
    wrong = [(file, name) for file, name in all_imports(part) if under(name, own - MAY_IMPORT[part])]
    assert not wrong


def test_recommend_knows_the_mood_type_alone() -> None:
    wrong = [
        (file, name)
        for file, name in all_imports("recommend")
        if under(name, {"mood_extract"}) and name != "mood_extract.mood"
    ]
    assert not wrong


@pytest.mark.parametrize("part", PARTS)
def test_third_party_packages(part: str) -> None:
    known = {*PARTS, *sys.stdlib_module_names}
    allowed = FOR_LOCAL_HOST if part == "local_host" else WHEN_NEEDED
    wrong = [(file, name) for file, name in all_imports(part) if not under(name, known | allowed)]
    at_once = [
        (path.name, name)
        for path in files_of(part)
        for name in imports(path, at_import_only=True)
        if part != "local_host" and not under(name, known | AT_IMPORT)
    ]
    assert not wrong + at_once


def test_a_wrong_import_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text("import os\nif True:\n  from recommend.names import y\ndef f():\n  import torch\n")
    assert list(imports(file)) == ["os", "recommend.names", "torch"]
    assert list(imports(file, at_import_only=True)) == ["os", "recommend.names"]
    assert under("recommend.names", {"recommend"})
    assert not under("recommender", {"recommend"})


def test_the_entry_file_only_wires() -> None:
    lines = (ROOT / "function_app.py").read_text().splitlines()
    assert len(lines) < 60
    assert not any(line.lstrip().startswith(("def ", "async def ", "class ")) for line in lines)


def test_nothing_heavy_is_loaded_by_a_whole_answer(tmp_path: Path) -> None:
    """Import the app, load the model and answer as the worker would; then look at what Python has loaded."""
    program = f"""
import sys, azure.functions as func, function_app
calls = {{f.get_function_name(): f.get_user_function() for f in function_app.app.get_functions()}}
ask = lambda name, **kw: calls[name](func.HttpRequest("POST", "http://x/", **{{"body": b"", **kw}}))
token = __import__("json").loads(ask("session").get_body())["token"]
said = ask("recommendations", headers={{"authorization": "Bearer " + token}}, body=b'{{"message": "a funny film"}}')
assert said.status_code == 200, said.get_body()
print([m for m in {NEVER_LOADED!r} if m in sys.modules])
"""
    env = {"DATA_DIR": str(tmp_path), "PATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [RUNTIME_PYTHON, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]", done.stderr
