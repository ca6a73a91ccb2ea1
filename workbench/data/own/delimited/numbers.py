"""Cells that are text become numbers, or say which one is none."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.own.delimited.number_texts import NUMBER
from workbench.data.own.missing_values import INFINITE_VALUES, MISSING_VALUES

_MISSING = pa.array(MISSING_VALUES)
_INFINITE = pa.array(INFINITE_VALUES)


class NoNumber(Exception):
    """A cell that is neither a number nor a mark of a missing one.

    Attributes:
        row: Its row in the column, from 0.
        text: What stands there.
    """

    def __init__(self, row: int, text: str) -> None:
        super().__init__(text)
        self.row, self.text = row, text


def numbers_of(texts: pa.ChunkedArray, decimal_mark: str) -> pa.ChunkedArray:
    """Returns the numbers that stand in `texts`: null where one is missing, not-a-number where it is infinite.

    Raises:
        NoNumber: a cell is no number.
    """
    cells = pc.utf8_trim_whitespace(texts)
    missing, infinite = pc.is_in(cells, value_set=_MISSING), pc.is_in(cells, value_set=_INFINITE)
    pointed = cells if decimal_mark == "." else _with_points(cells)
    filled = pc.if_else(pc.or_(missing, infinite), None, pointed)
    try:
        values = pc.cast(filled, pa.float64())
    except pa.ArrowInvalid:
        bad = pc.index(pc.match_substring_regex(filled, NUMBER), False).as_py()
        raise NoNumber(bad, texts[bad].as_py()) from None
    return without_infinities(pc.if_else(infinite, float("nan"), without_nan(values)))


def without_nan(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Returns null for what pyarrow takes for not-a-number and the table of missing values does not list, such as `nAn`."""
    return pc.if_else(pc.is_nan(values), None, values)


def without_infinities(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Returns `values` with not-a-number in the place of infinities."""
    return pc.if_else(pc.is_finite(values), values, float("nan"))


def _with_points(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Returns numbers with a decimal point for those with a comma; a point in them stays none of ours."""
    return pc.replace_substring(pc.replace_substring(cells, ".", "?"), ",", ".")
