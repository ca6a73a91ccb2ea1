"""A table of names and figures that a click on a heading sorts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from workbench.qt.evaluation.figures_table_model import SORT_ROLE, FiguresTableModel
from workbench.qt.palette import tabular

GAP = 8
"""Pixels between columns."""

MEASURED = 50
"""Rows that are measured for the width of a column."""


class FiguresTable(QTableView):
    """Shows a `FiguresTableModel`.

    Attributes:
        figures: What is shown.
    """

    def __init__(self, name: str, title: str, tool_tip: str) -> None:
        super().__init__()
        self.figures = FiguresTableModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.figures)
        self._sorted.setSortRole(SORT_ROLE)
        self.setModel(self._sorted)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(tool_tip)
        self.setFont(tabular(self.font()))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        # In the order of the classes until a heading is clicked.
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.setSortingEnabled(True)
        self.figures.modelReset.connect(self._share_room)
        self.figures.dataChanged.connect(self._widen)

    def _share_room(self) -> None:
        """Makes each column as wide as it needs, and a little wider."""
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, self.columnWidth(column) + GAP)

    def chosen_rows(self) -> list[int]:
        """Returns which rows of the model are selected, in their order there."""
        chosen = self.selectionModel().selectedRows()
        return sorted(self._sorted.mapToSource(index).row() for index in chosen)

    def choose_rows(self, rows: Sequence[int]) -> None:
        """Selects these rows of the model and no others."""
        flags = QItemSelectionModel.SelectionFlag
        self.clearSelection()
        for row in rows:
            index = self._sorted.mapFromSource(self.figures.index(row, 0))
            self.selectionModel().select(index, flags.Select | flags.Rows)

    def _widen(self) -> None:
        """Gives room to what became wider; nothing becomes narrower, or the figures would jump."""
        for column in range(self.model().columnCount()):
            wanted = self.sizeHintForColumn(column) + GAP
            if wanted > self.columnWidth(column):
                self.setColumnWidth(column, wanted)
