"""A painted list that scrolls, of which only what is in sight is painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from workbench.qt.palette import tabular


class ScrolledRows(QAbstractScrollArea):
    """Keeps the scroll bar in step with the rows, and says in a tool tip what is under the pointer.

    Subclasses say how high a row, all rows and the room for them are, paint what is in sight, and call `set_range`
    when there are other rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(tabular(self.font()))

    # What subclasses say

    def scroll_step(self) -> int:
        """Returns the height of a row in pixels."""
        raise NotImplementedError

    def height_of_rows(self) -> int:
        """Returns the height of all rows in pixels."""
        raise NotImplementedError

    def height_in_sight(self) -> int:
        """Returns the height of what can be seen at once in pixels."""
        return self.viewport().height()

    def words_at(self, position: QPoint) -> str:
        """Returns what the tool tip says at a position in the list."""
        raise NotImplementedError

    # What they share

    def set_range(self) -> None:
        """Adapts the scroll bar to the rows."""
        page, bar = self.height_in_sight(), self.verticalScrollBar()
        bar.setPageStep(max(page, 1))
        bar.setSingleStep(self.scroll_step())
        bar.setRange(0, max(0, self.height_of_rows() - page))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapts the scroll bar."""
        super().resizeEvent(event)
        self.set_range()

    def changeEvent(self, event: QEvent) -> None:
        """Adapts the scroll bar to another size of text."""
        super().changeEvent(event)
        # Before it was ever shown, the first resizing does it.
        if event.type() == QEvent.Type.FontChange and self.testAttribute(
            Qt.WidgetAttribute.WA_WState_Polished
        ):
            self.set_range()

    def viewportEvent(self, event: QEvent) -> bool:
        """Shows everything about what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().viewportEvent(event)
