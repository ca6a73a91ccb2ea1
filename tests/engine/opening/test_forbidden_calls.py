"""What would run a foreign file appears nowhere in the program."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[3] / "workbench"
MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
CALLS = {"load_model", "enable_unsafe_deserialization", "model_from_json", "model_from_config"}
BUILT_IN = {"eval", "exec"}
"""Python's own; Qt has methods of that name."""

EXPORT = PACKAGE / "engine" / "export"
"""Opens again, with Keras's own function, what it has just written itself."""

SETTINGS = {"allow_pickle": True, "safe_mode": False}


def forbidden(source: str) -> list[str]:
    """Names what is forbidden in a piece of code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.partition(".")[0] in MODULES]
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names if alias.name in CALLS | MODULES]
            found += names + [str(node.module)] * (str(node.module).partition(".")[0] in MODULES)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            is_own = isinstance(node.func, ast.Name) and name in BUILT_IN
            found += [name] * (name in CALLS or is_own)
            found += [key.arg for key in node.keywords if is_forbidden(key)]
    return found


def is_forbidden(key: ast.keyword) -> bool:
    if key.arg not in SETTINGS:
        return False
    # Only the plain harmless value is seen to be harmless.
    return not (isinstance(key.value, ast.Constant) and key.value.value is (not SETTINGS[key.arg]))


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "keras.models.load_model(path)",
        "from keras.models import load_model",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=flag)",
        "read(path, safe_mode=False)",
        "eval(text)",
        "keras.config.enable_unsafe_deserialization()",
    ],
)
def test_each_is_found(source: str) -> None:
    assert forbidden(source)


def test_what_is_harmless_is_not() -> None:
    assert forbidden("np.load(path, allow_pickle=False); model.evaluate(x); application.exec()") == []


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_file_of_the_program_runs_what_it_reads(path: Path) -> None:
    allowed = {"load_model"} if path.is_relative_to(EXPORT) else set()
    assert set(forbidden(path.read_text(encoding="utf-8"))) <= allowed
