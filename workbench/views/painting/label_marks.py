"""Small pictures of the marks that points carry, drawn once."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from workbench.views.preview.class_marks import draw_mark, draw_pie

SIDE = 10
RADIUS = 3.5


def labels_in(label: int, several: bool) -> list[int]:
    """Returns the classes that a point's label stands for, as painted data keeps it."""
    return [i for i in range(label.bit_length()) if label >> i & 1] if several else [label]


def label_mark(labels: list[int], ring: QColor, outline: QColor, ratio: float, side: int = SIDE) -> QPixmap:
    """Returns the mark of a point: that of its class, a pie of several, or a hollow ring without any.

    Args:
        labels: The classes that the point carries.
        ring: The colour of a point without a label.
        outline: What sets a mark off from those under it.
        ratio: Pixels of the screen to one of Qt's.
        side: Of the picture, in Qt's pixels.
    """
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.scale(side / SIDE, side / SIDE)
    _draw(painter, labels, ring, outline)
    painter.end()
    return pixmap


def _draw(painter: QPainter, labels: list[int], ring: QColor, outline: QColor) -> None:
    centre = QPointF(0, 0)
    if len(labels) > 1:
        draw_pie(painter, centre, labels)
        return
    if labels:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(outline)
        painter.drawEllipse(centre, RADIUS + 1, RADIUS + 1)
        draw_mark(painter, labels[0], centre, RADIUS)
        return
    painter.setPen(QPen(ring, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, RADIUS - 0.5, RADIUS - 0.5)
