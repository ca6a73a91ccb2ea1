"""What each threshold would make of the precision, recall and F1 of a label."""

from __future__ import annotations

from html import escape

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.curve import precision_recall_curve
from workbench.core.evaluation.ratio import ratio
from workbench.qt.evaluation.named_curves import thinned
from workbench.qt.palette import Theme, tabular
from workbench.views.curve import FEW_POINTS
from workbench.views.labels import set_text
from workbench.views.understanding.evaluation.unit_canvas import UnitCanvas, UnitLine


class ThresholdPlot(QWidget):
    """Three lines over the threshold, and the present one.

    Attributes:
        canvas: The lines.
        readout: Which label they are of, or the values under the pointer.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.canvas = UnitCanvas(f"{name}Canvas", "scores over the threshold")
        self.canvas.name_axes("threshold", "")
        # Beside the lines, as they may be anywhere: a legend upon them would cover some.
        self.readout = QLabel()
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.readout.setObjectName(f"{name}Readout")
        self.readout.setFont(tabular(self.font()))
        self._title = ""
        self.canvas.pointed.connect(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.readout)

    def show_label(self, answers: Answers, label: int, threshold: float, theme: Theme) -> None:
        """Shows the lines of a label, and where its threshold is."""
        whole = precision_recall_curve(answers.true[:, label], answers.probabilities[:, label])
        # So few that the lines can be wide.
        curve = thinned(whole, FEW_POINTS)
        # The first point stands for a threshold above all probabilities, where nothing is said.
        at, recall, precision = (part[1:] for part in (curve.thresholds, curve.x, curve.y))
        f1 = ratio(2 * precision * recall, precision + recall)
        styles = Qt.PenStyle
        now = np.full(2, threshold)
        self.canvas.show_lines(
            (
                UnitLine("", now, np.array([0.0, 1.0]), theme.muted, 1, styles.DashDotLine),
                UnitLine("precision", at, precision, theme.training, 2, styles.DashLine),
                UnitLine("recall", at, recall, theme.validation, 2, styles.DotLine),
                UnitLine("F1", at, f1, theme.shown, 2, styles.SolidLine),
            )
        )
        self._title = _legend(answers.names[label], theme)
        set_text(self.readout, self._title)

    @Slot(object)
    def _read(self, found: tuple[UnitLine, int] | None) -> None:
        """Says what the point under the pointer is."""
        if found is None:
            set_text(self.readout, self._title)
            return
        line, index = found
        set_text(self.readout, f"{line.name} {line.y[index]:.3f} at threshold {line.x[index]:.3f}")


def _legend(label: str, theme: Theme) -> str:
    """Returns the names of the lines in their colours, with their dashes."""
    lines = (("─", "F1", theme.shown), ("╌", "precision", theme.training), ("┄", "recall", theme.validation))
    named = (f'<span style="color:{color.name()}">{dash} {name}</span>' for dash, name, color in lines)
    return f"{' '.join(named)} of {escape(label)}"
