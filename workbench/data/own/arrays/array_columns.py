"""The columns that an array becomes, and tables of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from workbench.data.own.arrays.stored_arrays import StoredArray
from workbench.data.own.block_column import block_column

LARGEST_SEPARATE = 256
"""Inputs that are columns of their own; more become one block."""
COLOURS = (1, 3)


def column_names(array: StoredArray, stem: str) -> tuple[str, ...]:
    """Returns `x` for a block or a single column, else `x0`, `x1` and so on, after the stem."""
    if is_block(array):
        return ("pixels" if image_shape(array) else stem,)
    return (stem,) if array.width == 1 else tuple(f"{stem}{position}" for position in range(array.width))


def is_block(array: StoredArray) -> bool:
    """Whether its rows are one column of many numbers."""
    is_wide = len(array.shape) > 2 or array.width > LARGEST_SEPARATE
    return is_wide and array.width > 1 and array.dtype.kind not in "US"


def image_shape(array: StoredArray) -> tuple[int, int] | None:
    """Returns height and width if a row is a picture, grey or in three colours."""
    shape = array.shape
    if len(shape) == 4 and shape[3] not in COLOURS or len(shape) not in (3, 4):
        return None
    return (shape[1], shape[2]) if min(shape[1:3]) > 1 else None


def columns_of(array: StoredArray, names: tuple[str, ...], rows: int) -> Iterator[dict[str, pa.Array]]:
    """Yields the columns of these names, at most `rows` rows at a time, in types of their own.

    Raises:
        UserError: the file is damaged.
    """
    for block in array.blocks(rows):
        if is_block(array):
            yield {names[0]: block_column(block)}
        else:
            yield {name: _column(block[:, position]) for position, name in enumerate(names)}


def _column(values: NDArray[Any]) -> pa.Array:
    if values.dtype.kind == "S":
        values = np.char.decode(values, "utf-8", "replace")
    if values.dtype.kind == "U":
        return pa.array(values.tolist(), pa.string())
    if values.dtype.kind == "f" and values.dtype.itemsize not in (4, 8):
        values = values.astype(np.float32 if values.dtype.itemsize == 2 else np.float64)
    return pa.array(np.ascontiguousarray(values.astype(values.dtype.newbyteorder("="))), from_pandas=True)
