"""The painted points as one picture, to which a stroke only adds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from workbench.core.painted_data import PaintedData
from workbench.qt.palette import Theme
from workbench.views.painting.label_marks import SIDE, label_mark, labels_in


class PointLayer:
    """Keeps the picture of the points that were drawn last: a stroke on top of them costs only its own points."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._shown: PaintedData | None = None
        self._look: tuple[object, ...] = ()
        self._marks: dict[int, QPixmap] = {}

    def picture(self, painted: PaintedData, size: QSize, theme: Theme, ratio: float) -> QPixmap:
        """Returns the points on a canvas of `size`, in Qt's pixels, behind which one can see."""
        look = (size, theme, ratio, painted.several)
        known = self._known(painted) if look == self._look else None
        if known is None:
            self._begin(size, ratio)
            self._look, self._marks, known = look, {}, 0
        self._add(painted, known, theme, ratio)
        self._shown = painted
        return self._pixmap

    def _known(self, painted: PaintedData) -> int | None:
        """Returns how many of the points are in the picture; None where others are in it."""
        shown = self._shown
        if shown is None:
            return None
        count = len(shown.points)
        before = painted.points[:count] == shown.points and painted.labels[:count] == shown.labels
        return count if before else None

    def _begin(self, size: QSize, ratio: float) -> None:
        self._pixmap = QPixmap(size * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)

    def _add(self, painted: PaintedData, known: int, theme: Theme, ratio: float) -> None:
        if known == len(painted.points):
            return
        width, height = self._pixmap.deviceIndependentSize().toTuple()  # type: ignore[misc]
        painter = QPainter(self._pixmap)
        for (x, y), label in zip(painted.points[known:], painted.labels[known:], strict=True):
            place = QPointF((x + 1) / 2 * width - SIDE / 2, (1 - y) / 2 * height - SIDE / 2)
            painter.drawPixmap(place, self._mark(label, painted.several, theme, ratio))
        painter.end()

    def _mark(self, label: int, several: bool, theme: Theme, ratio: float) -> QPixmap:
        if label not in self._marks:
            self._marks[label] = label_mark(labels_in(label, several), theme.muted, theme.background, ratio)
        return self._marks[label]
