"""A matrix of classes as a table."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.matrix_rows import Cells, MatrixRow, Places

Index = QModelIndex | QPersistentModelIndex

SHADE_ROLE = Qt.ItemDataRole.UserRole + 1
"""How strongly a cell is shaded, 0 to 1."""

MISTAKE_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether a cell holds wrong answers."""


class MatrixTableModel(QAbstractTableModel):
    """The cells of one row of `matrix_rows`. GUI thread only.

    Attributes:
        evaluated: What is shown; None before anything was.
        row: How it is shown.
        cells: (k, k).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.evaluated: EvaluatedPart | None = None
        self.row: MatrixRow | None = None
        self.cells: Cells = np.zeros((0, 0))
        self._names: tuple[str, ...] = ()
        self._strongest = 1.0

    @property
    def names(self) -> tuple[str, ...]:
        """The classes, (k,)."""
        return self._names

    def show(self, evaluated: EvaluatedPart, row: MatrixRow) -> None:
        """Shows other values; the table is laid out anew only where its classes differ."""
        names, self.evaluated, self.row = evaluated.answers.by_class.names, evaluated, row
        cells = row.cells(evaluated)
        if names != self._names:
            self.beginResetModel()
            self._put(names, cells)
            self.endResetModel()
            return
        self._put(names, cells)
        self.dataChanged.emit(self.index(0, 0), self.index(len(names) - 1, len(names) - 1))

    def _put(self, names: tuple[str, ...], cells: Cells) -> None:
        self._names, self.cells = names, cells
        sizes = np.abs(cells[np.isfinite(cells)])
        self._strongest = max(float(sizes.max()) if sizes.size else 0.0, 1e-9)

    @property
    def widest_text(self) -> str:
        """A text as wide as that of any cell."""
        is_share = self.row is not None and self.row.is_share
        return "99.9%" if is_share else f"−{self._strongest:,.0f}"

    def places(self, row: int, column: int) -> Places:
        """Returns the rows in the predictions that are behind a cell."""
        if self.evaluated is None or self.row is None:
            return np.zeros(0, np.int64)
        return self.row.places(self.evaluated, row, column)

    def sentence(self, row: int, column: int) -> str:
        """Returns what a cell says, in words."""
        if self.row is None:
            return ""
        names = self._names[row], self._names[column]
        return self.row.sentence.format(value=self._text(row, column), row=names[0], column=names[1])

    def _text(self, row: int, column: int) -> str:
        value = float(self.cells[row, column])
        if np.isnan(value):
            return "undefined"
        if self.row is not None and self.row.is_share:
            return f"{value:.0%}" if value in (0, 1) else f"{value:.1%}"
        return f"{value:,.0f}".replace("-", "−")

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Returns how many classes there are."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Returns how many classes there are."""
        return self.rowCount(parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what a cell shows."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return "–" if np.isnan(self.cells[row, column]) else self._text(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.sentence(row, column)}."
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == SHADE_ROLE:
            return float(np.nan_to_num(abs(self.cells[row, column]) / self._strongest))
        return self._holds_mistakes(row, column) if role == MISTAKE_ROLE else None

    def _holds_mistakes(self, row: int, column: int) -> bool:
        has_one_class = self.evaluated is not None and self.evaluated.confusion is not None
        return has_one_class and row != column

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the class of a row or a column."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._names[section]
        return None
