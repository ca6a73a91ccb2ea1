"""Examples with two inputs as points in the plane."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from workbench.data.carried_classes import carries
from workbench.data.dataset import Dataset
from workbench.qt.palette import theme_of
from workbench.views.panel import GRID
from workbench.views.preview.class_marks import draw_mark, draw_pie

MOST_POINTS = 2000
MARK_SIDE = 10


class Scatter(QWidget):
    """Points in the plane, in the colour and mark of their class; with several labels, as pies."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scatter")
        self.setAccessibleName("Points in the plane")
        self.setToolTip("Each point is an example; a hollow ring has no label, a pie has several.")
        self._points: NDArray[Any] = np.zeros((0, 2))
        self._label_sets: NDArray[np.bool_] = np.zeros((0, 1), bool)
        self._set_of_point: NDArray[np.int64] = np.zeros(0, np.int64)

    def show_dataset(self, dataset: Dataset) -> None:
        """Takes at most a few thousand points, evenly from all of them."""
        chosen = slice(None, None, max(-(-dataset.number_of_examples // MOST_POINTS), 1))
        points, held = dataset.inputs[chosen], carries(dataset, chosen)
        known = np.isfinite(points).all(axis=1)
        self._points = points[known]
        self._label_sets, places = np.unique(held[known], axis=0, return_inverse=True)
        self._set_of_point = places.ravel()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the frame and the points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        painter.setBrush(theme.background)
        painter.setPen(theme.grid)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        # A mark that is drawn once and copied takes a tenth of the time.
        marks = [self._mark(np.flatnonzero(held)) for held in self._label_sets]
        for (x, y), place in zip(self._placed(), self._set_of_point, strict=True):
            painter.drawPixmap(QPointF(x - MARK_SIDE / 2, y - MARK_SIDE / 2), marks[place])
        painter.end()

    def _mark(self, labels: NDArray[np.int64]) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(MARK_SIDE * ratio), round(MARK_SIDE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_point(painter, QPointF(MARK_SIDE / 2, MARK_SIDE / 2), labels)
        painter.end()
        return pixmap

    def _placed(self) -> NDArray[Any]:
        if not len(self._points):
            return np.zeros((0, 2))
        low, high = self._points.min(axis=0), self._points.max(axis=0)
        scale = min(
            (self.width() - 3 * GRID) / max(high[0] - low[0], 1e-9),
            (self.height() - 3 * GRID) / max(high[1] - low[1], 1e-9),
        )
        centred = (self._points - (low + high) / 2) * (scale, -scale)
        return np.asarray(centred + (self.width() / 2, self.height() / 2))

    def _paint_point(self, painter: QPainter, centre: QPointF, labels: NDArray[np.int64]) -> None:
        if len(labels) == 1:
            draw_mark(painter, int(labels[0]), centre, 3)
        elif len(labels) == 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme_of(self.palette()).muted, 1))
            painter.drawEllipse(centre, 3, 3)
        else:
            draw_pie(painter, centre, labels)
