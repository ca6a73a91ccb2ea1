"""A table of numbers that cuts none of them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from workbench.qt.palette import tabular

ROW_MARGIN, COLUMN_MARGIN = 6, 4


class NumberTable(QTableView):
    """Shares its width among the columns, each of which has the room of its widest cell at least. Read-only."""

    def __init__(self, model: QAbstractTableModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setFont(tabular(self.font()))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(24)
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._share_room)
        self._set_row_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new room."""
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Takes the room of larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._set_row_height()
            self._share_room()

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_MARGIN)

    def _share_room(self) -> None:
        columns = range(self.model().columnCount())
        needed = [self._needed_width(column) for column in columns]
        spare = max(self.viewport().width() - sum(needed), 0)
        for column in columns:
            until, before = (spare * place // len(needed) for place in (column + 1, column))
            self.setColumnWidth(column, needed[column] + until - before)

    def _needed_width(self, column: int) -> int:
        heading = self.horizontalHeader().sectionSizeHint(column)
        return max(heading, self.sizeHintForColumn(column)) + COLUMN_MARGIN
