"""Paints the paper of the pad and what is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

PAPER, INK, RULE, WORDS = QColor("#FFFFFF"), QColor("#202020"), QColor("#E4E4E4"), QColor("#6A6A6A")
MOST_RULES = 16
"""Pixels along a side up to which they are ruled on the paper."""

Point = tuple[float, float]
"""A place on the paper, in shares of width and height from the top left."""


@dataclass(frozen=True)
class PadPainter:
    """Paints on one paper.

    Attributes:
        painter: Of the widget.
        area: The paper.
    """

    painter: QPainter
    area: QRectF

    def place_of(self, point: Point) -> QPointF:
        """Returns where in the widget a place of the paper is."""
        area = self.area
        return QPointF(area.left() + point[0] * area.width(), area.top() + point[1] * area.height())

    def rules(self, shape: tuple[int, int]) -> None:
        """Paints the borders of the pixels, if those are few."""
        height, width = shape
        if max(height, width) > MOST_RULES:
            return
        self.painter.setPen(RULE)
        for column in range(1, width):
            self.painter.drawLine(self.place_of((column / width, 0)), self.place_of((column / width, 1)))
        for row in range(1, height):
            self.painter.drawLine(self.place_of((0, row / height)), self.place_of((1, row / height)))

    def strokes(self, strokes: Sequence[Sequence[Point]], pen_width: float) -> None:
        """Paints what was drawn; what goes beyond the paper is cut."""
        painter = self.painter
        painter.save()
        painter.setClipRect(self.area)
        styles = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(INK, pen_width, *styles))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in strokes:
            path = QPainterPath(self.place_of(stroke[0]))
            for point in stroke[1:]:
                path.lineTo(self.place_of(point))
            # A path that goes nowhere would draw nothing.
            painter.drawPath(path) if len(set(stroke)) > 1 else painter.drawPoint(self.place_of(stroke[0]))
        painter.restore()

    def hint(self, words: str) -> None:
        """Paints words on the empty paper."""
        self.painter.setPen(WORDS)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        self.painter.drawText(self.area.adjusted(8, 8, -8, -8), flags, words)

    def pen(self, point: Point, width: float, pen: QPen) -> None:
        """Paints a ring where the pen is."""
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawEllipse(self.place_of(point), width / 2, width / 2)
