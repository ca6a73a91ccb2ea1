"""A temperature in the weights of a model, where a file has no other place for it."""

from __future__ import annotations

from typing import Any


def divide_logits(model: Any, temperature: float) -> None:
    """Divides the logits of a model that ends in a head by `temperature`, in the weights of the layer that makes them.

    That layer is a product and a sum, so that dividing its weights divides what it says.
    """
    if temperature == 1.0:
        return
    layer = _logits_layer(model)
    layer.set_weights([values / values.dtype.type(temperature) for values in layer.get_weights()])


def _logits_layer(model: Any) -> Any:
    """Returns the last layer with weights, also where it is inside a model that is a layer itself."""
    import keras

    layer = model.outputs[0]._keras_history.operation
    while not layer.weights:
        layer = layer.input._keras_history.operation
    return _logits_layer(layer) if isinstance(layer, keras.Model) else layer
