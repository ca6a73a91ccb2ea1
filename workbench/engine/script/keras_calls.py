"""Layers and optimizers as calls of Keras's classes, without the arguments that Keras fills in itself."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.fields import Value
from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import Layer, Training
from workbench.engine.script.expressions import call, keywords

_MOMENTS: dict[str, Value] = {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
_AFFINE: dict[str, Value] = {"epsilon": 0.001, "center": True, "scale": True}

KERAS_DEFAULTS: dict[str, dict[str, Value]] = {
    "Dense": {"activation": "linear", "use_bias": True, "kernel_initializer": "glorot_uniform"},
    "BatchNormalization": {"momentum": 0.99, **_AFFINE},
    "LayerNormalization": _AFFINE,
    "Adam": _MOMENTS,
    "AdamW": {"weight_decay": 0.004, **_MOMENTS},
    "Nadam": _MOMENTS,
    "SGD": {"momentum": 0.0, "nesterov": False},
    "RMSprop": {"rho": 0.9, "momentum": 0.0, "epsilon": 1e-7},
    "Adagrad": {"initial_accumulator_value": 0.1, "epsilon": 1e-7},
    "Lion": {"beta_1": 0.9, "beta_2": 0.99},
}
"""What Keras takes where nothing is said. A class that is not here has all its arguments written."""

LEADING = frozenset({"units", "rate", "stddev"})
"""Arguments that everyone writes first, without their names."""


def layer_call(layer: Layer) -> str:
    """Returns the call that makes a layer."""
    options = dict(layer.options)
    penalty = _penalty(float(options.pop("l1", 0.0)), float(options.pop("l2", 0.0)))
    alone = layer.kind == "Activation"
    arguments = _arguments(layer.kind, options, LEADING | ({"activation"} if alone else set()))
    return call(f"keras.layers.{layer.kind}", [*arguments, *penalty])


def _penalty(l1: float, l2: float) -> list[str]:
    given = {name: value for name, value in (("l1", l1), ("l2", l2)) if value}
    if not given:
        return []
    name = "".join(given).upper()
    return [f"kernel_regularizer={call(f'keras.regularizers.{name}', keywords(given))}"]


def optimizer_call(training: Training) -> str:
    """Returns the call that makes the optimizer."""
    name = OPTIMIZERS[training.optimizer].name
    clipped = {"clipnorm": training.clip_norm} if training.clip_norm else {}
    arguments = _arguments(name, training.optimizer_options)
    rate = keywords({"learning_rate": training.learning_rate})
    return call(f"keras.optimizers.{name}", [*rate, *arguments, *keywords(clipped)])


def _arguments(
    kind: str, options: Mapping[str, Value], without_name: frozenset[str] | set[str] = frozenset()
) -> list[str]:
    usual = KERAS_DEFAULTS.get(kind, {})
    said = {name: value for name, value in options.items() if name not in usual or usual[name] != value}
    return [
        word.partition("=")[2] if name in without_name else word
        for name, word in zip(said, keywords(said), strict=True)
    ]
