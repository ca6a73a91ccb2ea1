"""What scripts and notebooks say, and what they refuse."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest
import script_cases as cases

from workbench.core.errors import UserError
from workbench.core.examples import EXAMPLES, Example
from workbench.core.optimizers import SCHEDULES
from workbench.core.project import HeadChoice, Project
from workbench.core.projects.checked_project import starting_project
from workbench.data.built_in import DATA_SETS
from workbench.engine.script.notebook import notebook_of
from workbench.engine.script.script import script_of
from workbench.engine.script.training_sections import RATES

EXPERIMENT = HeadChoice("softmax", "categorical_crossentropy", experiment=True)


@pytest.fixture(autouse=True)
def shares() -> Iterator[None]:
    DATA_SETS[cases.SHARES] = cases.SHARES_ROW
    yield
    del DATA_SETS[cases.SHARES]


def with_head(project: Project, head: HeadChoice) -> Project:
    return msgspec.structs.replace(project, head=head)


@pytest.mark.parametrize("project", cases.CASES.values(), ids=cases.CASES)
def test_a_script_is_whole_and_names_its_metrics_in_full(project: Project) -> None:
    for api in ("sequential", "functional"):
        text = script_of(project, api)
        tree = ast.parse(text)
        imported = {
            name.name.split(".")[0]
            for node in tree.body
            if isinstance(node, ast.Import)
            for name in node.names
        }
        assert imported <= {"keras", "math", "numpy", "sklearn"}
        words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert not {"accuracy", "acc"} & {word for word in words if isinstance(word, str)}
        assert f'activation="{project.head.activation}"' in text
        assert max(map(len, text.splitlines())) <= 120


def test_a_linter_finds_nothing_to_say(tmp_path: Any) -> None:
    for number, project in enumerate(cases.CASES.values()):
        (tmp_path / f"script_{number}.py").write_text(script_of(project, "functional"), encoding="utf-8")
    words = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--isolated",
        "--no-cache",
        "--select=E4,E7,E9,F,I",
        str(tmp_path),
    ]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_example_has_code(example: Example) -> None:
    assert "model.compile(" in script_of(example.project, "sequential")


def test_the_two_forms_differ_in_the_model_alone() -> None:
    sequential, functional = (
        script_of(starting_project(), api).splitlines() for api in ("sequential", "functional")
    )
    assert set(functional) - set(sequential) == {
        "inputs = keras.Input((64,))",
        'hidden = keras.layers.Dense(64, activation="relu")(inputs)',
        "hidden = keras.layers.Dropout(0.2)(hidden)",
        'outputs = keras.layers.Dense(10, activation="softmax")(hidden)',
        "model = keras.Model(inputs, outputs)",
    }


def test_every_schedule_with_a_formula_is_written() -> None:
    assert set(RATES) == set(SCHEDULES) - {"constant", "reduce_on_plateau"}


def test_a_pair_broken_on_purpose_is_written_as_it_is() -> None:
    broken = with_head(cases.CASES["sigmoid multi_hot binary_crossentropy"], EXPERIMENT)
    text = script_of(broken, "sequential")
    assert 'keras.layers.Dense(8, activation="softmax")' in text
    assert 'loss="categorical_crossentropy"' in text
    assert "This breaks the rules on purpose" in text
    with pytest.raises(UserError, match="Softmax does not fit"):
        script_of(with_head(broken, msgspec.structs.replace(EXPERIMENT, experiment=False)), "sequential")


def test_a_data_set_without_code_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DATA_SETS, cases.SHARES, replace(cases.SHARES_ROW, arrays=None))
    with pytest.raises(UserError, match="no code that makes the data 'Shares'"):
        script_of(cases.CASES["balanced shares"], "sequential")


@pytest.mark.parametrize("api", ["sequential", "functional"])
def test_a_notebook_has_the_code_of_the_script_in_cells(api: Any) -> None:
    project = cases.CASES["stopped early"]
    notebook = json.loads(notebook_of(project, api))
    assert notebook["nbformat"] == 4
    cells = [("".join(cell["source"]), cell["cell_type"]) for cell in notebook["cells"]]
    assert [kind for _, kind in cells] == ["markdown", *["markdown", "code"] * ((len(cells) - 1) // 2)]
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    script = script_of(project, api)
    for text, kind in cells:
        if kind == "code":
            assert text in script
        else:
            assert text.startswith("#")
