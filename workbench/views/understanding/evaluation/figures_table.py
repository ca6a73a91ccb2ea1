"""A table of names and figures that a click on a heading sorts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QTableView

from workbench.qt.evaluation.figures_table_model import SORT_ROLE, FiguresTableModel
from workbench.qt.palette import tabular

GAP = 6
"""Pixels beside the widest text of a column, on either side."""

MEASURED = 50
"""Rows that are measured for the width of a column."""


class FiguresTable(QTableView):
    """Shows a `FiguresTableModel`.

    Attributes:
        figures: What is shown.
        widths_changed: Emitted when the columns want other widths.
    """

    widths_changed = Signal()

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
        self._set_row_height()
        # In the order of the classes until a heading is clicked.
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        # A heading in bold letters would be cut.
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.setSortingEnabled(True)
        self.figures.modelReset.connect(self._share_room)
        self.figures.dataChanged.connect(self._widen)
        self.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self._widen())

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)

    def _share_room(self) -> None:
        """Makes each column as wide as it needs."""
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, self.needed_width(column))
        self.widths_changed.emit()

    def needed_width(self, column: int) -> int:
        """Returns how wide a column must be for its heading and its cells."""
        # Qt leaves room for the arrow of sorting beside every heading, which is a third of all the width there is.
        title = self.figures.columns[column].title
        heading = max(map(self.fontMetrics().horizontalAdvance, title.split("\n"))) + 2 * GAP
        if self.horizontalHeader().sortIndicatorSection() == column:
            heading += self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMarkSize) + GAP
        return max(heading, self.sizeHintForColumn(column) + GAP)

    def wanted_width(self) -> int:
        """Returns how wide the table must be to show all of its columns."""
        bar = self.verticalScrollBar().sizeHint().width()
        return sum(self.columnWidth(column) for column in range(self.model().columnCount())) + bar

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
        wider = False
        for column in range(self.model().columnCount()):
            wanted = self.needed_width(column)
            if wanted > self.columnWidth(column):
                wider = True
                self.setColumnWidth(column, wanted)
        if wider:
            self.widths_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Takes the room of larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "figures"):
            self._set_row_height()
            self._share_room()
