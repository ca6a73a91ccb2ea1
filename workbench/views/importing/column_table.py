"""The table in which a person says what each column is for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from workbench.qt.importing.column_table_model import (
    CHOICES,
    COLUMNS,
    EDITED,
    NAME,
    VALUES,
    ColumnTableModel,
)
from workbench.views.importing.choice_delegate import ChoiceDelegate
from workbench.views.panel import GRID

WIDTHS = (20, 12, 13, 8, 9, 9, 8)
"""Of the columns from the left, in steps of the grid; the last one takes what is left."""


class ColumnTable(QTableView):
    """One row for each column of the file; a choice is for all the rows that are marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columnTable")
        self.setAccessibleName("Columns of the file")
        self.setToolTip(
            "What each column is for and what it holds. Mark several rows to choose for all of them."
        )
        self.columns = ColumnTableModel(self)
        self.setModel(self.columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setWordWrap(False)
        # Long names often differ at their ends.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._arrange()

    def _arrange(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for section, width in enumerate(WIDTHS):
            header.resizeSection(section, width * GRID)
        header.setSectionResizeMode(VALUES, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(6 * GRID)
        self.verticalHeader().setDefaultSectionSize(int(3.5 * GRID))
        self.verticalHeader().hide()
        for section in EDITED:
            self.setItemDelegateForColumn(
                section, ChoiceDelegate(COLUMNS[section], CHOICES, self.choose, self)
            )

    def choose(self, row: int, section: int, word: str) -> None:
        """Tells of a choice in `row`, for all marked rows where that is one of them."""
        marked = sorted(index.row() for index in self.selectionModel().selectedRows(NAME))
        self.columns.choose(marked if row in marked else [row], section, word)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Lets marked rows stay marked when a list in one of them is opened."""
        if index.column() in EDITED and self.selectionModel().isSelected(index):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)
