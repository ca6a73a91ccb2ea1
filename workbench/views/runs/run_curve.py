"""How the curve of one run looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from workbench.core.runs.run_record import RunRecord
from workbench.qt.palette import CLASS_MARKS, Theme, class_color
from workbench.views.curve import Curve


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
    mark = CLASS_MARKS[(run.number - 1) % len(CLASS_MARKS)]
    return RunCurve(name, "training", width=2, symbol=mark, number=run.number)
