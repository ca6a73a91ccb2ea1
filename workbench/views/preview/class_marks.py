"""The marks that tell classes apart beside their colours, and their names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from workbench.core.class_colors import CLASS_COLORS
from workbench.qt.palette import class_color
from workbench.views.panel import GRID

MOST_CLASSES = 12
"""That are shown by name."""
NAME_WIDTH = 11 * GRID
"""Of a mark and a name that is not too long."""

# Outlines of the marks within a circle of radius 1: never colour alone.
MARKS: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    ((0, -1.1), (1.1, 0.9), (-1.1, 0.9)),
    ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    ((0, 1.1), (1.1, -0.9), (-1.1, -0.9)),
)


def outline(index: int) -> tuple[tuple[float, float], ...]:
    """Returns the corners of the mark of a class, none for a disc; with its colour it tells 50 classes apart."""
    return MARKS[(index + index // len(CLASS_COLORS)) % len(MARKS)]


def draw_mark(painter: QPainter, index: int, centre: QPointF, radius: float) -> None:
    """Draws the mark of a class in its colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(class_color(index))
    corners = outline(index)
    if not corners:
        painter.drawEllipse(centre, radius, radius)
        return
    painter.drawPolygon(QPolygonF([centre + QPointF(x, y) * radius for x, y in corners]))


def draw_pie(painter: QPainter, centre: QPointF, labels: Sequence[int] | NDArray[np.int64]) -> None:
    """Draws a point that carries several labels, a slice for each in its colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    area, slice_angle = QRectF(centre.x() - 4, centre.y() - 4, 8, 8), 360 * 16 // len(labels)
    for place, label in enumerate(labels):
        painter.setBrush(class_color(int(label)))
        painter.drawPie(area, place * slice_angle, slice_angle)


def paint_name(painter: QPainter, widget: QWidget, index: int, name: str, area: QRect) -> None:
    """Paints the mark and the name of a class, the name as much of it as there is room for."""
    draw_mark(painter, index, QPointF(area.left() + GRID, area.center().y() + 0.5), 5)
    painter.setPen(widget.palette().windowText().color())
    text = area.adjusted(2 * GRID + 2, 0, -GRID // 2, 0)
    elided = widget.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, text.width())
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
