"""Builds Keras models that end in logits from the layers of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.project import Layer

if TYPE_CHECKING:
    import keras

LOGITS = "logits"


def build_model(layers: tuple[Layer, ...], inputs: int, units: int, seed: int) -> keras.Model:
    """Returns a Sequential model from (n, inputs) float32 to logits (n, units) float32.

    The weights follow from `seed` alone: every generator is set before the first layer is made.
    """
    import keras

    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((inputs,))])
    for layer in layers:
        model.add(build_layer(layer))
    model.add(keras.layers.Dense(units, name=LOGITS))
    return model


def build_layer(layer: Layer) -> keras.layers.Layer:
    """Returns Keras's own layer with the options of `layer`."""
    import keras

    options: dict[str, Any] = dict(layer.options)
    l1, l2 = options.pop("l1", 0.0), options.pop("l2", 0.0)
    if l1 or l2:
        options["kernel_regularizer"] = keras.regularizers.L1L2(l1, l2)
    built: keras.layers.Layer = getattr(keras.layers, layer.kind)(**options)
    return built


def converted_head(
    kernel: NDArray[np.float32], bias: NDArray[np.float32], units: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Returns the logits weights for another number of units, with the same probabilities.

    One sigmoid unit z is the two softmax units (−z/2, z/2), and two softmax units are the sigmoid of their
    difference.

    Args:
        kernel: (inputs, 1 or 2) float32.
        bias: (1 or 2,) float32.
        units: 2 or 1.
    """
    if kernel.shape[1] == units:
        return kernel, bias
    if units == 2:
        return np.concatenate([-kernel / 2, kernel / 2], axis=1), np.concatenate([-bias / 2, bias / 2])
    return kernel[:, 1:] - kernel[:, :1], bias[1:] - bias[:1]
