"""What a step does to each array of weights, as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.core.step.step_trace import WeightChange

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


def _share(change: WeightChange) -> str:
    return f"{change.change / change.weights:.2%}" if change.weights else "–"


COLUMNS: tuple[tuple[str, str, Callable[[WeightChange], str]], ...] = (
    ("weights", "Layer and array of weights", lambda change: change.title),
    ("shape", "Inputs and units", lambda change: " × ".join(map(str, change.shape))),
    (
        "size",
        "How large the weights are: the root of their mean square",
        lambda change: _number(change.weights),
    ),
    ("gradient", "How large the gradient of the batch is, likewise", lambda change: _number(change.gradient)),
    ("change", "How far the optimizer moves the weights, likewise", lambda change: _number(change.change)),
    ("change ÷ size", "The change as a share of the weights", _share),
    ("largest", "The largest change of a single weight", lambda change: _number(change.largest)),
)


class WeightTableModel(QAbstractTableModel):
    """A row for each array of weights that learns. Read-only."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[WeightChange, ...] = ()

    def show_rows(self, rows: tuple[WeightChange, ...]) -> None:
        """Shows another step."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Returns the number of arrays."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Returns the number of things that are said of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns a name or a number."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return COLUMNS[index.column()][1]
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()][2](self.rows[index.row()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the words over the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return COLUMNS[section][1]
        return None


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
