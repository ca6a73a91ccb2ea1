"""The square from -1 to 1 on which a person paints."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.painted_edits import Point
from workbench.qt.painting.painting import Painting
from workbench.qt.palette import class_color, theme_of
from workbench.views.painting.point_layer import PointLayer

MARGIN = 1
KEY_STEP = 0.05
ARROWS = {
    Qt.Key.Key_Left: (-KEY_STEP, 0.0),
    Qt.Key.Key_Right: (KEY_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, KEY_STEP),
    Qt.Key.Key_Down: (0.0, -KEY_STEP),
}
HINT = "Click or drag here to paint.\nThe right button erases."


class PaintCanvas(QWidget):
    """Draws the points and the brush, and turns the pointer's way into strokes.

    With the keyboard: the arrow keys move the brush, Space puts it down.

    Attributes:
        theme_changed: Emitted when what lies behind the points has another colour.
    """

    theme_changed = Signal()

    def __init__(self, painting: Painting) -> None:
        super().__init__()
        self.setObjectName("paintCanvas")
        self.setAccessibleName("Canvas")
        self.setToolTip(
            "Click or drag to paint points; the right button erases. Arrow keys move the brush, Space paints. "
            "The shade behind the points is what the trained network says there."
        )
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(160, 160)
        self._painting = painting
        self._layer = PointLayer()
        self._brush_place: Point | None = None
        self._map: QImage | None = None
        painting.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Returns a comfortable size."""
        return QSize(320, 320)

    @property
    def area(self) -> QRectF:
        """The square that stands for -1 to 1 both ways, in the middle of the widget."""
        side = min(self.width(), self.height()) - 2 * MARGIN
        return QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def point_at(self, place: QPointF) -> Point:
        """Returns where on the canvas a place of the widget is."""
        area = self.area
        x, y = (place.x() - area.left()) / area.width(), (place.y() - area.top()) / area.height()
        return 2 * x - 1, 1 - 2 * y

    def place_of(self, point: Point) -> QPointF:
        """Returns where in the widget a point of the canvas is."""
        area = self.area
        return QPointF(
            area.left() + (point[0] + 1) / 2 * area.width(), area.top() + (1 - point[1]) / 2 * area.height()
        )

    def show_map(self, image: QImage | None) -> None:
        """Draws what the network says behind the points: a picture of the whole canvas, or nothing."""
        if image is not self._map:
            self._map = image
            self.update()

    # Strokes

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Puts the brush down, or with the right button the eraser."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._painting.begin(
                self.point_at(event.position()), erases=event.button() == Qt.MouseButton.RightButton
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws the brush on."""
        self._brush_place = self.point_at(event.position())
        self._painting.move(self._brush_place)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lifts the brush."""
        self._painting.end()

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the outline of the brush away."""
        self._brush_place = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the brush with the arrow keys, and paints with Space."""
        place = self._brush_place or (0.0, 0.0)
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            self._brush_place = tuple(max(-1.0, min(1.0, a + b)) for a, b in zip(place, step, strict=True))  # type: ignore[assignment]
        elif event.key() == Qt.Key.Key_Space:
            self._brush_place = place
            self._painting.begin(place)
            self._painting.end()
        else:
            super().keyPressEvent(event)
        self.update()

    # Drawing

    def changeEvent(self, event: QEvent) -> None:
        """Tells of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.theme_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the square, its axes, the points and the outline of the brush."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        self._draw_square(painter)
        self._draw_points(painter)
        self._draw_brush(painter)
        painter.end()

    def _draw_square(self, painter: QPainter) -> None:
        theme, area, middle = theme_of(self.palette()), self.area, self.area.center()
        painter.setPen(theme.chance if self.hasFocus() else theme.grid)
        painter.setBrush(theme.background)
        painter.drawRect(area)
        if self._map is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._map)
        painter.setPen(theme.grid)
        painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y()))
        painter.drawLine(QPointF(middle.x(), area.top()), QPointF(middle.x(), area.bottom()))
        painter.setPen(theme.muted)
        margins, flags = area.adjusted(3, 1, -3, -1), Qt.AlignmentFlag
        painter.drawText(margins, flags.AlignLeft | flags.AlignBottom, "−1")
        painter.drawText(margins, flags.AlignRight | flags.AlignBottom, "1")
        painter.drawText(margins, flags.AlignLeft | flags.AlignTop, "1")

    def _draw_points(self, painter: QPainter) -> None:
        painted = self._painting.painted
        if painted is None:
            return
        if not painted.points:
            above = self.area.adjusted(0, 0, 0, -self.area.height() / 2)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, HINT)
            return
        theme, ratio = theme_of(self.palette()), self.devicePixelRatioF()
        picture = self._layer.picture(painted, self.area.size().toSize(), theme, ratio)
        painter.drawPixmap(self.area.topLeft(), picture)

    def _draw_brush(self, painter: QPainter) -> None:
        if self._brush_place is None:
            return
        brush, theme = self._painting.brush, theme_of(self.palette())
        radius = brush.radius / 2 * self.area.width()
        color = class_color(min(brush.labels)) if brush.labels and not brush.erases else theme.muted
        dashed = Qt.PenStyle.DashLine if brush.erases else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color, 1, dashed))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.place_of(self._brush_place), radius, radius)
