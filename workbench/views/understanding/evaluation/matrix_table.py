"""The table of a matrix of classes, whose cells share the room there is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from workbench.qt.evaluation.matrix_table_model import MatrixTableModel
from workbench.qt.palette import tabular
from workbench.views.understanding.evaluation.matrix_delegate import MatrixDelegate

WIDEST, HIGHEST = 96, 64
"""Pixels beyond which a larger cell says no more."""

NAME_LETTERS = 22
"""Letters of a class's name that there is room for beside its row."""


class MatrixTable(QTableView):
    """One cell can be chosen, by mouse or keys.

    Attributes:
        cell_chosen: Emitted with row and column.
    """

    cell_chosen = Signal(int, int)

    def __init__(self, name: str, model: MatrixTableModel) -> None:
        super().__init__()
        self._matrix = model
        self.setObjectName(name)
        self.setAccessibleName("matrix of classes")
        self.setToolTip("Choose a cell to see its examples")
        self.setModel(model)
        self.setItemDelegate(MatrixDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(tabular(self.font()))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(8)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        model.modelReset.connect(self.share_room)
        self.selectionModel().currentChanged.connect(
            lambda now, _: self.cell_chosen.emit(now.row(), now.column())
        )

    def share_room(self) -> None:
        """Makes the cells as large as the room allows, and no smaller than their figures."""
        classes = self._matrix.rowCount()
        if not classes:
            return
        metrics = self.fontMetrics()
        self.verticalHeader().setMaximumWidth(NAME_LETTERS * metrics.averageCharWidth())
        least = metrics.horizontalAdvance(self._matrix.widest_text) + 8, metrics.height()
        room = self.viewport().width() // classes, self.viewport().height() // classes
        width, height = (
            max(smallest, min(share, largest))
            for smallest, share, largest in zip(least, room, (WIDEST, HIGHEST), strict=True)
        )
        self.horizontalHeader().setDefaultSectionSize(width)
        self.verticalHeader().setDefaultSectionSize(height)

    def changeEvent(self, event: QEvent) -> None:
        """Takes the room of larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_matrix"):
            self.share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new room."""
        super().resizeEvent(event)
        self.share_room()
