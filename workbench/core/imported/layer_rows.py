"""The table of layers that may be in an opened model; there is nothing else that it can have."""

from __future__ import annotations

from workbench.core.imported.layer_row import TRAINING, LayerRow
from workbench.core.imported.option import Option, maybe, word
from workbench.core.imported.rows import (
    activation,
    attention,
    basic,
    convolution,
    merging,
    normalization,
    operations,
    pooling,
    recurrent,
    regularization,
    reshaping,
)

_FAMILIES = (
    basic,
    convolution,
    pooling,
    normalization,
    regularization,
    activation,
    reshaping,
    merging,
    recurrent,
    attention,
)

LAYER_ROWS: dict[str, LayerRow] = {row.kind: row for family in _FAMILIES for row in family.ROWS}
"""Layers by Keras's class name."""

WRAPPER_ROWS: dict[str, LayerRow] = {
    row.kind: row
    for row in (
        LayerRow(
            "Bidirectional", (Option("merge_mode", maybe(word("concat", "sum", "mul", "ave")), "concat"),),
            arguments=("sequences",), tensors=("initial_state", "mask"), values=(TRAINING,),
        ),
        LayerRow("TimeDistributed", tensors=("mask",), values=(TRAINING,)),
    )
}  # fmt: skip
"""Layers that hold others, from which their shapes and weights follow."""

OPERATION_ROWS: dict[str, LayerRow] = {row.kind: row for row in operations.ROWS}
"""Operations by the name of their function; no class name of Keras begins with a small letter."""

ROWS = {**LAYER_ROWS, **WRAPPER_ROWS, **OPERATION_ROWS}
