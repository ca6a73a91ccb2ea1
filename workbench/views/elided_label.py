"""A line of text that says with an ellipsis where it had to be cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from workbench.qt.plain_text import plain_tool_tip


class ElidedLabel(QLabel):
    """Shows as much of one line as there is room for; the whole of it is in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Lets the line be as narrow as its neighbours ask for."""
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Shows `text`, and keeps the whole of it where the mouse finds it."""
        super().setText(text)
        self.setToolTip(plain_tool_tip(text))

    def shown_text(self) -> str:
        """Returns the part of the text that is seen."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown_text())
        painter.end()
