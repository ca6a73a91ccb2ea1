"""The drawing surface of a plot: pyqtgraph's, handed no more points than can be seen.

Importing pyqtgraph takes a fifth of a second, so this module is imported by `load_canvas` alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsItem

from workbench.core.curve_points import CurvePoints
from workbench.qt.palette import Theme, theme_of
from workbench.views.curve import Curve
from workbench.views.plot_font import set_plot_font
from workbench.views.steady_range import Range, on_axis

KEY_MOVES = {
    Qt.Key.Key_Left: (-0.1, 0.0),
    Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, 0.1),
    Qt.Key.Key_Down: (0.0, -0.1),
}
KEY_ZOOMS = {Qt.Key.Key_Plus: 0.75, Qt.Key.Key_Equal: 0.75, Qt.Key.Key_Minus: 1 / 0.75}

AXES = ("bottom", "left")
LAST_LEVEL = 2
TICK_LEVELS = {False: 0, True: LAST_LEVEL}
"""The last level of ticks, by whether an axis is logarithmic. Where whole steps have their lines, pyqtgraph's finer
ones hardly show, and painting them took four fifths of a redraw; within a decade there are no others.
"""

TICK_DENSITY = {False: 2.0, True: 1.0}
"""About twice as many numbers as pyqtgraph has of its own accord where all are of the first level."""

WIDE = 480
"""Pixels of the axis of the steps from which on there is room for so many numbers, which may be long."""

LEGEND_MARGIN = 8

MOST_POWERS = 8
"""Powers of ten that all have their numbers; of more, pyqtgraph chooses some."""

LARGEST_POWER = 100
"""Steps beyond this power of ten are not told apart: floating-point numbers end near its third power."""


def has_powers(low: float, high: float) -> bool:
    """Whether a logarithmic axis shows two whole powers of ten or more, and so few that each has its number."""
    return 1 < math.floor(high) - math.ceil(low) + 1 <= MOST_POWERS


class CurveCanvas(pg.PlotWidget):
    """Shows curves of any length, following them until a person zooms or moves.

    Attributes:
        view: pyqtgraph's view of the curves.
        legend: pyqtgraph's legend, of the curves that have points.
        hairline: The line at the step under the pointer.
        here: The line at the step that all views show.
        level: A horizontal line with words.
        pointed: Emitted with the step under the pointer, None when it leaves.
        fit_wanted: Emitted when a person asks to see everything again.
    """

    pointed = Signal(object)
    fit_wanted = Signal()

    def __init__(self, curves: Sequence[Curve], points: Mapping[str, CurvePoints], title: str) -> None:
        super().__init__()
        self._curves, self._points = tuple(curves), points
        self._theme = theme_of(self.palette())
        self._logarithmic = (False, False)
        self._follows = [True, True]
        self._powers_alone = [False, False]
        self._marks: tuple[tuple[float, str], ...] = ()
        self._mark_lines: list[pg.InfiniteLine] = []
        self.view = self.getViewBox()
        self._prepare_plot(title)
        self.legend = self.addLegend(verSpacing=-4)
        self._items = {curve.name: self._add_curve() for curve in curves}
        self.hairline = self._add_line(90)
        self.here = self._add_line(90)
        self._here: int | None = None
        self.level = self._add_line(0, {"position": 0.4, "anchors": [(0.5, 1), (0.5, 1)]})
        self._stale = self._prepare_stale()
        self._use_pixels(True)

    def _prepare_plot(self, title: str) -> None:
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.showGrid(x=True, y=True, alpha=0.15)
        self.setLabel("bottom", "step")
        if title:
            self.setLabel("left", title)
        for name in AXES:
            # A loss of 0.7 is read as 0.7, not as 700 with a factor at the axis.
            self.getAxis(name).enableAutoSIPrefix(False)
        # The range is set, not found: pyqtgraph would look at the points again and again.
        self.disableAutoRange()
        # pyqtgraph's own menu is not used, but it has no parent and would outlive the plot.
        self.destroyed.connect(self.getPlotItem().ctrlMenu.deleteLater)

    def set_curves(self, curves: Sequence[Curve]) -> None:
        """Draws other curves from now on, whose points are in the mapping that it was made with."""
        for item in self._items.values():
            self.removeItem(item)
        self._curves = tuple(curves)
        self._items = {curve.name: self._add_curve() for curve in curves}
        self._use_pixels(True)
        self.legend.clear()

    def _add_curve(self) -> pg.PlotDataItem:
        item = pg.PlotDataItem()
        self.addItem(item, ignoreBounds=True)
        return item

    def _add_line(self, angle: int, label: dict[str, object] | None = None) -> pg.InfiniteLine:
        line = pg.InfiniteLine(angle=angle, label=None if label is None else "", labelOpts=label)
        line.hide()
        self.addItem(line, ignoreBounds=True)
        return line

    def _prepare_stale(self) -> QTimer:
        """Has the curves drawn anew once, however often the view changes before."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(0)
        timer.timeout.connect(self.draw_curves)
        self.view.sigRangeChanged.connect(lambda *_: timer.start())
        self.view.sigRangeChanged.connect(lambda *_: self._choose_numbers())
        self.view.sigResized.connect(lambda *_: timer.start())
        self.view.sigResized.connect(lambda *_: self._space_numbers())
        self.view.sigRangeChangedManually.connect(self._moved_by_hand)
        return timer

    def sizeHint(self) -> QSize:
        """Returns room for a curve that can be read."""
        return QSize(480, 200)

    # What is seen

    def follow(self, x: Range, y: Range) -> None:
        """Shows these ranges where a person has not moved the axes."""
        now = [(low, high) for low, high in self.view.viewRange()]
        ranges = [wanted if follows else kept for wanted, follows, kept in zip((x, y), self._follows, now)]
        if ranges != now:
            self.setRange(xRange=ranges[0], yRange=ranges[1], padding=0)

    def show_all(self) -> None:
        """Makes both axes follow the curves again, at the next `follow`."""
        self._follows = [True, True]

    def set_logarithmic(self, x: bool, y: bool) -> None:
        """Makes the axes logarithmic or not; both follow the curves again."""
        self._logarithmic = (x, y)
        self.setLogMode(x=x, y=y)
        for name, logarithmic in zip(AXES, self._logarithmic):
            self.getAxis(name).setStyle(maxTickLevel=TICK_LEVELS[logarithmic])
        self._space_numbers()
        self.disableAutoRange()
        self._choose_numbers()
        self._place_marks()
        self.show_all()

    def _space_numbers(self) -> None:
        """Writes as many numbers as there is room for: on a short axis of steps they would overlap."""
        room = {"bottom": min(self.view.width() / WIDE, 1.0), "left": 1.0}
        for name, logarithmic in zip(AXES, self._logarithmic):
            self.getAxis(name).setTickDensity(TICK_DENSITY[logarithmic] * room[name])

    def _choose_numbers(self) -> None:
        """Writes powers of ten alone at a logarithmic axis that has some: the numbers between them overlap."""
        ranges = self.view.viewRange()
        alone = [logarithmic and has_powers(*ends) for logarithmic, ends in zip(self._logarithmic, ranges)]
        if alone == self._powers_alone:
            # Being told anything makes an axis paint itself anew.
            return
        self._powers_alone = alone
        for name, powers in zip(AXES, alone):
            axis = self.getAxis(name)
            axis.setStyle(maxTextLevel=0 if powers else LAST_LEVEL)
            axis.setTickSpacing(levels=[(1.0, 0.0)] if powers else None)

    def _moved_by_hand(self, axes: Sequence[bool]) -> None:
        self._follows = [follows and not moved for follows, moved in zip(self._follows, axes)]

    def step_range(self) -> Range:
        """Returns the first and the last step that are seen."""
        low, high = self.view.viewRange()[0]
        return self._step(low), self._step(high)

    def _step(self, place: float) -> float:
        if not self._logarithmic[0]:
            return place
        return float(10.0 ** min(max(place, -LARGEST_POWER), LARGEST_POWER))

    def step_at(self, position: QPointF) -> float | None:
        """Returns the step under a pixel, None outside of the curves' area."""
        place = self.mapToScene(position.toPoint())
        if not self.view.sceneBoundingRect().contains(place):
            return None
        return self._step(self.view.mapSceneToView(place).x())

    # Drawing

    def draw_curves(self) -> None:
        """Hands pyqtgraph the points that are seen now, about two for each pixel."""
        self._stale.stop()
        for curve in self._curves:
            self._draw_curve(curve)
        self._fill_legend()

    def _draw_curve(self, curve: Curve) -> None:
        low, high = self.step_range()
        pixels = max(round(self.view.width()), 1)
        steps, values = self._points[curve.name].visible(low, high, pixels, self._logarithmic[0])
        whole = bool(self._is_drawn(values).all())
        self._items[curve.name].setData(
            steps,
            values,
            pen=curve.pen(self._theme, len(steps)),
            symbol=curve.symbol_of(len(steps)),
            symbolPen=curve.color(self._theme),
            symbolBrush=self._theme.background,
            symbolSize=6,
            connect="all" if whole else "finite",
            skipFiniteCheck=whole,
        )

    def _is_drawn(self, values: NDArray[np.floating]) -> NDArray[np.bool_]:
        drawn: NDArray[np.bool_] = np.isfinite(values)
        return drawn & (values > 0) if self._logarithmic[1] else drawn

    def shown_curves(self) -> list[str]:
        """Returns the names of the curves that have points."""
        return [curve.name for curve in self._curves if len(self._points[curve.name])]

    def _fill_legend(self) -> None:
        names = self.shown_curves()
        if names != [label.text for _, label in self.legend.items]:
            self.legend.clear()
            for name in names:
                self.legend.addItem(self._items[name], name)

    def place_legend(self, corner: Qt.Corner) -> None:
        """Puts the legend where the curves leave room."""
        right = corner in (Qt.Corner.TopRightCorner, Qt.Corner.BottomRightCorner)
        low = corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner)
        offset = (-LEGEND_MARGIN if right else LEGEND_MARGIN, -LEGEND_MARGIN if low else LEGEND_MARGIN)
        self.legend.anchor((int(right), int(low)), (int(right), int(low)), offset=offset)

    # Lines

    def show_marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """Draws a vertical line with small words at each (step, words)."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        for line in self._mark_lines:
            self.removeItem(line)
        self._mark_lines = [self._mark(words, place) for place, (_, words) in enumerate(marks)]
        self._place_marks()
        self._color_lines()

    def _mark(self, words: str, place: int) -> pg.InfiniteLine:
        # Four heights in turn, so that the words of neighbouring marks do not cover each other.
        options = {"position": 0.46 - 0.1 * (place % 4), "anchors": [(0, 0.5), (1, 0.5)]}
        line = self._add_line(90, options)
        line.label.setFormat(words)
        line.show()
        return line

    def _place_marks(self) -> None:
        for line, (step, _) in zip(self._mark_lines, self._marks):
            line.setValue(on_axis(max(step, 1), self._logarithmic[0]))
        self.show_here(self._here)

    def show_here(self, step: int | None) -> None:
        """Draws the line at the step that all views show, None for none."""
        self._here = step
        self.here.setVisible(step is not None)
        if step is not None:
            self.here.setValue(on_axis(max(step, 1) if self._logarithmic[0] else step, self._logarithmic[0]))

    def show_level(self, level: tuple[float, str] | None) -> None:
        """Draws a horizontal line at (value, words), None for none."""
        self.level.setVisible(level is not None)
        if level is not None:
            self.level.setValue(on_axis(level[0], self._logarithmic[1]))
            self.level.label.setFormat(level[1])

    def show_hairline(self, step: float | None) -> None:
        """Draws the line under the pointer, None for none."""
        self.hairline.setVisible(step is not None)
        if step is not None:
            self.hairline.setValue(on_axis(step, self._logarithmic[0]))

    @contextmanager
    def for_file(self) -> Iterator[None]:
        """Has all drawn rather than copied from the screen's pixels, and no line under the pointer."""
        pointed_at = self.hairline.isVisible()
        self.hairline.hide()
        self._use_pixels(False)
        try:
            yield
        finally:
            self._use_pixels(True)
            self.hairline.setVisible(pointed_at)

    def _use_pixels(self, used: bool) -> None:
        """Has axes and symbols copied from pictures that are kept of them, or drawn each time."""
        modes = QGraphicsItem.CacheMode
        for name in AXES:
            # Painting their words takes longer than all curves, and they seldom change.
            self.getAxis(name).setCacheMode(modes.DeviceCoordinateCache if used else modes.NoCache)
        for item in self._items.values():
            item.scatter.setExportMode(not used)

    # Theme

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.setBackground(theme.background)
        self._color_legend()
        for name in AXES:
            axis = self.getAxis(name)
            axis.setPen(theme.muted)
            axis.setTextPen(theme.foreground)
        self._color_lines()
        self.draw_curves()

    def changeEvent(self, event: QEvent) -> None:
        """Takes the size of another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_stale"):
            set_plot_font(self, self.font())
            self.legend.clear()
            self._fill_legend()

    def _color_legend(self) -> None:
        background = QColor(self._theme.background)
        background.setAlpha(200)
        self.legend.setBrush(background)
        self.legend.setLabelTextColor(self._theme.foreground)
        # The words that are there already keep their colour, so they are made anew.
        self.legend.clear()

    def _color_lines(self) -> None:
        theme = self._theme
        self.hairline.setPen(pg.mkPen(theme.muted, width=1))
        self.here.setPen(pg.mkPen(theme.accent, width=2))
        self.level.setPen(pg.mkPen(theme.chance, width=2, style=Qt.PenStyle.DotLine))
        self.level.label.setColor(theme.foreground)
        for line in self._mark_lines:
            line.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashDotLine))
            line.label.setColor(theme.foreground)

    # Mouse and keys, beside what pyqtgraph does with them

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tells which step is under the pointer."""
        super().mouseMoveEvent(event)
        self.pointed.emit(self.step_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tells that the pointer has left."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Shows everything again."""
        super().mouseDoubleClickEvent(event)
        self.fit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves with the arrows, zooms with plus and minus, and shows everything with Home."""
        key = Qt.Key(event.key())
        if key in KEY_MOVES:
            self._move(*KEY_MOVES[key])
        elif key in KEY_ZOOMS:
            self.view.scaleBy((KEY_ZOOMS[key], KEY_ZOOMS[key]))
            self._moved_by_hand((True, True))
        elif key == Qt.Key.Key_Home:
            self.fit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _move(self, share_x: float, share_y: float) -> None:
        (left, right), (low, high) = self.view.viewRange()
        self.view.translateBy(x=share_x * (right - left), y=share_y * (high - low))
        self._moved_by_hand((share_x != 0, share_y != 0))
