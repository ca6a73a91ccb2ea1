"""Models that Keras 2 made are opened, and say what they said there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.imported.config import graph_of_config
from workbench.core.imported.weight_specs import weight_specs
from workbench.engine.imported_model import build_imported

SCRIPT = Path(__file__).with_name("keras2_models.py")
MODELS = [
    "branches",
    "sequences",
    "old_sequential",
    "transfer",
    "nested",
    "convolutions",
    "recurrent",
    "mobile",
    "normalization",
    "layer_normalization",
    "groups",
    "rescaling",
    "resizing",
    "regularized",
    "mixed",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Keras 2 wrote, in a process of its own: it and Keras 3 register the same names."""
    folder = tmp_path_factory.mktemp("keras2")
    subprocess.run([sys.executable, str(SCRIPT), str(folder)], check=True, capture_output=True, timeout=280)
    return folder


def read(folder: Path, name: str) -> tuple[dict[str, Any], Any]:
    return json.loads((folder / f"{name}.json").read_text()), np.load(folder / f"{name}.npz")


def numbered(arrays: Any, letter: str) -> list[Any]:
    return [arrays[f"{letter}{i}"] for i in range(sum(name[0] == letter for name in arrays.files))]


@pytest.mark.parametrize("name", MODELS)
def test_a_model_of_keras_2_says_what_it_said(made: Path, name: str) -> None:
    import keras

    config, arrays = read(made, name)
    graph = graph_of_config(config)
    weights = numbered(arrays, "w")
    assert [spec.shape for spec in weight_specs(graph)] == [value.shape for value in weights]
    model = build_imported(graph, weights)
    inputs = numbered(arrays, "x")
    keyed = dict(zip(graph.inputs.keys, inputs, strict=True)) if graph.inputs.keys else inputs
    said = keras.tree.flatten(model(keyed if len(inputs) > 1 else inputs[0]))
    for ours, theirs in zip(said, numbered(arrays, "y"), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


def test_what_keras_3_computes_in_another_way_is_refused(made: Path) -> None:
    config, _ = read(made, "hard")
    with pytest.raises(UserError, match="hard_sigmoid, which Keras 2 computed in another way"):
        graph_of_config(config)
