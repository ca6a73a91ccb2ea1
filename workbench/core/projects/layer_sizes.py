"""Sizes and parameters of a stack of layers, from arithmetic alone."""

from __future__ import annotations

from workbench.core.layers import LAYERS
from workbench.core.project import Layer


def shapes(layers: tuple[Layer, ...], inputs: int) -> list[tuple[int, int]]:
    """Returns (outputs, parameters) after each layer, from arithmetic alone."""
    result: list[tuple[int, int]] = []
    for layer in layers:
        row = LAYERS[layer.kind]
        outputs = row.outputs(layer.options, inputs)
        result.append((outputs, row.parameters(layer.options, inputs)))
        inputs = outputs
    return result


def parameter_count(layers: tuple[Layer, ...], inputs: int, units: int) -> int:
    """Returns the number of weights of the trunk and the logits layer together."""
    rows = shapes(layers, inputs)
    last = rows[-1][0] if rows else inputs
    return sum(parameters for _, parameters in rows) + (last + 1) * units
