"""A table beside something else, where the table gets the room that its columns want."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from workbench.views.understanding.evaluation.figures_table import FiguresTable


class TableSplitter(QSplitter):
    """Gives the table as much as it wants, up to a share of the whole, until a person moves the handle."""

    def __init__(self, left: QWidget, right: QWidget, table: FiguresTable, most: float) -> None:
        """`table` is one of the two sides; it takes `most` of the width at most, from 0 to 1."""
        super().__init__(Qt.Orientation.Horizontal)
        self._table, self._most, self._by_hand = table, most, False
        self.setChildrenCollapsible(False)
        for side in (left, right):
            self.addWidget(side)
        self.splitterMoved.connect(self._moved)
        table.widths_changed.connect(self.share_room)

    def share_room(self) -> None:
        """Gives the table its width."""
        if self._by_hand:
            return
        room = self.width() - self.handleWidth()
        wanted = min(self._table.wanted_width(), round(self._most * room))
        sizes = [wanted, room - wanted]
        self.setSizes(sizes if self.widget(0) is self._table else sizes[::-1])

    def _moved(self) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new room."""
        super().resizeEvent(event)
        self.share_room()
