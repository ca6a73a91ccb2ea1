"""The calls of layers and optimizers make what the engine makes, and leave out only what Keras fills in."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from workbench.core.fields import Field, Value
from workbench.core.layers import LAYERS, LayerKind
from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import Layer, Training
from workbench.engine.networks.build import build_layer, build_optimizer
from workbench.engine.script.keras_calls import KERAS_DEFAULTS, layer_call, optimizer_call


def evaluated(code: str) -> Any:
    import keras

    return eval(code, {"keras": keras})


def other_value(field: Field) -> Value:
    """Returns an allowed value that is not the default."""
    if field.kind == "flag":
        return not field.default
    if field.kind == "choice":
        return field.choices[-1]
    return field.check(7 if field.kind == "integer" else max(field.minimum or 0.0, 0.125))


def settings(made: Any) -> dict[str, Any]:
    """Returns what a layer or an optimizer was made with; its name, and the seeds it drew, are its own."""
    config = {name: value for name, value in made.get_config().items() if name not in ("name", "seed")}
    return {name: _without_seed(value) for name, value in config.items()}


def _without_seed(value: Any) -> Any:
    is_initializer = isinstance(value, dict) and "seed" in value.get("config", {})
    return value["class_name"] if is_initializer else value


@pytest.mark.parametrize("row", LAYERS.values(), ids=lambda row: row.name)
def test_every_layer_with_and_without_its_options(row: LayerKind) -> None:
    for options in ({}, {field.name: other_value(field) for field in row.fields}):
        layer = Layer(row.name, options).complete()
        assert settings(build_layer(layer)) == settings(evaluated(layer_call(layer)))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_with_and_without_its_options(name: str) -> None:
    fields = OPTIMIZERS[name].fields
    for options, norm in (
        ({field.name: field.default for field in fields}, 0.0),
        ({field.name: other_value(field) for field in fields}, 1.5),
    ):
        training = Training(optimizer=name, optimizer_options=options, learning_rate=0.02, clip_norm=norm)
        assert settings(build_optimizer(training)) == settings(evaluated(optimizer_call(training)))


@pytest.mark.parametrize("kind", KERAS_DEFAULTS)
def test_what_is_left_out_is_what_keras_takes(kind: str) -> None:
    import keras

    made = getattr(keras.layers if kind in LAYERS else keras.optimizers, kind)
    arguments = inspect.signature(made).parameters
    for name, value in KERAS_DEFAULTS[kind].items():
        default = arguments[name].default
        # Keras says nothing where it means the linear activation.
        assert ("linear" if default is None else default) == value


def test_a_penalty_is_called_by_its_name() -> None:
    layer = Layer("Dense", {"units": 3, "activation": "linear", "l2": 0.5}).complete()
    assert layer_call(layer) == "keras.layers.Dense(3, kernel_regularizer=keras.regularizers.L2(l2=0.5))"
