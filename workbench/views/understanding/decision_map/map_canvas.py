"""The plane itself: the map, its lines and axes, the examples, and the place that is read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.data.plane.plane import Span
from workbench.qt.palette import theme_of
from workbench.views.understanding.decision_map.axis_ticks import axis_ticks, tick_text
from workbench.views.understanding.decision_map.example_marks import (
    Labels,
    draw_examples,
    example_mark,
    transparent_picture,
)
from workbench.views.understanding.decision_map.map_drawing import MapDrawing

Point = tuple[float, float]

KEY_STEP = 0.02
ARROWS = {
    Qt.Key.Key_Left: (-KEY_STEP, 0.0),
    Qt.Key.Key_Right: (KEY_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, KEY_STEP),
    Qt.Key.Key_Down: (0.0, -KEY_STEP),
}
"""How far the arrow keys move, in shares of the window."""

PIXELS_PER_TICK = 60
CROSS = 7
REACH = 10
"""How far from an example, in pixels, a click means it."""

COMFORTABLE_SIDE, SMALLEST_MARK = 360, 0.6
"""Of the map, in pixels, from where on the marks have their full size; and their smallest share of it."""


class MapCanvas(QWidget):
    """Draws a map as a square, with examples over it. The pointer or the arrow keys read a place.

    A click on an example, or Enter beside one, chooses it.

    Attributes:
        chosen: Emitted with the number of the example that is chosen.
        pointed: Emitted with the point (x, y) of the plane that is read, None when the pointer leaves.
        theme_changed: Emitted when the colours are others.
    """

    chosen = Signal(int)
    pointed = Signal(object)
    theme_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decisionMapCanvas")
        self.setAccessibleName("Decision map")
        self.setToolTip(
            "What the network says at each place of the plane. Point at a place, or walk with the arrow keys, to "
            "read all probabilities there. Click an example, or press Enter beside one, to see it in Predictions."
        )
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 170)
        self.empty_text = ""
        self._titles = ("", "")
        self._spans: tuple[Span, Span] = ((-1, 1), (-1, 1))
        self._drawing: MapDrawing | None = None
        self._points: NDArray[np.float64] = np.empty((0, 2))
        self._labels: list[Labels] = []
        self._checking_from = 0
        self._shown_parts = (True, True)
        self._examples: tuple[tuple[object, ...], QPixmap] | None = None
        self._place: Point | None = None

    def sizeHint(self) -> QSize:
        """Returns a comfortable size."""
        return QSize(360, 340)

    # What it shows

    def show_plane(self, titles: tuple[str, str], spans: tuple[Span, Span]) -> None:
        """Takes what stands beside the axes, and the window."""
        self._titles, self._spans = titles, spans
        self._set_place(None)
        self.update()

    def show_examples(self, points: NDArray[np.float64], labels: list[Labels], checking_from: int) -> None:
        """Takes the examples: points (n, 2), the classes of each, and from where on they check instead of train."""
        self._points, self._labels, self._checking_from = points, labels, checking_from
        self._examples = None
        self.update()

    def show_parts(self, training: bool, validation: bool) -> None:
        """Shows or hides the examples of each part."""
        if (training, validation) != self._shown_parts:
            self._shown_parts = training, validation
            self._examples = None
            self.update()

    def show_drawing(self, drawing: MapDrawing | None, empty_text: str = "") -> None:
        """Shows a map; without one the text stands in the middle."""
        self._drawing, self.empty_text = drawing, empty_text
        self.setAccessibleDescription(empty_text)
        self.update()

    # Where things are

    @property
    def area(self) -> QRectF:
        """The square of the map within the widget."""
        line = self.fontMetrics().height()
        left, bottom = 4 * line, 2.5 * line
        side = max(min(self.width() - left - 6, self.height() - bottom - 4), 10)
        return QRectF(left + (self.width() - left - 6 - side) / 2, 4, side, side)

    def place_of(self, point: Point) -> QPointF:
        """Returns where in the widget a point of the plane is."""
        (left, right), (low, high) = self._spans
        area = self.area
        return QPointF(
            area.left() + (point[0] - left) / (right - left) * area.width(),
            area.bottom() - (point[1] - low) / (high - low) * area.height(),
        )

    def point_at(self, place: QPointF) -> Point | None:
        """Returns the point of the plane at a place of the widget; None outside of the map."""
        area = self.area
        if not area.contains(place):
            return None
        (left, right), (low, high) = self._spans
        return (
            left + (place.x() - area.left()) / area.width() * (right - left),
            low + (area.bottom() - place.y()) / area.height() * (high - low),
        )

    # Reading a place

    def read_place(self, place: Point | None) -> None:
        """Reads a point of the plane, None for none, as if the pointer were there."""
        self._set_place(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Reads the place under the pointer."""
        self._set_place(self.point_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the example under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose_near(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Reads no place any more."""
        self._set_place(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walks with the arrow keys; Escape leaves."""
        key = Qt.Key(event.key())
        if key in ARROWS:
            self._walk(*ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._place is not None:
            self._choose_near(self.place_of(self._place))
        elif key == Qt.Key.Key_Escape and self._place is not None:
            self._set_place(None)
        else:
            super().keyPressEvent(event)

    def _walk(self, right: float, up: float) -> None:
        middles = tuple((low + high) / 2 for low, high in self._spans)
        x, y = self._place or (middles[0], middles[1])
        moved = [
            min(max(value + step * (high - low), low), high)
            for value, step, (low, high) in zip((x, y), (right, up), self._spans, strict=True)
        ]
        self._set_place((moved[0], moved[1]))

    def _set_place(self, place: Point | None) -> None:
        if place != self._place:
            self._place = place
            self.pointed.emit(place)
            self.update()

    def _choose_near(self, place: QPointF) -> None:
        apart = np.hypot(*(self._places(self._points) - (place.x(), place.y())).T)
        training, validation = self._shown_parts
        apart[: self._checking_from] += 0 if training else np.inf
        apart[self._checking_from :] += 0 if validation else np.inf
        if apart.min(initial=np.inf) <= REACH:
            self.chosen.emit(int(apart.argmin()))

    # Drawing

    def changeEvent(self, event: QEvent) -> None:
        """Tells of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._examples = None
            self.theme_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the map from the bottom up."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        painter.setClipRect(self.area)
        if self._drawing is not None:
            self._draw_map(painter, self._drawing)
        self._draw_examples(painter)
        self._draw_cross(painter)
        if self._drawing is None:
            self._draw_empty(painter)
        painter.end()

    def _draw_axes(self, painter: QPainter) -> None:
        theme, area = theme_of(self.palette()), self.area
        painter.setBrush(theme.background)
        painter.setPen(theme.accent if self.hasFocus() else theme.grid)
        painter.drawRect(area.adjusted(-1, -1, 1, 1))
        painter.setPen(theme.muted)
        line, flags = self.fontMetrics().height(), Qt.AlignmentFlag
        most = max(int(area.width()) // PIXELS_PER_TICK, 2)
        across, upwards = self._spans
        for value in axis_ticks(across, most):
            x = self.place_of((value, upwards[0])).x()
            painter.drawText(QRectF(x - 40, area.bottom() + 2, 80, line), flags.AlignCenter, tick_text(value))
        for value in axis_ticks(upwards, most):
            y = self.place_of((across[0], value)).y()
            place = QRectF(area.left() - 64, y - line / 2, 60, line)
            painter.drawText(place, flags.AlignRight | flags.AlignVCenter, tick_text(value))
        self._draw_titles(painter)

    def _draw_titles(self, painter: QPainter) -> None:
        theme, area, line = theme_of(self.palette()), self.area, self.fontMetrics().height()
        painter.setPen(theme.foreground)
        x, y = (
            self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(area.width()))
            for title in self._titles
        )
        below = QRectF(area.left(), area.bottom() + 2 + 1.1 * line, area.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, x)
        painter.save()
        painter.translate(area.left() - 3.4 * line, area.center().y())
        painter.rotate(-90)
        painter.drawText(
            QRectF(-area.height() / 2, -line / 2, area.height(), line), Qt.AlignmentFlag.AlignCenter, y
        )
        painter.restore()

    def _draw_map(self, painter: QPainter, drawing: MapDrawing) -> None:
        theme, area = theme_of(self.palette()), self.area
        if drawing.has_hatch:
            painter.fillRect(area, QBrush(theme.chance, Qt.BrushStyle.BDiagPattern))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, drawing.image)
        # The numbers of the map are those at the middles of its pixels.
        across, down = area.width() / drawing.image.width(), area.height() / drawing.image.height()
        painter.save()
        painter.setTransform(
            QTransform(across, 0, 0, down, area.left() + across / 2, area.top() + down / 2), True
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for contour in drawing.contours:
            pen = QPen(contour.color, 1.6 if contour.decides else 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPath(contour.lines)
        painter.restore()

    def _draw_examples(self, painter: QPainter) -> None:
        ratio, size = self.devicePixelRatioF(), self.size()
        key = (size, ratio, self._spans)
        if self._examples is None or self._examples[0] != key:
            self._examples = key, self._drawn_examples(size, ratio)
        painter.drawPixmap(0, 0, self._examples[1])

    def _drawn_examples(self, size: QSize, ratio: float) -> QPixmap:
        theme, picture = theme_of(self.palette()), transparent_picture(size, ratio)
        parts = (slice(0, self._checking_from), slice(self._checking_from, None))
        scale = min(max(self.area.width() / COMFORTABLE_SIDE, SMALLEST_MARK), 1)
        painter = QPainter(picture)
        for checks, (part, shown) in enumerate(zip(parts, self._shown_parts, strict=True)):
            if shown:
                draw_examples(
                    painter,
                    self._places(self._points[part]),
                    self._labels[part],
                    lambda labels, checks=bool(checks): example_mark(  # type: ignore[misc]
                        labels, checks, theme.foreground.name(), theme.background.name(), ratio, scale
                    ),
                )
        painter.end()
        return picture

    def _places(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        (left, right), (low, high) = self._spans
        area = self.area
        x = area.left() + (points[:, 0] - left) / (right - left) * area.width()
        y = area.bottom() - (points[:, 1] - low) / (high - low) * area.height()
        return np.stack([x, y], axis=1)

    def _draw_cross(self, painter: QPainter) -> None:
        if self._place is None:
            return
        theme, place = theme_of(self.palette()), self.place_of(self._place)
        for color, width in ((theme.background, 4), (theme.foreground, 1.5)):
            painter.setPen(QPen(color, width))
            painter.drawLine(place - QPointF(CROSS, 0), place + QPointF(CROSS, 0))
            painter.drawLine(place - QPointF(0, CROSS), place + QPointF(0, CROSS))

    def _draw_empty(self, painter: QPainter) -> None:
        theme, area = theme_of(self.palette()), self.area.adjusted(12, 12, -12, -12)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        bounds = painter.boundingRect(area, flags, self.empty_text).adjusted(-6, -4, 6, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.background)
        painter.setOpacity(0.85)
        painter.drawRoundedRect(bounds, 4, 4)
        painter.setOpacity(1)
        painter.setPen(theme.muted)
        painter.drawText(area, flags, self.empty_text)
