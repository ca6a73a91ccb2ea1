"""A network in the form that people write: raw inputs, layers, and a last layer with the head's activation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.core.heads import Head
from workbench.core.project import HeadChoice, Training
from workbench.data.preprocessing import Preprocessing
from workbench.engine.export.keras_metrics import keras_metrics
from workbench.engine.export.scaling import scaling_layers
from workbench.engine.networks.build import LOGITS, build_optimizer
from workbench.engine.networks.seeding import BUILDING
from workbench.engine.objective import keras_loss, loss_in_use

if TYPE_CHECKING:
    import keras

INPUTS, PROBABILITIES = "inputs", "probabilities"
"""What the first tensor and the last layer of a network made here are called."""


def composed(
    model: keras.Model,
    head: Head,
    choice: HeadChoice,
    training: Training,
    preprocessing: Preprocessing | None = None,
) -> keras.Model:
    """Returns a new model that says with its last layer what `head` makes of the logits of `model`.

    Its layers are new ones with the same weights, bit for bit: nothing is shared with `model`, and a Sequential
    stays one. It is compiled with the loss, the metrics and the optimizer of the project.

    Args:
        model: From prepared inputs to logits (n, units), as the last of its layers gives them.
        head: The row of the table of heads; it must have as many units.
        choice: Loss, label smoothing and thresholds.
        training: Optimizer and learning rate.
        preprocessing: What prepared the inputs; with it the new model takes raw ones. None for nothing.

    Raises:
        ValueError: `model` is neither Sequential nor Functional, or has several inputs and has to prepare them.
    """
    import keras

    in_a_row = isinstance(model, keras.Sequential)
    with BUILDING:
        made: keras.Model = (_sequential if in_a_row else _functional)(model, head.activation, preprocessing)
    made.set_weights(model.get_weights())
    compile_with_head(made, head, choice, training)
    return made


def compile_with_head(model: keras.Model, head: Head, choice: HeadChoice, training: Training) -> None:
    """Compiles a model that ends in the head's probabilities with its loss, its metrics and the optimizer."""
    loss, encoding = loss_in_use(head, choice)
    shape = model.outputs[0].shape
    model.compile(
        optimizer=build_optimizer(training),
        loss=keras_loss(loss, choice.label_smoothing, from_logits=False),
        metrics=keras_metrics(head, encoding, choice, int(shape[-1]), is_table=len(shape) == 2),
    )


def _sequential(model: Any, activation: str, preprocessing: Preprocessing | None) -> Any:
    import keras

    inputs = model.inputs[0]
    made = keras.Sequential([keras.Input(inputs.shape[1:], dtype=inputs.dtype, name=INPUTS)], name=model.name)
    for layer in _scaling(model, preprocessing):
        made.add(layer)
    for layer in model.layers[:-1]:
        made.add(_copy(layer))
    for layer in _last_layers(model.layers[-1], activation):
        made.add(layer)
    return made


def _functional(model: Any, activation: str, preprocessing: Preprocessing | None) -> Any:
    import keras

    scaling, last = _scaling(model, preprocessing), model.outputs[0]._keras_history.operation
    scaled: dict[int, Any] = {}

    def prepared(tensor: Any) -> Any:
        """What the first layers get in place of an input."""
        origin = getattr(tensor, "_keras_history", None)
        if not scaling or origin is None or not isinstance(origin.operation, keras.layers.InputLayer):
            return tensor
        if id(tensor) not in scaled:
            scaled[id(tensor)] = _applied(scaling, tensor)
        return scaled[id(tensor)]

    def call(layer: Any, *arguments: Any, **keywords: Any) -> Any:
        arguments, keywords = keras.tree.map_structure(prepared, (arguments, keywords))
        said = layer(*arguments, **keywords)
        return _applied(ends[1:], said) if layer is ends[0] else said

    ends = _last_layers(last, activation)
    return keras.models.clone_model(
        model,
        call_function=call,
        clone_function=lambda layer: ends[0] if layer is last else _copy(layer),
    )


def _scaling(model: Any, preprocessing: Preprocessing | None) -> list[Any]:
    if preprocessing is None or preprocessing.is_identity:
        return []
    if len(model.inputs) != 1:
        raise ValueError("inputs are prepared on one scale only where a model has one input")
    return scaling_layers(preprocessing, tuple(model.inputs[0].shape[1:]))


def _applied(layers: list[Any], tensor: Any) -> Any:
    for layer in layers:
        tensor = layer(tensor)
    return tensor


def _copy(layer: Any) -> Any:
    return type(layer).from_config(layer.get_config())


def _last_layers(logits: Any, activation: str) -> list[Any]:
    """Returns the layer of the logits with the activation in it, or where it cannot take one, one after it."""
    import keras

    config = logits.get_config()
    if config.get("activation") != "linear":
        return [_copy(logits), keras.layers.Activation(activation, name=PROBABILITIES)]
    name = PROBABILITIES if config["name"] == LOGITS else config["name"]
    return [type(logits).from_config({**config, "activation": activation, "name": name})]
