"""The rules about who may import whom hold, and each is shown to fail where it is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import blocked_imports
import pytest
import suite

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = Path(sys.executable).parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
CONTRACTS: list[dict[str, Any]] = SETTINGS["importlinter"]["contracts"]
LAYERS: list[str] = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
BANNED: list[str] = SETTINGS["ruff"]["lint"]["flake8-tidy-imports"]["banned-module-level-imports"]

GUARDED = [
    ("workbench.core", "workbench.data"),
    ("workbench.qt", "workbench.views"),
    ("workbench.views", "workbench.engine"),
    ("workbench.core", "tensorflow"),
    ("workbench.views", "keras"),
    ("workbench.data", "PySide6"),
    ("workbench.engine", "PySide6"),
    ("workbench.core", "sklearn"),
]
"""Some of what must be refused, so that a contract cannot be emptied unseen."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the program and its settings that a test may break."""
    shutil.copytree(ROOT / "workbench", tmp_path / "workbench", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(folder: Path, *command: str, **environment: str) -> tuple[int, str]:
    """Returns a command's exit status and what it said, with all white space made one blank."""
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=os.environ | environment)
    return result.returncode, " ".join((result.stdout + result.stderr).split())


def lint_imports(folder: Path) -> tuple[int, str]:
    """Checks the contracts of the program in `folder`."""
    return run(folder, str(COMMANDS / "lint-imports"), "--no-cache", COLUMNS="300")


def ruff(folder: Path, *options: str) -> tuple[int, str]:
    """Lints the program in `folder` with the project's own settings."""
    return run(folder, str(COMMANDS / "ruff"), "check", "--no-cache", "--output-format=concise", *options)


def seed(folder: Path, module: str, text: str) -> str:
    """Adds `text` to a module, or to a new module of a package, and returns the module's name."""
    path = folder.joinpath(*module.split("."))
    name = f"{module}.seeded" if path.is_dir() else module
    file = path / "seeded.py" if path.is_dir() else path.with_suffix(".py")
    with file.open("a", encoding="utf-8") as stream:
        stream.write(text)
    return name


def violations(contract: dict[str, Any]) -> list[tuple[str, str]]:
    """Returns all pairs of importer and imported that a contract is there to refuse."""
    if contract["type"] == "layers":
        return [(lower, upper) for upper, lower in pairwise(contract["layers"])]
    return list(product(contract["source_modules"], contract["forbidden_modules"]))


def test_the_program_keeps_every_contract(source: Path) -> None:
    status, said = lint_imports(source)
    assert status == 0, said
    assert f"{len(CONTRACTS)} kept, 0 broken" in said


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_a_seeded_violation_breaks_the_contract(contract: dict[str, Any], source: Path) -> None:
    expected = []
    for number, (importer, imported) in enumerate(violations(contract)):
        # inside a function: a contract sees more than the head of a file
        module = seed(source, importer, f"\ndef seeded_{number}() -> None:\n    import {imported}\n")
        expected.append(f"{module} -> {imported}")
    status, said = lint_imports(source)
    assert status == 1, said
    assert f"{contract['name']} BROKEN" in said
    details = said.partition("Broken contracts")[2]
    assert [seeded for seeded in expected if seeded not in details] == []


@pytest.mark.parametrize("pair", GUARDED, ids=" to ".join)
def test_the_contracts_guard(pair: tuple[str, str]) -> None:
    assert any(pair in violations(contract) for contract in CONTRACTS)


def test_every_part_of_the_program_is_in_a_layer() -> None:
    parts = {path.stem for path in (ROOT / "workbench").iterdir() if path.suffix == ".py" or path.is_dir()}
    special = {"__init__", "__main__", "__pycache__"}
    assert parts - special == {layer.removeprefix("workbench.") for layer in LAYERS}


def test_no_module_imports_tensorflow_at_its_head(source: Path) -> None:
    status, said = ruff(source, "--select=TID253")
    assert status == 0, said


@pytest.mark.parametrize("library", BANNED)
def test_a_seeded_import_at_the_head_of_a_module_is_found(library: str, source: Path) -> None:
    modules = [seed(source, layer, f"\nfrom {library} import seeded\n") for layer in LAYERS]
    status, said = ruff(source)
    assert status == 1
    found = {line.partition(".py:")[0] for line in said.split() if line.startswith("workbench/")}
    assert {module.replace(".", "/") for module in modules} <= found
    assert said.count("TID253") == len(LAYERS)


def test_the_engine_may_import_tensorflow_inside_a_function(source: Path) -> None:
    seed(
        source,
        "workbench.engine",
        "\ndef seeded() -> None:\n    import tensorflow as tf\n\n    tf.zeros(1)\n",
    )
    assert ruff(source, "--select=TID253")[0] == 0
    assert lint_imports(source)[0] == 0


def run_blocked(*arguments: str) -> tuple[int, str]:
    """Runs Python where neither Qt nor TensorFlow can be imported."""
    environment = {blocked_imports.SWITCH: "1", "PYTHONPATH": str(ROOT / "tests")}
    return run(ROOT, sys.executable, *arguments, **environment)


@pytest.mark.parametrize("library", sorted(blocked_imports.BLOCKED))
def test_the_blocked_interpreter_refuses(library: str) -> None:
    status, said = run_blocked("-c", f"import blocked_imports, {library}")
    assert status == 1
    assert f"ImportError: {library} must not be needed here" in said


def test_core_and_data_are_tested_where_neither_can_be_imported() -> None:
    apart, rest = suite.PASSES
    assert apart.environment[blocked_imports.SWITCH] == "1" and "blocked_imports" in apart.arguments
    assert {"tests/core", "tests/data"} <= set(apart.arguments)
    assert {f"--ignore={folder}" for folder in suite.APART} == set(rest.arguments)
    found = [
        str(ROOT / "tests" / "core" / "test_fields.py"),
        str(ROOT / "tests" / "data" / "test_encoding.py"),
    ]
    status, said = run_blocked("-m", "pytest", *apart.arguments[:6], "-p", "no:cacheprovider", *found)
    assert status == 0, said[-6000:]
