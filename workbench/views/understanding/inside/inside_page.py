"""What the pages of the view that looks inside have in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.core.inside.inside import Inside
from workbench.qt.palette import Theme, theme_of
from workbench.views.understanding.save_button import Table

MARGIN = 8


class InsidePage(QWidget):
    """Paints what was seen last, or says in words what is missing.

    Attributes:
        inside: What was seen last; None before any training.
    """

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 80)
        self.setMouseTracking(True)
        self.inside: Inside | None = None

    def show_inside(self, inside: Inside | None) -> None:
        """Shows what was seen."""
        self.inside = inside
        self.update()

    @property
    def waiting(self) -> str:
        """What is missing, in words; empty where there is something to paint."""
        return "" if self.inside else "Train the network to see inside it."

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paints what was seen."""
        raise NotImplementedError

    def words_at(self, place: QPoint) -> str:
        """Returns what the tool tip says at a place."""
        raise NotImplementedError

    def table(self) -> Table:
        """Returns the numbers for a file."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints, or says what is missing."""
        painter, theme = QPainter(self), theme_of(self.palette())
        painter.fillRect(self.rect(), theme.background)
        if self.waiting:
            painter.setPen(theme.muted)
            area = self.rect().adjusted(16, 8, -16, -8)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.waiting)
        else:
            self.paint(painter, theme)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Shows the numbers under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), "" if self.waiting else self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Returns a comfortable size."""
        return QSize(480, 240)
