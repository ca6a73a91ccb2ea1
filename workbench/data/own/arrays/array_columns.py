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
            yield dict(zip(names, _columns(block), strict=True))


def _columns(block: NDArray[Any]) -> list[pa.Array]:
    """Returns the columns of some rows; arrow has no texts of fixed length, foreign byte orders or long floats."""
    kind, size = block.dtype.kind, block.dtype.itemsize
    if kind in "US":
        texts = np.char.decode(block, "utf-8", "replace") if kind == "S" else block
        return [pa.array(column, pa.string()) for column in texts.T.tolist()]
    native = np.float64 if kind == "f" and size > 8 else block.dtype.newbyteorder("=")
    return [pa.array(column) for column in np.ascontiguousarray(block.T, native)]
