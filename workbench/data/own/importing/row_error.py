"""A cell that cannot be understood, before anyone has said in which row of the file it stands."""

from __future__ import annotations

from workbench.core.errors import UserError


class RowError(UserError):
    """A bad cell.

    Attributes:
        row: Counted from 0 in the rows that were looked at.
    """

    def __init__(self, message: str, row: int) -> None:
        super().__init__(message)
        self.row = row
