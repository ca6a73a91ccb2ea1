"""Checks that a file still has, or that a second file has, the columns that were chosen."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from workbench.core.errors import UserError
from workbench.core.own_data import Column


def check_columns(columns: tuple[Column, ...], table: pa.Table, path: Path) -> None:
    """Refuses a file that lacks a column, or in which a block has another width.

    Args:
        columns: Those that are needed.
        table: Some rows of the file.
        path: The file, for the message.

    Raises:
        UserError: it does not fit.
    """
    widths = {field.name: width_of(field.type) for field in table.schema}
    for column in columns:
        if column.name not in widths:
            raise UserError(
                f"{path.name} has no column “{column.name}”; its columns are {_listed(table.column_names)}."
                " Bring a file with the same columns."
            )
        width = widths[column.name]
        if width != column.width:
            raise UserError(
                f"In {path.name} the column “{column.name}” holds {width} numbers a row and not {column.width};"
                " bring data of the same size."
            )


def width_of(kind: pa.DataType) -> int:
    """Returns how many numbers a row of such a column has."""
    return int(kind.list_size) if pa.types.is_fixed_size_list(kind) else 1


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:8])
    return shown if len(names) <= 8 else f"{shown} and {len(names) - 8} more"
