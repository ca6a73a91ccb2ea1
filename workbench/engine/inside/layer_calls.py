"""The layers of a model one after another, with what each makes of some inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Tensor = Any
LayerCall = tuple[Any, Tensor]


def layer_calls(model: Any, inputs: Tensor, training: bool = False) -> list[LayerCall]:
    """Returns each layer that a person knows with what it makes of prepared inputs (n, d), (n, units); the logits last.

    An opened model is shown as its layers; what brings flat rows into the shape that it takes is none of them.

    Args:
        model: Of a session.
        inputs: Prepared.
        training: Whether dropout and their kin do what they do in training.
    """
    import keras
    import tensorflow as tf

    opened = model.layers[-1]
    if isinstance(opened, keras.Model):
        for shaping in model.layers[:-1]:
            inputs = shaping(inputs)
        model = opened
    calls = _calls(model, inputs, training)
    return [(layer, tf.reshape(output, [tf.shape(output)[0], -1])) for layer, output in calls]


def _calls(model: Any, inputs: Tensor, training: bool) -> Iterator[LayerCall]:
    import keras

    if not isinstance(model, keras.Sequential):
        yield from _graph_calls(model, inputs, training)
        return
    for layer in model.layers:
        inputs = layer(inputs, training=training)
        yield layer, inputs


def _graph_calls(model: Any, inputs: Tensor, training: bool) -> Iterator[LayerCall]:
    """Yields the layers of a model that is no plain stack; one that is used several times where it is used first."""
    import keras

    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    # Named, so that the names of models that are built later stay as they were.
    outputs = keras.Model(model.inputs[0], [layer.output for layer in layers], name="inside")
    yield from zip(layers, outputs(inputs, training=training), strict=True)


def layer_titles(layers: Sequence[Any]) -> list[str]:
    """Returns what a person reads of the layers of `layer_calls`: number, kind and activation; of the last, the logits."""
    titles = [_title(layer, number) for number, layer in enumerate(layers, 1)]
    return [*titles[:-1], f"{len(titles)} Logits"]


def _title(layer: Any, number: int) -> str:
    kind, activation = type(layer).__name__, activation_of(layer)
    says_more = activation not in ("", "linear", kind.lower())
    return " ".join([str(number), kind, *([activation] if says_more else [])])


def activation_of(layer: Any) -> str:
    """Returns Keras's name of a layer's activation; `relu` of the layer of that name, empty where it has none."""
    if type(layer).__name__ == "ReLU":
        return "relu"
    return str(getattr(getattr(layer, "activation", None), "__name__", ""))
