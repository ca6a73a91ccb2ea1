"""How the curve of one run looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from workbench.core.class_colors import CLASS_COLORS
from workbench.core.runs.run_record import RunRecord
from workbench.qt.palette import Theme, class_color
from workbench.views.curve import Curve

MARKS = ("o", "s", "t", "d", "+", "x", "star", "p", "h", "t1")
"""Of the runs; with a colour they tell 100 apart."""


@dataclass(frozen=True)
class RunCurve(Curve):
    """A curve in the colour of its run, the same whichever other runs are in the chart.

    Attributes:
        number: The run's number.
    """

    number: int = 1

    def color(self, theme: Theme) -> QColor:
        """Returns the colour of the run; colours come again after ten."""
        return class_color(self.number - 1)


def curve_of(run: RunRecord, name: str) -> RunCurve:
    """Returns how the curve of a run looks that the legend calls `name`: a colour and a mark."""
    place = run.number - 1
    # Colours come again after ten: another mark for each time.
    mark = MARKS[(place + place // len(CLASS_COLORS)) % len(MARKS)]
    return RunCurve(name, "training", width=2, symbol=mark, number=run.number)
