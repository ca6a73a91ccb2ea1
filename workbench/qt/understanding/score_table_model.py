"""Losses and scores of both heads as a table."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.core.both_heads.score_rows import ScoreRow
from workbench.core.heads import ACTIVATIONS

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
HEADERS = ("", *(words for name in ACTIVATIONS for words in (name, "guessing")))
HINTS = (
    "Losses are the means of the last epoch, scores those of the validation examples",
    *(
        hint
        for name in ACTIVATIONS
        for hint in (f"What the {name} head has come to", f"What guessing reaches under the {name} head")
    ),
)


class ScoreTableModel(QAbstractTableModel):
    """A row for each loss or score; for each head its value and what guessing reaches. Read-only."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ScoreRow] = []

    def show_rows(self, rows: list[ScoreRow]) -> None:
        """Shows other rows; where only the numbers differ, a selection stays."""
        same = [row.title for row in rows] == [row.title for row in self.rows]
        if same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 1), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Returns the number of losses and scores."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Returns one for the titles and two for each head."""
        return 0 if parent.isValid() else len(HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns a title or a number."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self.rows[index.row()].title}: {HINTS[index.column()].lower()}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.rows[index.row()]
        return row.title if index.column() == 0 else _words(self.number(row, index.column()))

    @staticmethod
    def number(row: ScoreRow, column: int) -> float | None:
        """Returns the number in a column; None where the head has no such score."""
        activation = ACTIVATIONS[(column - 1) // 2]
        return (row.values if column % 2 else row.guessing).get(activation)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the words over the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return HINTS[section]
        return None

    def table(self) -> tuple[tuple[str, ...], list[list[object]]]:
        """Returns the words over the columns, and the rows, as they are saved."""
        rows = [[row.title, *self._numbers(row)] for row in self.rows]
        heads = (words for name in ACTIVATIONS for words in (name, f"{name} guessing"))
        return ("score", *heads), rows

    def _numbers(self, row: ScoreRow) -> list[object]:
        numbers = (self.number(row, column) for column in range(1, self.columnCount()))
        return ["" if number is None else number for number in numbers]


def _words(value: float | None) -> str:
    if value is None:
        return "–"
    return "undefined" if math.isnan(value) else f"{value:.3f}"
