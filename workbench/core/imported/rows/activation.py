"""Layers that apply a function to each number."""

from __future__ import annotations

from workbench.core.imported.keras_objects import ACTIVATION_LAYERS, activation
from workbench.core.imported.layer_row import LayerRow, Shapes, Weight, Weights, known, stored, weight_options
from workbench.core.imported.option import Option, Options, Unfit, items, maybe, whole


def _slopes(options: Options, inputs: Shapes) -> Weights:
    shared = {axis - 1 for axis in options["shared_axes"] or ()}
    if not shared <= set(range(len(inputs[0]))):
        raise Unfit("shares slopes along an axis that its input does not have")
    sizes = (1 if index in shared else known(size, "its input") for index, size in enumerate(inputs[0]))
    return stored(Weight("alpha", tuple(sizes)))


_PRELU = (*weight_options(alpha="zeros"), Option("shared_axes", maybe(items(whole(1, 8), 0, 8)), None))

ROWS = (
    LayerRow("Activation", (Option("activation", activation),)),
    LayerRow("PReLU", _PRELU, weights=_slopes),
    *(
        LayerRow(kind, options, tensors=("mask",) if kind == "Softmax" else ())
        for kind, options in ACTIVATION_LAYERS.items()
    ),
)
