"""The table of the kinds of cells that can be inputs."""

from __future__ import annotations

from collections.abc import Callable

from workbench.core.errors import UserError
from workbench.core.own_data import Column, Kind
from workbench.data.own.importing.columns.block_column import BlockColumn
from workbench.data.own.importing.columns.category_column import CategoryColumn
from workbench.data.own.importing.columns.input_column import InputColumn
from workbench.data.own.importing.columns.number_column import NumberColumn
from workbench.data.own.importing.columns.yes_no_column import YesNoColumn

INPUT_COLUMNS: dict[Kind, Callable[[Column, bool], InputColumn]] = {
    "number": lambda column, is_closed: NumberColumn(column),
    "category": CategoryColumn,
    "yes_no": YesNoColumn,
}


def input_column(column: Column, is_closed: bool = False) -> InputColumn:
    """Returns what reads the cells of this column.

    Args:
        column: What a person chose about it.
        is_closed: Whether all categories are known, so that any other text counts as a missing value.

    Raises:
        UserError: cells of that kind cannot be inputs.
    """
    if column.width > 1:
        return BlockColumn(column)
    if column.kind not in INPUT_COLUMNS:
        raise UserError(
            f"The column “{column.name}” holds {column.kind}s, which a network cannot take; leave it out,"
            " or let it be a category."
        )
    return INPUT_COLUMNS[column.kind](column, is_closed)
