"""Turns cells into numbers: what is missing becomes null, what is infinite becomes NaN, anything else is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from workbench.core.errors import UserError
from workbench.data.own.missing_values import INFINITE_VALUES, MISSING_VALUES
from workbench.data.own.text_columns import nan_as_null

Place = Callable[[int], str]
"""Says where a row of a table stands in its file, as in “row 17”."""


def with_numbers(table: pa.Table, numbers: Iterable[str], path: Path, place: Place) -> pa.Table:
    """Returns the table with the columns named in `numbers` as float64.

    Raises:
        UserError: a cell of them is no number.
    """
    wanted = frozenset(numbers)
    columns = [
        _numbers_of(name, column, path, place) if name in wanted else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    return pa.Table.from_arrays(columns, table.column_names)


def _numbers_of(name: str, column: pa.ChunkedArray, path: Path, place: Place) -> pa.ChunkedArray:
    column = _texts_or_numbers(column)
    try:
        return cell_numbers(column)
    except pa.ArrowInvalid:
        row, text = _first_wrong(column)
        raise UserError(
            f"{path.name}, {place(row)}, column {name!r}: {text[:40]!r} is no number;"
            " correct the cell, or take the column as a category or leave it out."
        ) from None


def cell_numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Returns texts (`pa.string()`), numbers or truth values as float64.

    Raises:
        pyarrow.ArrowInvalid: a text is no number.
    """
    is_text = pa.types.is_string(column.type)
    try:
        values = column.cast(pa.float64(), safe=is_text)
    except pa.ArrowInvalid:
        return _spelled_numbers(column)
    if pc.all(pc.is_finite(values)).as_py() is not False:
        return values
    return _spelled_numbers(column) if is_text else _without_infinities(nan_as_null(values))


def _spelled_numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = pc.utf8_trim_whitespace(column)
    texts = _replaced(texts, MISSING_VALUES, None)
    texts = _replaced(texts, INFINITE_VALUES, "inf")
    return _without_infinities(texts.cast(pa.float64()))


def _replaced(texts: pa.ChunkedArray, values: tuple[str, ...], by: str | None) -> pa.ChunkedArray:
    found = pc.is_in(texts, value_set=pa.array(values, texts.type))
    return pc.if_else(found, pa.scalar(by, texts.type), texts)


def _without_infinities(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.is_inf(values), pa.scalar(float("nan")), values)


def _texts_or_numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    type_ = column.type
    is_number = pa.types.is_integer(type_) or pa.types.is_floating(type_) or pa.types.is_decimal(type_)
    return column if is_number or pa.types.is_boolean(type_) else column.cast(pa.string())


def _first_wrong(column: pa.ChunkedArray) -> tuple[int, str]:
    """Returns the row and the text of the first cell that is no number."""
    first, behind = 0, len(column)
    while behind - first > 1:
        middle = (first + behind) // 2
        first, behind = (middle, behind) if _are_numbers(column[first:middle]) else (first, middle)
    return first, column[first].as_py()


def _are_numbers(column: pa.ChunkedArray) -> bool:
    try:
        cell_numbers(column)
    except pa.ArrowInvalid:
        return False
    return True
