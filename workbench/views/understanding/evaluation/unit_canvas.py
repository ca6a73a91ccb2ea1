"""A drawing surface for shares against shares, from 0 to 1 both ways.

Importing pyqtgraph takes a fifth of a second, so this module is imported by views that are being made alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPen

from workbench.qt.palette import theme_of
from workbench.views.curve import FEW_POINTS
from workbench.views.plot_font import set_plot_font

MARGIN = 0.04
"""What is seen beyond 0 and 1, so that lines along the edges show."""

NEAR = 24.0
"""Pixels within which the pointer is on a line."""

Shares = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class UnitLine:
    """A line of points.

    Attributes:
        name: What it is of; empty where the pointer reads nothing from it.
        x: (m,).
        y: (m,).
        color: Of line and symbols.
        width: In pixels, as long as it has few points.
        style: The dashes.
        sizes: Of a disc at each point, (m,), in pixels; None for no discs.
    """

    name: str
    x: Shares
    y: Shares
    color: QColor
    width: int = 1
    style: Qt.PenStyle = Qt.PenStyle.SolidLine
    sizes: Shares | None = None

    @property
    def pen(self) -> QPen:
        """The pen of the line."""
        pen = QPen(self.color, self.width if len(self.x) <= FEW_POINTS else 1, self.style)
        pen.setCosmetic(True)
        return pen


class UnitCanvas(pg.PlotWidget):
    """Lines in a square; it does not zoom.

    Attributes:
        lines: What is drawn.
        legend: The names of the lines; None where something else names them.
        pointed: Emitted with (line, index of its point) under the pointer, or None.
    """

    pointed = Signal(object)

    def __init__(self, name: str, title: str, with_legend: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip("The pointer reads the values of the line that is nearest to it")
        self.lines: tuple[UnitLine, ...] = ()
        self._items: list[pg.PlotDataItem] = []
        self.legend = self.addLegend(verSpacing=-4) if with_legend else None
        self._pointer = pg.ScatterPlotItem(size=10)
        self._pointer.setZValue(10)
        self._prepare()

    def _prepare(self) -> None:
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseEnabled(x=False, y=False)
        self.setRange(xRange=(-MARGIN, 1 + MARGIN), yRange=(-MARGIN, 1 + MARGIN), padding=0)
        self.disableAutoRange()
        self.showGrid(x=True, y=True, alpha=0.15)
        self.addItem(self._pointer, ignoreBounds=True)
        # pyqtgraph's own menu is not used, but it has no parent and would outlive the plot.
        self.destroyed.connect(self.getPlotItem().ctrlMenu.deleteLater)
        self._apply_theme()

    def sizeHint(self) -> QSize:
        """Returns room for a square that can be read."""
        return QSize(360, 300)

    def name_axes(self, x: str, y: str) -> None:
        """Says what lies along the bottom and what rises."""
        self.setLabel("bottom", x)
        self.setLabel("left", y)
        self._apply_theme()

    def show_lines(self, lines: Sequence[UnitLine]) -> None:
        """Draws other lines, the later ones above."""
        self.lines = tuple(lines)
        while len(self._items) < len(lines):
            self._items.append(self._added())
        for item, line in zip(self._items, lines):
            item.setData(
                line.x,
                line.y,
                pen=line.pen,
                symbol=None if line.sizes is None else "o",
                symbolSize=5 if line.sizes is None else line.sizes,
                symbolBrush=line.color,
                symbolPen=line.color,
            )
        for item in self._items[len(lines) :]:
            item.clear()
        self._fill_legend()

    def _fill_legend(self) -> None:
        named = [(item, line.name) for item, line in zip(self._items, self.lines) if line.name]
        if self.legend is None or [name for _, name in named] == [
            label.text for _, label in self.legend.items
        ]:
            # A sample shows how its line looks now, without being made anew.
            return
        self.legend.clear()
        for item, name in named:
            self.legend.addItem(item, name)

    def place_legend(self, right: bool, low: bool) -> None:
        """Puts the legend into a corner where the lines leave room."""
        if self.legend is not None:
            corner = int(right), int(low)
            self.legend.anchor(corner, corner, offset=(-8 if right else 8, -8 if low else 8))

    def _added(self) -> pg.PlotDataItem:
        item = pg.PlotDataItem()
        self.addItem(item, ignoreBounds=True)
        return item

    # Reading values

    def nearest(self, position: QPointF) -> tuple[UnitLine, int] | None:
        """Returns the line with the point nearest to a pixel, and which point; None where none is near."""
        view = self.getViewBox()
        place = view.mapSceneToView(self.mapToScene(position.toPoint()))
        width, height = view.width() / (1 + 2 * MARGIN), view.height() / (1 + 2 * MARGIN)
        best, found = NEAR, None
        for line in self.lines:
            if not line.name or not len(line.x):
                continue
            far = np.hypot((line.x - place.x()) * width, (line.y - place.y()) * height)
            index = int(np.nanargmin(far)) if np.isfinite(far).any() else -1
            if index >= 0 and far[index] <= best:
                best, found = float(far[index]), (line, index)
        return found

    def _point_at(self, found: tuple[UnitLine, int] | None) -> None:
        if found is None:
            self._pointer.clear()
        else:
            line, index = found
            self._pointer.setData([line.x[index]], [line.y[index]], brush=line.color)
        self.pointed.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Reads the values under the pointer."""
        super().mouseMoveEvent(event)
        self._point_at(self.nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Reads nothing any more."""
        super().leaveEvent(event)
        self._point_at(None)

    # Theme

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a new palette, and the size of another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_pointer"):
            self._apply_theme()
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_pointer"):
            set_plot_font(self, self.font())
            # The words that are there already keep their size, as they do their colour.
            self._apply_theme()

    def _apply_theme(self) -> None:
        theme = theme_of(self.palette())
        self.setBackground(theme.background)
        self._pointer.setPen(pg.mkPen(theme.foreground, width=2))
        if self.legend is not None:
            behind = QColor(theme.background)
            behind.setAlpha(200)
            self.legend.setBrush(behind)
            self.legend.setLabelTextColor(theme.foreground)
            # The words that are there already keep their colour, so they are made anew.
            self.legend.clear()
            self._fill_legend()
        for name in ("bottom", "left"):
            axis = self.getAxis(name)
            axis.enableAutoSIPrefix(False)
            axis.setPen(theme.muted)
            axis.setTextPen(theme.foreground)
