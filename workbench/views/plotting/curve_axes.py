"""The axes of a plot of curves.

Importing pyqtgraph takes a fifth of a second, so nothing that the first frame needs imports this.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import pyqtgraph as pg
from PySide6.QtWidgets import QGraphicsItem

from workbench.qt.palette import Theme

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

MOST_POWERS = 8
"""Powers of ten that all have their numbers; of more, pyqtgraph chooses some."""


def has_powers(low: float, high: float) -> bool:
    """Whether a logarithmic axis shows two whole powers of ten or more, and so few that each has its number."""
    return 1 < math.floor(high) - math.ceil(low) + 1 <= MOST_POWERS


class CurveAxes:
    """How the axes of a plot are numbered, logarithmic or not.

    Attributes:
        logarithmic: Whether that of the steps is, and that of the values.
    """

    def __init__(self, plot: pg.PlotWidget, value_title: str) -> None:
        self._plot = plot
        self.logarithmic = (False, False)
        self._powers_alone = [False, False]
        plot.setLabel("bottom", "step")
        if value_title:
            plot.setLabel("left", value_title)
        for axis in self._axes():
            # A loss of 0.7 is read as 0.7, not as 700 with a factor at the axis.
            axis.enableAutoSIPrefix(False)

    def _axes(self) -> Iterator[pg.AxisItem]:
        return (self._plot.getAxis(name) for name in AXES)

    def set_logarithmic(self, x: bool, y: bool) -> None:
        """Makes the axes logarithmic or not."""
        self.logarithmic = (x, y)
        self._plot.setLogMode(x=x, y=y)
        for axis, logarithmic in zip(self._axes(), self.logarithmic):
            axis.setStyle(maxTickLevel=TICK_LEVELS[logarithmic])
        self.space_numbers()
        self._plot.disableAutoRange()
        self.choose_numbers()

    def space_numbers(self) -> None:
        """Writes as many numbers as there is room for: on a short axis of steps they would overlap."""
        rooms = (min(self._plot.getViewBox().width() / WIDE, 1.0), 1.0)
        for axis, logarithmic, room in zip(self._axes(), self.logarithmic, rooms):
            axis.setTickDensity(TICK_DENSITY[logarithmic] * room)

    def choose_numbers(self) -> None:
        """Writes powers of ten alone at a logarithmic axis that has some: the numbers between them overlap."""
        ranges = self._plot.getViewBox().viewRange()
        alone = [logarithmic and has_powers(*ends) for logarithmic, ends in zip(self.logarithmic, ranges)]
        if alone == self._powers_alone:
            # Being told anything makes an axis paint itself anew.
            return
        self._powers_alone = alone
        for axis, powers in zip(self._axes(), alone):
            axis.setStyle(maxTextLevel=0 if powers else LAST_LEVEL)
            axis.setTickSpacing(levels=[(1.0, 0.0)] if powers else None)

    def use_pixels(self, used: bool) -> None:
        """Has the axes copied from pictures that are kept of them, or drawn each time."""
        modes = QGraphicsItem.CacheMode
        for axis in self._axes():
            # Painting their words takes longer than all curves, and they seldom change.
            axis.setCacheMode(modes.DeviceCoordinateCache if used else modes.NoCache)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for axis in self._axes():
            axis.setPen(theme.muted)
            axis.setTextPen(theme.foreground)
