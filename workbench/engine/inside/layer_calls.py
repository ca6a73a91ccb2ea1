"""The layers of a model one after another, with what each makes of some inputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Tensor = Any
LayerCall = tuple[Any, Tensor]


def layer_calls(model: Any, inputs: Tensor) -> list[LayerCall]:
    """Returns each layer that a person knows with what it makes of prepared inputs (n, d) outside training, (n, units).

    An opened model is shown as its layers; what brings flat rows into the shape that it takes is none of them.
    """
    import keras
    import tensorflow as tf

    opened = model.layers[-1]
    if isinstance(opened, keras.Model):
        for shaping in model.layers[:-1]:
            inputs = shaping(inputs)
        model = opened
    return [(layer, tf.reshape(output, [tf.shape(output)[0], -1])) for layer, output in _calls(model, inputs)]


def _calls(model: Any, inputs: Tensor) -> Iterator[LayerCall]:
    import keras

    if not isinstance(model, keras.Sequential):
        yield from _graph_calls(model, inputs)
        return
    for layer in model.layers:
        inputs = layer(inputs, training=False)
        yield layer, inputs


def _graph_calls(model: Any, inputs: Tensor) -> Iterator[LayerCall]:
    """Yields the layers of a model that is no plain stack; one that is used several times where it is used first."""
    import keras

    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    # Named, so that the names of models that are built later stay as they were.
    outputs = keras.Model(model.inputs[0], [layer.output for layer in layers], name="inside")
    yield from zip(layers, outputs(inputs, training=False), strict=True)


def layer_title(layer: Any, number: int) -> str:
    """Returns what a person reads of a layer: its number, kind and activation."""
    activation = activation_of(layer)
    shown = [activation] if activation and activation != "linear" else []
    return " ".join([str(number), type(layer).__name__, *shown])


def activation_of(layer: Any) -> str:
    """Returns Keras's name of a layer's activation; `relu` of the layer of that name, empty where it has none."""
    if type(layer).__name__ == "ReLU":
        return "relu"
    return str(getattr(getattr(layer, "activation", None), "__name__", ""))
