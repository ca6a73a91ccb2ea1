"""A table beside something else, where the table gets the room that its columns want."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.views.understanding.evaluation.figures_table import FiguresTable
from workbench.views.understanding.evaluation.turning_splitter import TurningSplitter


class TableSplitter(TurningSplitter):
    """Gives the table as much as it wants, up to a share of the whole."""

    def __init__(self, left: QWidget, right: QWidget, table: FiguresTable, most: float) -> None:
        """`table` is one of the two sides; it takes `most` of the width at most, from 0 to 1."""
        super().__init__(left, right)
        self._table, self._most = table, most
        table.widths_changed.connect(self.share_room)

    def first_part(self, room: int, upright: bool) -> int:
        """Returns the width that the table wants, or what is left of it."""
        if upright:
            return super().first_part(room, upright)
        wanted = min(self._table.wanted_width(), round(self._most * room))
        return wanted if self.widget(0) is self._table else room - wanted
