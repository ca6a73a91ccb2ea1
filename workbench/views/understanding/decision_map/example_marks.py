"""The examples over a map, drawn once and kept as a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from workbench.qt.palette import Theme
from workbench.views.painting.label_marks import RADIUS, SIDE, label_mark

RING = 5.0
"""Radius of the ring around an example that checks."""

Labels = tuple[int, ...]


@lru_cache(maxsize=256)
def example_mark(
    labels: Labels, checks: bool, ring: str, outline: str, ratio: float, scale: float = 1.0
) -> QPixmap:
    """Returns the mark of an example with these labels, which has a ring around it where it checks.

    Args:
        labels: The classes that the example carries.
        checks: Whether it is of the validation part.
        ring: The colour of the ring, and of an example without a label.
        outline: The colour that sets a mark off from what is under it.
        ratio: Pixels of the screen to one of Qt's.
        scale: How large it is.
    """
    mark = label_mark(list(labels), QColor(ring), QColor(outline), ratio * scale, SIDE)
    return _in_ring(mark, ring, outline, ratio, scale) if checks else _scaled(mark, ratio)


def part_mark(checks: bool, theme: Theme, ratio: float) -> QPixmap:
    """Returns what stands for all examples of the validation part, or of the training part."""
    mark = transparent_picture(QSize(SIDE, SIDE), ratio)
    painter = QPainter(mark)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.chance)
    painter.drawEllipse(QPointF(SIDE / 2, SIDE / 2), RADIUS, RADIUS)
    painter.end()
    return _in_ring(mark, theme.foreground.name(), theme.background.name(), ratio, 1) if checks else mark


def _in_ring(mark: QPixmap, ring: str, outline: str, ratio: float, scale: float) -> QPixmap:
    side = (2 * RING + 3) * scale
    framed = transparent_picture(QSizeF(side, side).toSize(), ratio)
    middle = framed.deviceIndependentSize().width() / 2
    painter = QPainter(framed)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(ring), 1.2))
    painter.setBrush(QColor(outline))
    painter.drawEllipse(QPointF(middle, middle), RING * scale, RING * scale)
    half = SIDE * scale / 2
    painter.drawPixmap(QRectF(middle - half, middle - half, 2 * half, 2 * half), mark, QRectF(mark.rect()))
    painter.end()
    return framed


def _scaled(mark: QPixmap, ratio: float) -> QPixmap:
    mark.setDevicePixelRatio(ratio)
    return mark


def draw_examples(
    painter: QPainter,
    places: NDArray[np.float64],
    labels: list[Labels],
    mark_of: Callable[[Labels], QPixmap],
) -> None:
    """Draws the mark of each example with its centre at its place (n, 2), in the painter's coordinates."""
    for (x, y), carried in zip(places.tolist(), labels, strict=True):
        mark = mark_of(carried)
        half = mark.deviceIndependentSize().width() / 2
        painter.drawPixmap(QPointF(x - half, y - half), mark)


def transparent_picture(size: QSize, ratio: float) -> QPixmap:
    """Returns a picture with nothing on it."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
