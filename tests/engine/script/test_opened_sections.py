"""The code that replaces a head in somebody's own file, run as it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.core.imported.on_bench import DataFacts, fitted_to_data, put_on_bench
from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice, Project
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import with_head
from workbench.data.built_in import load
from workbench.engine.opening.open_model import open_model
from workbench.engine.script.notebook import notebook_of
from workbench.engine.script.script import script_of

APIS = ("sequential", "functional")


def stack() -> Any:
    import keras

    return keras.Sequential(
        [keras.Input((64,)), keras.layers.Dense(8, "relu", kernel_regularizer=keras.regularizers.L1L2(0.1), name="hidden"),
         keras.layers.ReLU(), keras.layers.Dense(10, name="answer"), keras.layers.Softmax()]
    )  # fmt: skip


def branched() -> Any:
    import keras

    inputs = keras.Input((8, 8, 1))
    flat = keras.layers.Flatten()(keras.layers.Conv2D(3, 3)(inputs))
    joined = keras.layers.Concatenate()([keras.layers.Dense(4, "relu")(flat), flat])
    return keras.Model(inputs, keras.layers.Dense(10, "softmax", use_bias=False, name="answer")(joined))


def nested() -> Any:
    """The tutorial's way: a model with a Softmax put after it."""
    import keras

    inputs = keras.Input((64,))
    said = keras.layers.Dense(10, name="answer")(keras.layers.ReLU()(keras.layers.Dense(6)(inputs)))
    return keras.Sequential(
        [keras.Input((64,)), keras.Model(inputs, said, name="inner"), keras.layers.Softmax()]
    )


def yes_or_no() -> Any:
    import keras

    return keras.Sequential(
        [
            keras.Input((30,)),
            keras.layers.Dense(4),
            keras.layers.ReLU(),
            keras.layers.Dense(1, "sigmoid", name="answer"),
        ]
    )


def with_an_operation() -> Any:
    """What Keras keeps as a node and not as a layer."""
    import keras

    inputs = keras.Input((64,))
    hidden = keras.layers.Dense(6)(inputs)
    answer = keras.layers.Dense(10, "softmax", kernel_regularizer="l2", dtype="float64", name="answer")
    return keras.Model(inputs, answer(keras.ops.relu(hidden + hidden)))


def four_classes() -> Any:
    import keras

    inputs = keras.Input((64,))
    return keras.Model(inputs, keras.layers.Dense(4, "softmax", name="answer")(keras.layers.ReLU()(inputs)))


CASES = {
    "stack": (stack, "digits", "sigmoid"),
    "branched": (branched, "digits", "sigmoid"),
    "nested": (nested, "digits", "sigmoid"),
    "yes-or-no": (yes_or_no, "breast-cancer", "softmax"),
    "operation": (with_an_operation, "digits", "sigmoid"),
    "four-classes": (four_classes, "digits", "sigmoid"),
}


def opened_project(path: Path, data: str, activation: str) -> Project:
    dataset = load(data, {})
    facts = DataFacts(dataset.label_kind, dataset.number_of_inputs, dataset.number_of_classes)
    project = with_data(Project(), DataChoice(data), dataset.label_kind)
    opened = open_model(path)
    found = put_on_bench(project, facts, opened.file, opened.graph, opened.weights).project
    assert found.imported is not None
    if found.imported.units_in_file == 4:
        found = fitted_to_data(found, facts).project
    return with_head(found, activation, facts.label_kind)  # type: ignore[arg-type]


def run_scripts(folder: Path, scripts: dict[str, str]) -> None:
    """Runs each in its own namespace, in one fresh interpreter that knows nothing of the program."""
    for name, text in scripts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    lines = [f"runpy.run_path({f'{name}.py'!r})" for name in scripts]
    command = [sys.executable, "-I", "-c", "import runpy\n" + "\n".join(lines)]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def swapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder in which every case was saved by Keras, and swapped by its script in both forms."""
    folder = tmp_path_factory.mktemp("opened")
    scripts = {}
    for name, (make, data, activation) in CASES.items():
        make().save(folder / f"{name}.keras")
        project = opened_project(folder / f"{name}.keras", data, activation)
        for api in APIS:
            text = script_of(project, api)  # type: ignore[arg-type]
            scripts[f"{name}_{api}"] = text.replace(f"{name}-{activation}.keras", f"{name}-{api}.keras")
    run_scripts(folder, scripts)
    return folder


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("name", CASES)
def test_the_script_keeps_the_weights_and_gives_the_new_head(swapped: Path, name: str, api: str) -> None:
    import keras

    before = keras.models.load_model(swapped / f"{name}.keras")
    after = keras.models.load_model(swapped / f"{name}-{api}.keras")
    old, new = before.get_weights(), after.get_weights()
    for one, other in zip(old[:-2], new[:-2], strict=True):
        np.testing.assert_array_equal(one, other)
    inner = after.layers[-1]
    head = inner.layers[-1] if hasattr(inner, "layers") else inner
    assert head.activation.__name__ == CASES[name][2] and head.name == "answer"
    if name == "yes-or-no":
        np.testing.assert_array_equal(new[-2][:, 1:] - new[-2][:, :1], old[-2])
    else:
        np.testing.assert_array_equal(new[-2][..., : old[-2].shape[-1]], old[-2])
    assert after.loss is not None
    kept = before.get_layer("answer").get_config() if name != "nested" else head.get_config()
    for setting in ("dtype", "kernel_regularizer", "use_bias"):
        assert head.get_config()[setting] == kept[setting]


def test_a_branched_model_has_the_functional_form_only(tmp_path: Path) -> None:
    branched().save(tmp_path / "model.keras")
    project = opened_project(tmp_path / "model.keras", "digits", "sigmoid")
    assert script_of(project, "sequential") == script_of(project, "functional")
    assert "keras.Model(model.inputs, head(" in script_of(project, "functional")
    assert "load_model" in notebook_of(project, "functional")


def test_the_script_of_other_labels_compiles_for_them(tmp_path: Path) -> None:
    branched().save(tmp_path / "model.keras")
    project = opened_project(tmp_path / "model.keras", "digits", "softmax")
    assert 'loss="sparse_categorical_crossentropy"' in script_of(project, "functional")
    assert load("digits", {}).label_kind == LabelKind.CLASS_INDEX
