"""The drawing surface of a plot: pyqtgraph's, handed no more points than can be seen.

Importing pyqtgraph takes a fifth of a second, so this module is imported by `load_canvas` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent

from workbench.core.curve_points import CurvePoints
from workbench.qt.palette import Theme, theme_of
from workbench.views.curve import Curve
from workbench.views.plot_font import set_plot_font
from workbench.views.plotting.curve_axes import CurveAxes
from workbench.views.plotting.curve_lines import CurveLines
from workbench.views.steady_range import Range

KEY_MOVES = {
    Qt.Key.Key_Left: (-0.1, 0.0),
    Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, 0.1),
    Qt.Key.Key_Down: (0.0, -0.1),
}
KEY_ZOOMS = {Qt.Key.Key_Plus: 0.75, Qt.Key.Key_Equal: 0.75, Qt.Key.Key_Minus: 1 / 0.75}

LEGEND_MARGIN = 8

LARGEST_POWER = 100
"""Steps beyond this power of ten are not told apart: floating-point numbers end near its third power."""


class CurveCanvas(pg.PlotWidget):
    """Shows curves of any length, following them until a person zooms or moves.

    Attributes:
        view: pyqtgraph's view of the curves.
        legend: pyqtgraph's legend, of the curves that have points.
        axes: How the axes are numbered.
        lines: The straight lines.
        pointed: Emitted with the step under the pointer, None when it leaves.
        fit_wanted: Emitted when a person asks to see everything again.
    """

    pointed = Signal(object)
    fit_wanted = Signal()

    def __init__(self, curves: Sequence[Curve], points: Mapping[str, CurvePoints], title: str) -> None:
        super().__init__()
        self._curves, self._points = tuple(curves), points
        self._theme = theme_of(self.palette())
        self._follows = [True, True]
        self.view = self.getViewBox()
        self._prepare_plot()
        self.axes = CurveAxes(self, title)
        self.legend = self.addLegend(verSpacing=-4)
        self._items = {curve.name: self._add_curve() for curve in curves}
        self.lines = CurveLines(self, self.axes, self._theme)
        self._stale = self._prepare_stale()
        self._use_pixels(True)

    def _prepare_plot(self) -> None:
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.showGrid(x=True, y=True, alpha=0.15)
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

    def _prepare_stale(self) -> QTimer:
        """Has the curves drawn anew once, however often the view changes before."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(0)
        timer.timeout.connect(self.draw_curves)
        self.view.sigRangeChanged.connect(lambda *_: timer.start())
        self.view.sigRangeChanged.connect(lambda *_: self.axes.choose_numbers())
        self.view.sigResized.connect(lambda *_: timer.start())
        self.view.sigResized.connect(lambda *_: self.axes.space_numbers())
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
        self.axes.set_logarithmic(x, y)
        self.lines.place()
        self.show_all()

    def _moved_by_hand(self, axes: Sequence[bool]) -> None:
        self._follows = [follows and not moved for follows, moved in zip(self._follows, axes)]

    def step_range(self) -> Range:
        """Returns the first and the last step that are seen."""
        low, high = self.view.viewRange()[0]
        return self._step(low), self._step(high)

    def _step(self, place: float) -> float:
        if not self.axes.logarithmic[0]:
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
        steps, values = self._points[curve.name].visible(low, high, pixels, self.axes.logarithmic[0])
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
        return drawn & (values > 0) if self.axes.logarithmic[1] else drawn

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

    # Pictures for files

    @contextmanager
    def for_file(self) -> Iterator[None]:
        """Has all drawn rather than copied from the screen's pixels, and no line under the pointer."""
        pointed_at = self.lines.hairline.isVisible()
        self.lines.hairline.hide()
        self._use_pixels(False)
        try:
            yield
        finally:
            self._use_pixels(True)
            self.lines.hairline.setVisible(pointed_at)

    def _use_pixels(self, used: bool) -> None:
        """Has axes and symbols copied from pictures that are kept of them, or drawn each time."""
        self.axes.use_pixels(used)
        for item in self._items.values():
            item.scatter.setExportMode(not used)

    # Theme

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.setBackground(theme.background)
        self._color_legend()
        self.axes.set_theme(theme)
        self.lines.set_theme(theme)
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
