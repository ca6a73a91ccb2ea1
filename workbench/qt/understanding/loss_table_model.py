"""What each class adds to the loss of an example, and the gradient at its logit, as a table."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LossRow = tuple[str, float, float, float, float, float]

COLUMNS = (
    ("class", "The class"),
    ("y", "The target: what should come out"),
    ("logit z", "What the last layer gives"),
    ("p", "What the head makes of the logit"),
    ("loss term", "What this class adds to the loss of the example"),
    (
        "gradient",
        "How the loss of the example changes with this logit: the step pushes the logit the other way",
    ),
)
TARGET, GRADIENT = 1, len(COLUMNS) - 1
SUMMED = (TARGET, 3, 4, GRADIENT)
"""Columns whose sums say something."""


class LossTableModel(QAbstractTableModel):
    """A row for each class, and one with the sums. Read-only."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LossRow] = []

    def show_rows(self, rows: list[LossRow]) -> None:
        """Shows another example."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @property
    def reach(self) -> float:
        """The largest gradient without its sign, which fills half of its column."""
        return max((abs(gradient) for *_, gradient in self.rows), default=0.0)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Returns the number of classes, and one for the sums."""
        return 0 if parent.isValid() or not self.rows else len(self.rows) + 1

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Returns one for the names and five for the numbers."""
        return 0 if parent.isValid() else len(COLUMNS)

    def number(self, row: int, column: int) -> float | None:
        """Returns the number in a cell, in the last row the sum; None where there is none."""
        if row < len(self.rows):
            value = self.rows[row][column]
            return value if isinstance(value, float) and not math.isnan(value) else None
        found = [self.number(place, column) for place in range(len(self.rows))]
        known = [value for value in found if value is not None]
        return sum(known) if column in SUMMED and known else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns a name or a number."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self._name(row)}: {COLUMNS[column][1][0].lower()}{COLUMNS[column][1][1:]}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._words(row, column) if column else self._name(row)

    def _name(self, row: int) -> str:
        return self.rows[row][0] if row < len(self.rows) else "sum"

    def _words(self, row: int, column: int) -> str:
        number = self.number(row, column)
        if number is None:
            return "" if row == len(self.rows) else "–"
        if column == TARGET and number.is_integer():
            return f"{number:.0f}"
        # A sum that is nothing but rounding is 0, without a sign.
        return f"{round(number, 4) + 0.0:.4f}".replace("-", "−")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the words over the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return COLUMNS[section][1]
        return None
