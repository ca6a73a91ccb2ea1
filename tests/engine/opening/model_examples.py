"""Weights that differ in every place, inputs to try a model with, and the order in which weights are compared."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def randomized(model: Any) -> Any:
    """Returns the model with weights among which no two are alike, variances positive."""
    rng = np.random.default_rng(5)
    model.set_weights(
        [rng.uniform(1, 2, weight.shape).astype(weight.dtype) for weight in model.get_weights()]
    )
    for layer in model.layers:
        # A normalization keeps what it has worked out of its weights.
        getattr(layer, "finalize_state", lambda: None)()
    return model


def examples(model: Any) -> Any:
    """Returns three rows for each input of a model, in the form that it takes."""
    rng = np.random.default_rng(6)
    rows = [of_input(rng, one) for one in model.inputs]
    return rows if len(rows) > 1 else rows[0]


def of_input(rng: np.random.Generator, one: Any) -> NDArray[Any]:
    shape = (3, *one.shape[1:])
    if "int" in str(one.dtype):
        return rng.integers(10, size=shape).astype("int32")
    return rng.normal(size=shape).astype("float32")


def weights_of(model: Any) -> list[NDArray[Any]]:
    """Returns for each layer in order, nested models depth first, what Keras calls its weights."""
    arrays: list[NDArray[Any]] = []
    for layer in model.layers:
        inner = getattr(layer, "layers", None)
        arrays += weights_of(layer) if inner else [np.asarray(weight) for weight in layer.weights]
    return arrays
