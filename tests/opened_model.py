"""What a model that is opened again must have in common with the one that it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from workbench.core.imported.config import graph_of_config
from workbench.core.imported.graph import Graph
from workbench.core.imported.weight_specs import output_shapes, parameter_count, weight_specs
from workbench.core.imported.weights_path import weights_path
from workbench.engine.imported_model import build_imported


def check_opened(model: Any, folder: Path) -> tuple[Graph, Any]:
    """Opens a model from what it says of itself and its weights, and compares everything."""
    fill(model)
    graph = graph_of_config(json.loads(model.to_json()))
    check_weights(model, graph)
    check_stored(model, graph, folder)
    opened = build_imported(graph, model.get_weights())
    check_answers(model, opened, graph)
    assert [layer.name for layer in opened.layers] == [layer.name for layer in model.layers]
    # what was built says of itself what it was built from
    assert graph_of_config(json.loads(opened.to_json())) == graph
    return graph, opened


def fill(model: Any) -> None:
    """Gives every weight numbers that stand nowhere else, so that none can be taken for another."""
    generator = np.random.default_rng(0)
    for variable in model.weights:
        if "float" in variable.dtype:
            variable.assign(generator.random(variable.shape, dtype=np.float32))
    for layer in model.layers:
        # A normalization computes with what it made of its weights, as when Keras loads them.
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()


def check_weights(model: Any, graph: Graph) -> None:
    """Names, shapes and dtypes are those of Keras's variables."""
    ours = [(spec.name, spec.shape, spec.dtype) for spec in weight_specs(graph)]
    assert ours == [(v.name, tuple(v.shape), v.dtype) for v in model.weights]
    assert parameter_count(graph) == model.count_params()


def check_stored(model: Any, graph: Graph, folder: Path) -> None:
    """Every array lies in Keras's weights file where it is said to, and there are no others."""
    file = folder / "model.weights.h5"
    model.save_weights(file, overwrite=True)
    found = arrays_in(file)
    specs = weight_specs(graph)
    expected = {weights_path(graph, spec.layer, spec.store): spec for spec in specs}
    assert expected.keys() == found.keys()
    for spec, value in zip(specs, model.get_weights(), strict=True):
        np.testing.assert_array_equal(found[weights_path(graph, spec.layer, spec.store)], value)


def arrays_in(file: Path) -> dict[str, Any]:
    """Returns the arrays of a weights file; the states of generators are no weights."""
    found: dict[str, Any] = {}

    def visit(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset) and "seed_generator" not in name:
            found[name] = item[()]

    with h5py.File(file) as opened:
        opened.visititems(visit)
    return found


def check_answers(model: Any, opened: Any, graph: Graph) -> None:
    """Answers are the same to the last bit, and of the shapes that were counted."""
    import keras

    inputs = examples(model)
    said, expected = (keras.tree.flatten(one(inputs)) for one in (opened, model))
    for ours, theirs in zip(said, expected, strict=True):
        np.testing.assert_array_equal(np.array(ours), np.array(theirs))
    shapes = output_shapes(graph)
    counted = [shapes[ref.call][ref.output] for ref in graph.outputs.tensors]
    assert counted == [tuple(tensor.shape[1:]) for tensor in model.outputs]


def examples(model: Any) -> Any:
    """Returns two random examples in the form that a model takes."""
    generator = np.random.default_rng(1)
    arrays = []
    for tensor in model.inputs:
        shape = (2, *(size or 6 for size in tensor.shape[1:]))
        is_whole = "int" in tensor.dtype
        arrays.append(generator.integers(0, 5, shape) if is_whole else generator.random(shape, np.float32))
    structure = getattr(model, "_inputs_struct", None)
    if isinstance(structure, dict):
        return dict(zip(sorted(structure), arrays, strict=True))
    return arrays if len(arrays) > 1 else arrays[0]
