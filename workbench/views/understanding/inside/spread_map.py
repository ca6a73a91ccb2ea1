"""Histograms over time: how weights, activations or gradients of a layer are spread at each step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from workbench.core.inside.inside import Inside, Kind
from workbench.core.inside.spread_history import SpreadHistory
from workbench.core.inside.value_spread import SHARES, share_in_bins
from workbench.qt.inside.signed_image import signed_image
from workbench.qt.palette import Theme
from workbench.views.understanding.inside.inside_page import MARGIN, InsidePage
from workbench.views.understanding.save_button import Table

LEGEND = "stronger colour: more values; line: their median"
ONE_STEP = "one step so far; train on to see it move"
BINS, COLUMNS = 60, 480
AXIS_WIDTH = 64
MIDDLE = len(SHARES) // 2
QUARTER = len(SHARES) // 4
SHOWN_QUANTILES = (0, QUARTER, MIDDLE, len(SHARES) - 1 - QUARTER, len(SHARES) - 1)


class SpreadMap(InsidePage):
    """Steps from left to right, values from bottom to top, a stronger colour where there are more of them.

    Attributes:
        history: What was seen since the view was opened.
    """

    def __init__(self) -> None:
        super().__init__("spreadMap", "Histograms over time")
        self.history = SpreadHistory()
        self._layer = 0
        self._kind: Kind = "weights"
        self._image: QImage | None = None

    def choose(self, layer: int, kind: Kind) -> None:
        """Shows another layer, or other numbers of it."""
        self._layer, self._kind = layer, kind
        self._image = None
        self.update()

    def show_inside(self, inside: Inside | None) -> None:
        """Adds what was seen to the history."""
        if inside is None:
            self.history = SpreadHistory()
        elif inside.is_present:
            self.history.add(inside)
        self._image = None
        super().show_inside(inside)

    @property
    def spreads(self) -> NDArray[np.float32]:
        """The spreads shown, (steps, quantiles)."""
        if self._layer >= len(self.history.titles):
            return np.zeros((0, len(SHARES)), np.float32)
        found = self.history.spreads(self._layer, self._kind)
        return np.array(found, np.float32).reshape(-1, len(SHARES))

    @property
    def waiting(self) -> str:
        """What is missing, in words."""
        if self.inside is not None and not self.history.steps:
            return "Histograms are kept from the latest step on, while this view can be seen."
        if self.inside is not None and not np.isfinite(self.spreads).any():
            return f"This layer has no {self._kind}. Choose another one."
        return super().waiting

    @property
    def area(self) -> QRect:
        """Where the map is."""
        bottom = self.fontMetrics().height() + 4
        return QRect(
            MARGIN + AXIS_WIDTH,
            MARGIN,
            max(self.width() - 2 * MARGIN - AXIS_WIDTH, 20),
            max(self.height() - 2 * MARGIN - bottom, 20),
        )

    def _columns(self) -> NDArray[np.int64]:
        """Returns which moment each column of the map shows: the last one up to its step."""
        steps = np.array(self.history.steps)
        wanted = np.linspace(steps[0], steps[-1], COLUMNS)
        return np.searchsorted(steps, wanted, side="right") - 1

    def _edges(self) -> NDArray[np.float64]:
        spreads = self.spreads
        low, high = float(np.nanmin(spreads)), float(np.nanmax(spreads))
        if low == high:
            low, high = low - 1, high + 1
        return np.linspace(low, high, BINS + 1)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paints the map, the median, and the axes."""
        area, edges, spreads = self.area, self._edges(), self.spreads
        if self._image is None or self._image.text("theme") != theme.background.name():
            shares = np.array([share_in_bins(spread, edges) for spread in spreads])
            shares = shares[self._columns()].T[::-1]
            # The square root lets the few be seen beside the many.
            self._image = signed_image(np.sqrt(shares), float(np.sqrt(shares.max(initial=0))), theme)
            self._image.setText("theme", theme.background.name())
        painter.drawImage(area, self._image)
        self._paint_median(painter, theme, edges)
        painter.setPen(theme.grid)
        painter.drawRect(area)
        self._paint_axes(painter, theme, edges)

    def _y(self, value: float, edges: NDArray[np.float64]) -> int:
        share = (value - edges[0]) / (edges[-1] - edges[0])
        return round(self.area.bottom() - share * self.area.height())

    def _paint_median(self, painter: QPainter, theme: Theme, edges: NDArray[np.float64]) -> None:
        area, path = self.area, QPainterPath()
        for column, median in enumerate(self.spreads[self._columns(), MIDDLE].tolist()):
            x, y = area.left() + (column + 0.5) * area.width() / COLUMNS, self._y(median, edges)
            path.lineTo(x, y) if path.elementCount() else path.moveTo(x, y)
        painter.setPen(QPen(theme.validation, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_axes(self, painter: QPainter, theme: Theme, edges: NDArray[np.float64]) -> None:
        area, line = self.area, painter.fontMetrics().height()
        painter.setPen(theme.foreground)
        places = {self._y(value, edges): value for value in (float(edges[0]), float(edges[-1]))}
        if edges[0] < 0 < edges[-1]:
            y = self._y(0.0, edges)
            if min(y - area.top(), area.bottom() - y) > 1.5 * line:
                places[y] = 0.0
        for y, value in places.items():
            top = min(max(y - line // 2, area.top() - 4), area.bottom() - line + 6)
            words = QRect(MARGIN, top, AXIS_WIDTH - 6, line)
            painter.drawText(
                words,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                f"{value:.3g}".replace("-", "−"),
            )
        below = QRect(area.left(), area.bottom() + 4, area.width(), line)
        steps = self.history.steps
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"step {steps[0]:,}")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, f"step {steps[-1]:,}")
        painter.setPen(theme.muted)
        if area.width() > 420:
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, LEGEND if len(steps) > 1 else ONE_STEP)

    def words_at(self, place: QPoint) -> str:
        """Returns how the values are spread at the step under the pointer."""
        area, spreads, steps = self.area, self.spreads, self.history.steps
        if not area.contains(place):
            return "How the values are spread at each step: stronger where there are more of them."
        column = min((place.x() - area.left()) * COLUMNS // area.width(), COLUMNS - 1)
        at = int(self._columns()[column])
        low, quarter, middle, third, high = spreads[at, list(SHOWN_QUANTILES)].tolist()
        return (
            f"Step {steps[at]:,}: from {low:.3g} to {high:.3g}\n"
            f"median {middle:.3g}; half of them from {quarter:.3g} to {third:.3g}"
        )

    def table(self) -> Table:
        """Returns the quantiles shown, a row for each step."""
        words = ("step", "smallest", "lower quartile", "median", "upper quartile", "largest")
        chosen = self.spreads[:, list(SHOWN_QUANTILES)].tolist()
        return words, [(step, *row) for step, row in zip(self.history.steps, chosen, strict=False)]
