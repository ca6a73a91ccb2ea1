"""ONNX; child process only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

OUTPUT, BATCH, LABELS = "probabilities", "batch", "labels"


def write(keras_file: Path, written: Path, labels: str) -> tuple[str, ...]:
    """Writes the file with the labels in its metadata."""
    import keras
    import onnx

    trained = keras.models.load_model(keras_file)
    _hold_means_as_arrays(trained)
    # Said outright, since Keras takes a model that was only loaded for one that nothing is known of.
    signature = [keras.InputSpec(shape=x.shape, dtype=x.dtype, name=x.name) for x in trained.inputs]
    trained.export(
        str(written),
        format="onnx",
        verbose=False,
        input_signature=[signature] if len(signature) > 1 else signature,
    )
    model = onnx.load(written)
    _replace_erfc(model.graph)
    _name_ends(model.graph)
    onnx.helper.set_model_props(model, {LABELS: labels})
    onnx.checker.check_model(model)
    onnx.save(model, written)
    return ("The names of the classes are in its metadata, under “labels”.",)


def predict(path: Path, inputs: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    """Returns the probabilities (n, units) that ONNX Runtime gives."""
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, dict(inputs))[0])


def _hold_means_as_arrays(model: Any) -> None:
    """Has Normalization write its numbers into the graph: as tensors, tf2onnx takes them for more inputs."""
    import keras

    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.mean, layer.variance = np.asarray(layer.mean), np.asarray(layer.variance)
        elif isinstance(layer, keras.Model):
            _hold_means_as_arrays(layer)


def _replace_erfc(graph: Any) -> None:
    """Writes 1 − erf(x) for erfc(x), which ONNX does not have: GELU comes with it, and tf2onnx leaves it as it is."""
    import onnx

    nodes = list(graph.node)
    if not any(node.op_type == "Erfc" for node in nodes):
        return
    one = onnx.helper.make_tensor("one", onnx.TensorProto.FLOAT, (), [1.0])
    graph.initializer.append(one)
    del graph.node[:]
    for node in nodes:
        graph.node.extend(_one_minus_erf(node) if node.op_type == "Erfc" else [node])


def _one_minus_erf(node: Any) -> list[Any]:
    import onnx

    erf = f"{node.output[0]}/erf"
    return [
        onnx.helper.make_node("Erf", node.input, [erf], name=erf),
        onnx.helper.make_node("Sub", ["one", erf], node.output, name=node.name),
    ]


def _name_ends(graph: Any) -> None:
    """Gives the output and the axis of examples names that say what they are."""
    before = graph.output[0].name
    graph.output[0].name = OUTPUT
    for node in graph.node:
        for names in (node.input, node.output):
            names[:] = [OUTPUT if name == before else name for name in names]
    for end in (*graph.input, *graph.output):
        end.type.tensor_type.shape.dim[0].dim_param = BATCH
