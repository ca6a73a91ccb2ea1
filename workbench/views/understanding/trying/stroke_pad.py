"""The paper on which a person draws."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.drawing.frame import PEN, Stroke
from workbench.qt.palette import theme_of
from workbench.views.understanding.trying.pad_painter import PAPER, PadPainter, Point

KEY_STEP = 1 / 32
ARROWS = {
    Qt.Key.Key_Left: (-KEY_STEP, 0.0),
    Qt.Key.Key_Right: (KEY_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -KEY_STEP),
    Qt.Key.Key_Down: (0.0, KEY_STEP),
}


class StrokePad(QWidget):
    """Turns the pointer's way into strokes. With the keyboard: arrows move the pen, Space puts it down or lifts it.

    Attributes:
        drawn: Emitted with every change of the strokes.
        pen: How wide the pen is, as a share of the paper.
        can_draw: Whether it takes strokes; else it only shows pictures.
        hint: What stands on the empty paper.
    """

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strokePad")
        self.setAccessibleName("Paper to draw on")
        self.setToolTip(
            "Draw with the pointer. With the keyboard, arrows move the pen, Space puts it down or lifts it."
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.pen, self.can_draw, self.hint = PEN, True, ""
        self._shape = (8, 8)
        self._strokes: list[list[Point]] = []
        self._picture = QImage()
        self._place = (0.5, 0.5)
        self._is_down = self._by_keyboard = False

    @property
    def strokes(self) -> list[Stroke]:
        """The strokes so far, see `Stroke`."""
        return [np.array(stroke) for stroke in self._strokes]

    @property
    def area(self) -> QRectF:
        """The paper, in the middle of the widget, with the proportions of the picture."""
        height, width = self._shape
        side = min((self.width() - 2) / width, (self.height() - 2) / height)
        area = QRectF(0, 0, side * width, side * height)
        area.moveCenter(QRectF(self.rect()).center())
        return area

    def place_of(self, point: Point) -> QPointF:
        """Returns where in the widget a place of the paper is, in shares from the top left."""
        area = self.area
        return QPointF(area.left() + point[0] * area.width(), area.top() + point[1] * area.height())

    def _point_at(self, place: QPointF) -> Point:
        area = self.area
        return (place.x() - area.left()) / area.width(), (place.y() - area.top()) / area.height()

    def take_shape(self, shape: tuple[int, int], can_draw: bool, hint: str) -> None:
        """Gets ready for pictures of another height and width; strokes of the same ones stay."""
        if (shape, can_draw) != (self._shape, self.can_draw) or not self._picture.isNull():
            self.clear()
        self._shape, self.can_draw, self.hint = shape, can_draw, hint
        self.setCursor(Qt.CursorShape.CrossCursor if can_draw else Qt.CursorShape.ArrowCursor)
        self._changed()

    def clear(self) -> None:
        """Takes everything off the paper."""
        self._strokes, self._picture, self._is_down = [], QImage(), False
        self._changed()

    def undo(self) -> None:
        """Takes the last stroke off the paper."""
        self._strokes, self._is_down = self._strokes[:-1], False
        self._changed()

    def show_picture(self, image: QImage) -> None:
        """Shows a picture that was brought, in place of strokes."""
        self._strokes, self._picture, self._is_down = [], image, False
        self.update()

    def set_pen(self, share: float) -> None:
        """Draws with a pen as wide as a share of the paper, also what is drawn already."""
        self.pen = share
        self._changed()

    def _changed(self) -> None:
        self.update()
        self.drawn.emit()

    # Strokes

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Puts the pen down."""
        self._by_keyboard = False
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(self._point_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws on."""
        if self._is_down:
            self._draw_to(self._point_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lifts the pen."""
        self._is_down = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the pen with the arrows, and puts it down or lifts it with Space."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None and self.can_draw:
            self._move_by(step)
        elif event.key() == Qt.Key.Key_Space and self.can_draw:
            self._lift() if self._is_down else self._begin(self._place)
        else:
            super().keyPressEvent(event)

    def _move_by(self, step: Point) -> None:
        x, y = (min(max(at + by, 0.0), 1.0) for at, by in zip(self._place, step, strict=True))
        self._place, self._by_keyboard = (x, y), True
        self._draw_to((x, y)) if self._is_down else self.update()

    def _begin(self, point: Point) -> None:
        if self.can_draw:
            self._picture, self._is_down, self._place = QImage(), True, point
            self._strokes.append([point])
            self._changed()

    def _draw_to(self, point: Point) -> None:
        self._place = point
        if point != self._strokes[-1][-1]:
            self._strokes[-1].append(point)
            self._changed()

    def _lift(self) -> None:
        self._is_down = False
        self.update()

    # Drawing

    @property
    def _pen_width(self) -> float:
        return self.pen * min(self.area.width(), self.area.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the paper, what is on it, and for the keyboard where the pen is."""
        painter, area, theme = QPainter(self), self.area, theme_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, PAPER)
        on_paper = PadPainter(painter, area)
        if not self._picture.isNull():
            painter.drawImage(area, self._picture)
        elif self.can_draw:
            on_paper.rules(self._shape)
        on_paper.strokes(self._strokes, self._pen_width)
        if not self._strokes and self._picture.isNull():
            on_paper.hint(self.hint)
        painter.setPen(QPen(theme.accent if self.hasFocus() else theme.muted, 1))
        painter.drawRect(area)
        if self.hasFocus() and self._by_keyboard:
            on_paper.pen(self._place, self._pen_width, QPen(theme.accent, 2 if self._is_down else 1))
        painter.end()

    def sizeHint(self) -> QSize:
        """Returns a comfortable size."""
        return QSize(240, 240)
