"""Writes small model files by hand, so that each part of one can be made wrong."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np

INPUTS, UNITS = 4, 3
Config = dict[str, Any]
Edit = Callable[[h5py.File], object]


def keras_object(class_name: str, config: object, module: str = "keras.layers", **others: object) -> Config:
    """What Keras 3 writes for a layer."""
    return {
        "module": module,
        "class_name": class_name,
        "config": config,
        "registered_name": None,
        **others,
    }


def input_layer(width: int = INPUTS) -> Config:
    options = {"batch_shape": [None, width], "dtype": "float32", "sparse": False, "name": "input_layer"}
    return keras_object("InputLayer", options)


def dense(units: int = UNITS, name: str = "dense", inputs: int = INPUTS, **options: object) -> Config:
    config = {
        "name": name,
        "trainable": True,
        "dtype": "float32",
        "units": units,
        "activation": "linear",
        "use_bias": True,
        **options,
    }
    return keras_object("Dense", config, build_config={"input_shape": [None, inputs]})


def sequential(*layers: Config, inputs: int = INPUTS) -> Config:
    config = {
        "name": "sequential",
        "trainable": True,
        "dtype": "float32",
        "layers": [input_layer(inputs), *layers],
    }
    return keras_object("Sequential", config, module="keras")


def tensor(layer: str) -> Config:
    """What Keras 3 writes for the output of a layer that another is given."""
    history = {"shape": [None, INPUTS], "dtype": "float32", "keras_history": [layer, 0, 0]}
    return {"class_name": "__keras_tensor__", "config": history}


def functional_with(stray: Config, output: str = "dense") -> Config:
    """A functional model of one dense layer, and another layer."""
    layers = [
        {**input_layer(), "name": "input_layer", "inbound_nodes": []},
        {**dense(), "name": "dense", "inbound_nodes": [{"args": [tensor("input_layer")], "kwargs": {}}]},
        stray,
    ]
    config = {
        "name": "functional",
        "trainable": True,
        "layers": layers,
        "input_layers": [["input_layer", 0, 0]],
        "output_layers": [[output, 0, 0]],
    }
    return keras_object("Functional", config, module="keras.src.models.functional")


def function_node(module: str, name: str, argument: object) -> Config:
    """A layer whose activation is a function of Keras's, called with `argument` when Keras puts the model together."""
    function = {"module": module, "class_name": "function", "config": name, "registered_name": name}
    options = {"name": "stray", "activation": function, "dtype": "float32", "trainable": True}
    node = keras_object("Activation", options, name="stray")
    return {**node, "inbound_nodes": [{"args": [], "kwargs": {"inputs": argument}}]}


def hdf5(edit: Edit) -> bytes:
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        edit(file)
    return content.getvalue()


def dense_weights(kernel: Any = None, bias: Any = None) -> Edit:
    """Writes the weights of one dense layer as a `.keras` file has them."""

    def edit(file: h5py.File) -> None:
        group = file.create_group("layers/dense/vars")
        group["0"] = np.ones((INPUTS, UNITS), np.float32) if kernel is None else kernel
        group["1"] = np.zeros(UNITS, np.float32) if bias is None else bias

    return edit


def instead_of_kernel(replace: Callable[[h5py.Group], object]) -> bytes:
    """A weights file whose kernel `replace` writes as `0`."""

    def edit(file: h5py.File) -> None:
        group = file.create_group("layers/dense/vars")
        group["1"] = np.zeros(UNITS, np.float32)
        replace(group)

    return hdf5(edit)


def archive(
    path: Path,
    config: object = None,
    weights: bytes | None = None,
    others: Mapping[str, bytes] = {},
    compression: int = zipfile.ZIP_STORED,
) -> None:
    """Writes a `.keras` file; what is not given is as it should be."""
    text = (
        config if isinstance(config, bytes) else json.dumps(sequential(dense()) if config is None else config)
    )
    with zipfile.ZipFile(path, "w", compression) as file:
        file.writestr("metadata.json", json.dumps({"keras_version": "3.15.1"}))
        file.writestr("config.json", text)
        file.writestr("model.weights.h5", hdf5(dense_weights()) if weights is None else weights)
        for name, content in others.items():
            file.writestr(name, content)


def legacy(path: Path, config: object = None, edit: Edit = lambda file: None) -> None:
    """Writes a `.h5` file of a whole model, and lets `edit` change it."""
    with h5py.File(path, "w") as file:
        text = config if isinstance(config, (bytes, str)) else json.dumps(config or sequential(dense()))
        file.attrs["model_config"] = text
        file.attrs["keras_version"] = "3.15.1"
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = [b"dense"]
        layer = weights.create_group("dense")
        layer.attrs["weight_names"] = [b"dense/kernel", b"dense/bias"]
        layer["dense/kernel"] = np.ones((INPUTS, UNITS), np.float32)
        layer["dense/bias"] = np.zeros(UNITS, np.float32)
        edit(file)
