"""Whether what is said with 80 % comes true in 80 of 100 cases, and a temperature that mends it."""

from __future__ import annotations

import msgspec
import numpy as np
from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.core.evaluation.ratio import score_text
from workbench.core.evaluation.reliability import Reliability
from workbench.core.evaluation.temperature import HIGHEST, LOWEST, fit_temperature
from workbench.qt.background_work import BackgroundWork
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.figures_table_model import FigureColumn
from workbench.qt.palette import tabular, theme_of
from workbench.views.elided_label import ElidedLabel
from workbench.views.form import guard_wheel
from workbench.views.labels import set_text
from workbench.views.understanding.evaluation.evaluation_view import EvaluationView
from workbench.views.understanding.evaluation.figures_table import FiguresTable
from workbench.views.understanding.evaluation.table_splitter import TableSplitter
from workbench.views.understanding.evaluation.unit_canvas import UnitCanvas, UnitLine
from workbench.views.understanding.save_button import Table
from workbench.views.understanding.views import Bench

FIT = "Find the temperature at which the validation examples are likeliest; no largest class changes"
ONLY_THERE = "Choose the validation part first: a temperature is fitted there, neither on what was learned from nor on the last test."
EXPERIMENT = "An experiment shows the probabilities that Keras makes, without a temperature."
HINT = "On the dotted line, probabilities are right; below it, the network is too sure."
AS_TRAINED = "as trained"
WHAT_ERROR = "The expected calibration error is how far what was said lies from what came true, on average over the cases."
SMALLEST, LARGEST = 5.0, 18.0
"""Pixels of a disc with the fewest and with the most cases."""


