"""One of the two large buttons between which a person chooses the head."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton

from workbench.core.heads import QUESTIONS, Activation
from workbench.qt.palette import theme_of
from workbench.views.panel import GRID

BUTTON_NAMES: dict[Activation, str] = {"softmax": "headSoftmax", "sigmoid": "headSigmoid"}
SUB_LINES: dict[Activation, str] = {
    "softmax": "probabilities sum to 1",
    "sigmoid": "each label by itself",
}


class HeadButton(QPushButton):
    """A large choice with its question, its function and one line on what that means."""

    def __init__(self, activation: Activation) -> None:
        question = QUESTIONS[activation]
        super().__init__(f"{question}: {activation}")
        self._lines = (question, activation, SUB_LINES[activation])
        self.setCheckable(True)
        self.setObjectName(BUTTON_NAMES[activation])
        self.setAccessibleName(f"{question}: {activation}")
        self.setAccessibleDescription(SUB_LINES[activation])
        self.setToolTip(f"The {activation} head: {SUB_LINES[activation]}. All weights are kept.")
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Returns room for three lines."""
        return QSize(264, round(self.fontMetrics().height() * 2.7) + 2 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Returns what narrow docks leave; the lowest line is cut short there."""
        return QSize(144, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints a card, its mark and its lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        self._paint_mark(painter)
        self._paint_lines(painter)
        painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        theme = theme_of(self.palette())
        strong = self.isChecked() or self.hasFocus() or self.underMouse()
        fill = self.palette().color(QPalette.ColorRole.Button)
        painter.setBrush(theme.background if self.isChecked() else fill)
        width = 3 if self.isChecked() else 1
        painter.setPen(QPen(theme.accent if strong else theme.muted, width))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.muted, 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(self.rect().adjusted(5, 5, -5, -5), 4, 4)

    def _paint_mark(self, painter: QPainter) -> None:
        theme = theme_of(self.palette())
        centre = QPoint(2 * GRID + 4, self.height() // 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.accent if self.isChecked() else theme.muted, 2))
        painter.drawEllipse(centre, 7, 7)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(centre, 4, 4)

    def _paint_lines(self, painter: QPainter) -> None:
        question, activation, sub_line = self._lines
        area = self.rect().adjusted(4 * GRID + 4, GRID, -GRID - 4, -GRID)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        upper = QRect(area.left(), area.top(), area.width(), painter.fontMetrics().height())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, question)
        painter.setFont(self.font())
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, activation)
        painter.setPen(theme_of(self.palette()).muted)
        text = self.fontMetrics().elidedText(sub_line, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)
