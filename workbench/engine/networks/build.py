"""Keras's own objects, as a project asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import Layer, Training
from workbench.engine.networks.seeding import BUILDING, python_seeded

if TYPE_CHECKING:
    import keras

LOGITS = "logits"


def build_model(layers: tuple[Layer, ...], inputs: int, units: int, seed: int) -> keras.Model:
    """Returns a Sequential model from (n, inputs) float32 to logits (n, units) float32.

    The weights follow from `seed` alone, and are those that `keras.utils.set_random_seed(seed)` before the first
    layer gives a script.
    """
    import keras

    with BUILDING, python_seeded(seed):
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


def build_optimizer(training: Training) -> Any:
    """Returns Keras's own optimizer with the options of `training`."""
    import keras

    options: dict[str, Any] = dict(training.optimizer_options)
    if training.clip_norm:
        options["clipnorm"] = training.clip_norm
    return getattr(keras.optimizers, OPTIMIZERS[training.optimizer].name)(
        learning_rate=training.learning_rate, **options
    )
