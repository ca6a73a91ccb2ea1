"""What a number looks like as text, before it is known how decimals are written."""

from __future__ import annotations

import re

NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
"""A number as it is read, with a point; NumPy's and pyarrow's own spellings such as 1_000 or 0x1F are none."""

_NUMBER = re.compile(r"\s*[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]+)?\s*")
_COMMA = re.compile(r"\s*[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)?,[0-9]+([eE][+-]?[0-9]+)?\s*")
_POINT = re.compile(r"\s*[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?\.[0-9]+([eE][+-]?[0-9]+)?\s*")
_WHOLE = re.compile(r"\s*[+-]?[0-9]+([eE][+-]?[0-9]+)?\s*")
_THOUSANDS = re.compile(r"\s*[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+\s*")


def is_number(cell: str) -> bool:
    """Returns whether a cell is a number with a point or a comma."""
    return _NUMBER.fullmatch(cell) is not None


def has_comma(cell: str) -> bool:
    """Returns whether a cell is a number with a decimal comma."""
    return _COMMA.fullmatch(cell) is not None


def has_point(cell: str) -> bool:
    """Returns whether a cell is a number with a decimal point."""
    return _POINT.fullmatch(cell) is not None


def is_whole(cell: str) -> bool:
    """Returns whether a cell is a number that has no decimals."""
    return _WHOLE.fullmatch(cell) is not None


def may_be_thousands(cell: str) -> bool:
    """Returns whether the commas of a cell may stand between thousands."""
    return _THOUSANDS.fullmatch(cell) is not None
