"""A table of names and figures, which says of undefined ones that they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from workbench.core.evaluation.ratio import score_text

Index = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
"""What a cell is sorted by; undefined figures come below all others."""

NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TEXTS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class FigureColumn:
    """One column.

    Attributes:
        title: Its heading.
        tool_tip: What it says.
        cells: Texts, whole numbers or scores.
        digits: Of scores.
        hints: A tool tip for each cell, if they have their own.
        is_number: Whether its cells stand on the right.
        colors: What each cell's swatch has, if they have any.
    """

    title: str
    tool_tip: str
    cells: Sequence[str] | NDArray[Any]
    digits: int = 3
    hints: Sequence[str] = ()
    is_number: bool = True
    colors: Sequence[QColor] = ()

    def text(self, row: int) -> str:
        """Returns a cell as a person reads it."""
        cell = self.cells[row]
        if isinstance(cell, str):
            return cell
        return f"{cell:,}" if isinstance(cell, (int, np.integer)) else score_text(float(cell), self.digits)


class FiguresTableModel(QAbstractTableModel):
    """Columns of equal length. GUI thread only.

    Attributes:
        columns: What is shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[FigureColumn, ...] = ()

    def show(self, columns: Sequence[FigureColumn]) -> None:
        """Shows other figures; the table is laid out anew only where its rows or columns are other ones."""
        same = _frame(self.columns) == _frame(columns)
        if not same:
            self.beginResetModel()
        self.columns = tuple(columns)
        if not same:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Returns how long the columns are."""
        return 0 if parent.isValid() or not self.columns else len(self.columns[0].cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Returns how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what a cell shows."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return NUMBERS if column.is_number else TEXTS
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                column.hints[row]
                if column.hints
                else f"{column.title}: {column.text(row)}. {column.tool_tip}"
            )
        if role == Qt.ItemDataRole.DecorationRole:
            return column.colors[row] if column.colors else None
        return _sort_key(column, row) if role == SORT_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the heading of a column."""
        if orientation == Qt.Orientation.Horizontal:
            column = self.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return column.title
            if role == Qt.ItemDataRole.ToolTipRole:
                return column.tool_tip
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return NUMBERS if column.is_number else TEXTS
        return None

    def lines(self) -> list[list[object]]:
        """Returns the rows as they are saved: numbers in full."""
        rows = range(self.rowCount())
        return [[_plain(column.cells[row]) for column in self.columns] for row in rows]


def _plain(cell: object) -> object:
    return cell.item() if isinstance(cell, np.generic) else cell


def _frame(columns: Sequence[FigureColumn]) -> tuple[object, ...]:
    """Returns what makes a table another one: its headings, and the names of its rows."""
    names = tuple(columns[0].cells) if columns else ()
    return (*(column.title for column in columns), names)


def _sort_key(column: FigureColumn, row: int) -> object:
    cell = column.cells[row]
    if isinstance(cell, str):
        return cell
    return -math.inf if math.isnan(cell) else float(cell)