class CalibrationView(EvaluationView):
    """A reliability diagram, before and after a temperature, which is an edit of the project.

    Attributes:
        temperature: What the logits are divided by.
        fit: Has it fitted on the validation examples.
        canvas: The diagram.
        bins: The same as a table.
    """

    reads = ("answers", "reliability", "reliability_as_trained")

    def __init__(self, bench: Bench) -> None:
        super().__init__("calibration", "Calibration", bench)
        self.temperature, self.fit = QDoubleSpinBox(), QPushButton("Fit on validation")
        self.canvas = UnitCanvas("calibrationCanvas", "reliability diagram", with_legend=True)
        self.canvas.place_legend(right=True, low=True)
        self.canvas.name_axes("said (mean probability)", "came true")
        self.bins = FiguresTable("calibrationBins", "bins of the diagram", "The cases of each disc")
        self.readout: QLabel = ElidedLabel()
        self.readout.setText(HINT)
        self._work = BackgroundWork(self)
        self._name()
        self.put_body(self._body())
        self.canvas.pointed.connect(self._read)
        self.temperature.valueChanged.connect(self._set)
        self.fit.clicked.connect(self._fit)
        self._work.finished.connect(self._fitted)

    def _name(self) -> None:
        self.temperature.setObjectName("calibrationTemperature")
        self.temperature.setAccessibleName("temperature")
        self.temperature.setToolTip("What the logits are divided by; above 1 makes the network less sure")
        self.temperature.setPrefix("temperature ")
        self.temperature.setRange(LOWEST, HIGHEST)
        self.temperature.setSingleStep(0.05)
        self.temperature.setKeyboardTracking(False)
        guard_wheel(self.temperature)
        self.fit.setObjectName("calibrationFit")
        self.fit.setAccessibleName("fit the temperature on validation")
        self.readout.setObjectName("calibrationReadout")
        self.readout.setFont(tabular(self.font()))
        self.add_control(self.temperature)
        self.add_control(self.fit)

    def _body(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.readout)
        return TableSplitter(left, self.bins, self.bins, most=0.5)

    def show_part(self, evaluated: EvaluatedPart) -> None:
        """Shows the diagrams of these answers."""
        now, before = evaluated.reliability, evaluated.reliability_as_trained
        temperature = evaluated.choice.temperature
        self.canvas.show_lines(self._lines(evaluated))
        self.bins.figures.show(_columns(now))
        self._show_choice(evaluated)
        words = f"{score_text(before.expected_calibration_error)} {AS_TRAINED}"
        if temperature != 1:
            error = score_text(now.expected_calibration_error)
            words = f"{error} at temperature {temperature:.2f} ({words})"
        self.sum_up(f"Calibration error {words}, {evaluated.rows_in_words}", WHAT_ERROR)

    def _lines(self, evaluated: EvaluatedPart) -> list[UnitLine]:
        theme, ends = theme_of(self.palette()), np.array([0.0, 1.0])
        lines = [UnitLine("", ends, ends, theme.chance, 2, Qt.PenStyle.DotLine)]
        temperature = evaluated.choice.temperature
        if temperature != 1:
            trained = evaluated.reliability_as_trained
            lines.append(_line(AS_TRAINED, trained, theme.muted, Qt.PenStyle.DashLine))
        name = AS_TRAINED if temperature == 1 else f"temperature {temperature:.2f}"
        lines.append(_line(name, evaluated.reliability, theme.accent, Qt.PenStyle.SolidLine))
        return lines

    def _show_choice(self, evaluated: EvaluatedPart) -> None:
        blocked = self.temperature.blockSignals(True)
        self.temperature.setValue(evaluated.choice.temperature)
        self.temperature.blockSignals(blocked)
        self.temperature.setEnabled(not evaluated.choice.experiment)
        hint = EXPERIMENT if evaluated.choice.experiment else FIT
        if evaluated.asked.part != "validation":
            hint = ONLY_THERE
        self.fit.setEnabled(hint == FIT and not self._work.is_busy)
        self.fit.setToolTip(hint)

    @Slot(object)
    def _read(self, found: tuple[UnitLine, int] | None) -> None:
        if found is None:
            set_text(self.readout, HINT)
            return
        line, index = found
        words = f"{line.name}: said with {line.x[index]:.1%}, came true in {line.y[index]:.1%}"
        set_text(self.readout, words)

    # Edits

    @Slot(float)
    def _set(self, temperature: float) -> None:
        document = self.bench.document
        head = msgspec.structs.replace(document.project.head, temperature=temperature)
        project = msgspec.structs.replace(document.project, head=head)
        document.edit("Change the temperature", project, "temperature")

    @Slot()
    def _fit(self) -> None:
        evaluated = self.live.evaluated
        if evaluated is None:
            return
        known, predictions = evaluated.predictions.known, evaluated.predictions
        logits, truth = evaluated.logits[known], predictions.truth
        activation = evaluated.head.activation
        if truth is not None:
            held = truth[known]
            self.fit.setEnabled(False)
            self._work.start(lambda _progress, _is_cancelled: fit_temperature(activation, logits, held))

    @Slot(object)
    def _fitted(self, temperature: float) -> None:
        self._set(round(temperature, 3))
        self.show_again()

    def table(self) -> Table:
        """Returns the bins of both diagrams."""
        evaluated = self.live.evaluated
        if evaluated is None:
            return (), ()
        parts = {1.0: evaluated.as_trained, evaluated.choice.temperature: evaluated}
        rows = [
            (temperature, *line)
            for temperature, part in parts.items()
            for line in zip(
                part.reliability.edges[:-1].tolist(),
                part.reliability.edges[1:].tolist(),
                part.reliability.counts.tolist(),
                part.reliability.confidence.tolist(),
                part.reliability.share.tolist(),
                strict=True,
            )
        ]
        return ("temperature", "from", "to", "cases", "mean probability", "came true"), rows

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "bins"):
            self.show_again()


def _line(name: str, reliability: Reliability, color: QColor, style: Qt.PenStyle) -> UnitLine:
    filled = reliability.counts > 0
    shares = np.sqrt(reliability.counts[filled] / max(int(reliability.counts.max()), 1))
    sizes = SMALLEST + (LARGEST - SMALLEST) * shares
    return UnitLine(name, reliability.confidence[filled], reliability.share[filled], color, 2, style, sizes)


def _columns(reliability: Reliability) -> tuple[FigureColumn, ...]:
    pairs = zip(reliability.edges[:-1], reliability.edges[1:], strict=True)
    return (
        FigureColumn(
            "Probability",
            "What the network said",
            [f"{100 * low:.0f}–{high:.0%}" for low, high in pairs],
            is_number=False,
        ),
        FigureColumn("Cases", "How often it said so", reliability.counts.astype(np.int64)),
        FigureColumn("Said", "The mean of these probabilities", reliability.confidence),
        FigureColumn("Came true", "How often it was so", reliability.share),
    )
