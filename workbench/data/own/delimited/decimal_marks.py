"""Whether numbers are written with a point or with a comma."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.data.own.delimited.number_texts import has_comma, has_point, is_whole, may_be_thousands
from workbench.data.own.missing_values import MISSING_VALUES
from workbench.data.own.reader import Question

DECIMAL_MARKS = (".", ",")

NUMERIC_SHARE = 0.9
"""The share of a column's cells that have to look so."""


def decimal_mark_of(path: Path, rows: Sequence[tuple[str, ...]], delimiter: str) -> str:
    """Returns the decimal mark of a table, whose `rows` are without the names of the columns.

    Raises:
        Question: some columns have a point and others a comma, or the commas may stand between thousands.
    """
    if delimiter == "comma" or not rows:
        return "."
    columns = [_filled(rows, place) for place in range(len(rows[0]))]
    with_comma = [column for column in columns if _all_look(column, has_comma)]
    if not with_comma:
        return "."
    if any(_all_look(column, has_point) for column in columns):
        raise Question(
            f"Some numbers of {path.name} have a comma and some a point; choose the decimal mark.",
            "decimal_mark",
            (".", ","),
        )
    if all(may_be_thousands(cell) or is_whole(cell) for column in with_comma for cell in column):
        example = next(cell.strip() for cell in with_comma[0] if "," in cell)
        raise Question(
            f"“{example}” in {path.name} can be a number with decimals or one with a mark between its thousands; "
            "choose the decimal mark.",
            "decimal_mark",
            (",", "."),
        )
    return ","


def _filled(rows: Sequence[tuple[str, ...]], place: int) -> list[str]:
    cells = (row[place] for row in rows)
    return [cell for cell in cells if cell.strip() not in MISSING_VALUES]


def _all_look(column: list[str], has_mark: Callable[[str], bool]) -> bool:
    """Returns whether nearly all cells are numbers, and some of them have this mark."""
    marked = [has_mark(cell) for cell in column]
    numbers = sum(mark or is_whole(cell) for mark, cell in zip(marked, column))
    return any(marked) and numbers >= NUMERIC_SHARE * len(column)
