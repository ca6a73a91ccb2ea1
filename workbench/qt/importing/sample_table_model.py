"""The first rows of a file as a table, each column in the colour of its role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPixmap

from workbench.core.own_data import Column
from workbench.qt.importing.role_rows import ROLE_ROWS, role_background
from workbench.qt.palette import theme_of
from workbench.qt.picture import picture
from workbench.qt.plain_text import plain_tool_tip

if TYPE_CHECKING:
    from workbench.data.own.reader import Sample

Index = QModelIndex | QPersistentModelIndex
SHOWN_NUMBERS = 4
"""Of a block of numbers in one cell."""

MOST_CHARACTERS = 200
"""Of one cell; a file can hold a book in it."""


class SampleTableModel(QAbstractTableModel):
    """Shows the cells exactly as they stand in the file. Nothing is edited here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sample: Sample | None = None
        self._columns: tuple[Column, ...] = ()
        self._cells: dict[int, list[str | None]] = {}

    def show_sample(self, sample: Sample | None, columns: tuple[Column, ...]) -> None:
        """Shows other rows, or the same ones in other roles."""
        if sample is self._sample and len(columns) == len(self._columns):
            self._columns = columns
            if sample is None or not columns:
                return
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(len(columns) - 1, 0))
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._sample, self._columns, self._cells = sample, columns, {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Returns the number of rows looked at."""
        return 0 if parent.isValid() or self._sample is None else self._sample.table.num_rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Returns the number of columns."""
        return 0 if parent.isValid() or self._sample is None else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the name of a column with its role below it, or the number of a row."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        column = self._columns[section]
        row = ROLE_ROWS[column.role]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.name[:MOST_CHARACTERS]}\n{row.title.lower()}"
        tip = plain_tool_tip(f"{column.name}: {row.tool_tip}")
        return tip if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the cell, its colour, or the picture that it holds."""
        if not index.isValid() or self._sample is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._text(index) or "")
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(index)
        column = self._columns[index.column()]
        palette = QGuiApplication.palette()
        if role == Qt.ItemDataRole.BackgroundRole:
            return role_background(column.role, palette)
        if role == Qt.ItemDataRole.ForegroundRole and column.role == "ignore":
            return theme_of(palette).muted
        if role == Qt.ItemDataRole.TextAlignmentRole and column.kind == "number" and column.role == "input":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, index: Index) -> str | None:
        block = self._block(index)
        if block is not None:
            return None if self._is_picture(block) else _block_text(block)
        number = index.column()
        if number not in self._cells:
            assert self._sample is not None
            self._cells[number] = self._sample.table.column(number).to_pylist()
        cell = self._cells[number][index.row()]
        return "" if cell is None else cell[:MOST_CHARACTERS]

    def _block(self, index: Index) -> NDArray[np.float32] | None:
        """Returns the numbers of one cell, which may be a large picture; None where it holds text."""
        assert self._sample is not None
        cell = self._sample.table.column(index.column())[index.row()]
        values = getattr(cell, "values", None)
        return None if values is None else np.asarray(values.to_numpy(zero_copy_only=False))

    def _is_picture(self, block: NDArray[np.float32]) -> bool:
        shape = self._sample.image_shape if self._sample is not None else None
        return shape is not None and len(block) % (shape[0] * shape[1]) == 0

    def _picture(self, index: Index) -> QPixmap | None:
        block = self._block(index)
        if block is None or not self._is_picture(block):
            return None
        assert self._sample is not None and self._sample.image_shape is not None
        return QPixmap.fromImage(picture(block, self._sample.image_shape, max(float(block.max()), 1.0)))


def _block_text(numbers: NDArray[np.float32]) -> str:
    shown = ", ".join(f"{number:.4g}" for number in numbers[:SHOWN_NUMBERS])
    more = ", …" if len(numbers) > SHOWN_NUMBERS else ""
    return f"{shown}{more} ({len(numbers):,} numbers)"
