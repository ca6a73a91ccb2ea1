"""Yes and no as inputs."""

from __future__ import annotations

from workbench.core.errors import UserError
from workbench.data.dataset import Inputs
from workbench.data.own.importing.columns.category_column import CategoryColumn
from workbench.data.own.importing.row_error import RowError


class YesNoColumn(CategoryColumn):
    """Yes/no is one input: 1 for yes."""

    may_grow = False

    def _known(self, text: str | None) -> int | None:
        place = super()._known(text)
        if place is not None or text is None:
            return place
        return {known.casefold(): place for known, place in self._places.items()}.get(text.casefold())

    def _unknown(self, text: str, row: int) -> UserError:
        no, yes = self._column.categories
        return RowError(
            f"The column “{self._column.name}” holds “{text.strip()}”, which is neither “{no}” nor “{yes}”;"
            " mend the cell, or let the column be a category.",
            row,
        )

    def inputs(self, numbers: Inputs) -> Inputs:
        """Returns the place, which is 0 for no and 1 for yes."""
        return numbers

    @property
    def names(self) -> tuple[str, ...]:
        """The column."""
        return (self._column.name,)
