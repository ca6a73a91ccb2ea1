"""Turns typed columns into the text that stands for their cells."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc


def as_text(table: pa.Table, names: Iterable[str]) -> pa.Table:
    """Returns the table with the columns of these names as text; numbers that are NaN have no value."""
    wanted = frozenset(names)
    columns = [
        nan_as_null(column).cast(pa.string()) if name in wanted else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    return pa.Table.from_arrays(columns, table.column_names)


def nan_as_null(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Returns the column without its NaN, which is how many programs write that a number is not there."""
    if not pa.types.is_floating(column.type):
        return column
    return pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
