"""The straight lines of a plot of curves, and the words at them.

Importing pyqtgraph takes a fifth of a second, so nothing that the first frame needs imports this.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt

from workbench.qt.palette import Theme
from workbench.views.plotting.curve_axes import CurveAxes
from workbench.views.steady_range import on_axis

HEIGHTS = 4
"""Of the words of marks, in turn, so that those of neighbours do not cover each other."""


class CurveLines:
    """Lines at a step or a value, wherever the axes put it.

    Attributes:
        hairline: The line at the step under the pointer.
        here: The line at the step that all views show.
        level: A horizontal line with words.
        marks: A vertical line with words at each step where something happened.
    """

    def __init__(self, plot: pg.PlotWidget, axes: CurveAxes, theme: Theme) -> None:
        self._plot, self._axes, self._theme = plot, axes, theme
        self._marks: tuple[tuple[float, str], ...] = ()
        self._here: int | None = None
        self.marks: list[pg.InfiniteLine] = []
        self.hairline = self._line(90)
        self.here = self._line(90)
        self.level = self._line(0, {"position": 0.4, "anchors": [(0.5, 1), (0.5, 1)]})

    def _line(self, angle: int, label: dict[str, object] | None = None) -> pg.InfiniteLine:
        line = pg.InfiniteLine(angle=angle, label=None if label is None else "", labelOpts=label)
        line.hide()
        self._plot.addItem(line, ignoreBounds=True)
        return line

    def show_marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """Draws a vertical line with small words at each (step, words)."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        for line in self.marks:
            self._plot.removeItem(line)
        self.marks = [self._mark(words, place) for place, (_, words) in enumerate(marks)]
        self.place()
        self.set_theme(self._theme)

    def _mark(self, words: str, place: int) -> pg.InfiniteLine:
        options = {"position": 0.46 - 0.1 * (place % HEIGHTS), "anchors": [(0, 0.5), (1, 0.5)]}
        line = self._line(90, options)
        line.label.setFormat(words)
        line.show()
        return line

    def place(self) -> None:
        """Puts the lines at their steps, after the axes have changed."""
        for line, (step, _) in zip(self.marks, self._marks):
            line.setValue(on_axis(max(step, 1), self._axes.logarithmic[0]))
        self.show_here(self._here)

    def show_here(self, step: int | None) -> None:
        """Draws the line at the step that all views show, None for none."""
        self._here, logarithmic = step, self._axes.logarithmic[0]
        self.here.setVisible(step is not None)
        if step is not None:
            self.here.setValue(on_axis(max(step, 1) if logarithmic else step, logarithmic))

    def show_level(self, level: tuple[float, str] | None) -> None:
        """Draws a horizontal line at (value, words), None for none."""
        self.level.setVisible(level is not None)
        if level is not None:
            self.level.setValue(on_axis(level[0], self._axes.logarithmic[1]))
            self.level.label.setFormat(level[1])

    def show_hairline(self, step: float | None) -> None:
        """Draws the line under the pointer, None for none."""
        self.hairline.setVisible(step is not None)
        if step is not None:
            self.hairline.setValue(on_axis(step, self._axes.logarithmic[0]))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.hairline.setPen(pg.mkPen(theme.muted, width=1))
        self.here.setPen(pg.mkPen(theme.accent, width=2))
        self.level.setPen(pg.mkPen(theme.chance, width=2, style=Qt.PenStyle.DotLine))
        self.level.label.setColor(theme.foreground)
        for line in self.marks:
            line.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashDotLine))
            line.label.setColor(theme.foreground)
