"""What a new model begins with, and the generators of its random layers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from workbench.engine.networks.weights import Weights


def first_weights(model: Any) -> Weights:
    """Returns what a new model begins with, in copies; it has no slots."""
    return Weights(model.get_weights(), [], [np.array(v.numpy()) for v in random_variables(model)])


def random_variables(model: Any) -> list[Any]:
    """Returns the states of the generators of a model's random layers."""
    return [variable for variable in model.non_trainable_variables if variable.dtype == "uint32"] + [
        layer.seed_generator.state for layer in _all_layers(model) if hasattr(layer, "seed_generator")
    ]


def _all_layers(model: Any) -> Iterator[Any]:
    for layer in model.layers:
        yield layer
        if hasattr(layer, "layers"):
            yield from _all_layers(layer)
