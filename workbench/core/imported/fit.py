"""Whether an opened model can be trained on the chosen data."""

from __future__ import annotations

import math

from workbench.core.errors import UserError
from workbench.core.imported.head_place import find_head
from workbench.core.imported.imported_model import ImportedModel

YES_OR_NO_UNITS = {1, 2}


def check_inputs(model: ImportedModel, number_of_inputs: int) -> tuple[int, ...]:
    """Returns the shape in which the model takes an example.

    Raises:
        UserError: it takes several inputs, or another number of values than the data has.
    """
    shapes = input_shapes(model)
    if len(shapes) != 1:
        raise UserError(
            f"{model.file} takes {len(shapes)} inputs, and the data has one table. It can be looked "
            "at and saved with another head; training it needs data with as many inputs."
        )
    shape = shapes[0]
    if any(size is None for size in shape):
        raise UserError(
            f"{model.file} takes examples of any size, {shape_text(shape)}, and the data does not say which. It can be "
            "looked at and saved with another head; training it here needs a fixed size."
        )
    if math.prod(size or 0 for size in shape) != number_of_inputs:
        raise UserError(
            f"{model.file} takes {shape_text(shape)} values an example, and the data has {number_of_inputs:,}. Choose "
            "data that fits to train it; it can be looked at, and saved with another head."
        )
    return tuple(size or 0 for size in shape)


def check_units(model: ImportedModel, units: int) -> None:
    """Raises UserError where the model has another number of logits than the head needs.

    One logit and two are the same question, yes or no, and are converted.
    """
    own = find_head(model.graph).units
    if own != units and not {own, units} <= YES_OR_NO_UNITS:
        raise UserError(
            f"{model.file} answers with {own:,} logit{'' if own == 1 else 's'}, and the data needs {units:,}. Press "
            "“Fit to the data”: the logits that can be kept are kept."
        )


def input_shapes(model: ImportedModel) -> list[tuple[int | None, ...]]:
    """Returns the shape of each input, without the examples' axis."""
    calls, layers = model.graph.calls, model.graph.layers
    inputs = (layers[calls[ref.call].layer] for ref in model.graph.inputs.tensors)
    return [tuple(layer.options["shape"]) for layer in inputs]


def shape_text(shape: tuple[int | None, ...]) -> str:
    """Returns a shape as people write it: 8 × 8 × 1."""
    return " × ".join("any" if size is None else f"{size:,}" for size in shape) or "1"
