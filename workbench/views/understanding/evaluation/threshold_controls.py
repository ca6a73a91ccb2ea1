"""What sets thresholds beside the sliders: for all labels, and the best on validation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLabel, QPushButton, QWidget

from workbench.core.evaluation.threshold import HIGHEST, LOWEST
from workbench.qt.evaluation.threshold_choices import Chooser, by_f1, for_precision
from workbench.views.form import guard_wheel
from workbench.views.wrapping_row import WrappingRow

ON_VALIDATION = "on the validation examples, which the network does not learn from"
ONLY_THERE = "Choose the validation part first: thresholds are chosen there, neither on what was learned from nor on the last test."


class ThresholdControls(QWidget):
    """A row of controls.

    Attributes:
        one_for_all: Whether the labels share one threshold.
        value: The threshold of all labels, or of the chosen ones.
        typed: Emitted with a threshold that was typed.
        best_wanted: Emitted with what chooses the best threshold.
    """

    typed = Signal(float)
    best_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.one_for_all = QCheckBox("one for all")
        self.value = _spin(
            "thresholdsValue", "threshold", "The threshold of all labels, or of the chosen rows"
        )
        self.best = QPushButton("Best F1")
        self.precise = QPushButton("Precision at least")
        self.wanted = _spin("thresholdsWanted", "wanted precision", "The precision that is wanted")
        self.value.setPrefix("threshold ")
        self.wanted.setValue(0.9)
        self._name()
        self._lay_out()
        self.value.valueChanged.connect(self.typed)
        self.best.clicked.connect(lambda: self.best_wanted.emit(by_f1))
        self.precise.clicked.connect(lambda: self.best_wanted.emit(self._for_precision()))

    def _for_precision(self) -> Chooser:
        return for_precision(self.wanted.value())

    def allow_best(self, allowed: bool) -> None:
        """Lets the best thresholds be chosen, or says why not."""
        for button, hint in (
            (self.best, f"Give each label the threshold with the highest F1 {ON_VALIDATION}"),
            (
                self.precise,
                f"Give each label the threshold that finds most at this precision {ON_VALIDATION}",
            ),
        ):
            button.setEnabled(allowed)
            button.setToolTip(hint if allowed else ONLY_THERE)

    def show_choice(self, one_for_all: bool, value: float) -> None:
        """Shows what the project has."""
        for control in (self.one_for_all, self.value):
            control.blockSignals(True)
        self.one_for_all.setChecked(one_for_all)
        self.value.setValue(value)
        for control in (self.one_for_all, self.value):
            control.blockSignals(False)

    def _name(self) -> None:
        for control, name, words, hint in (
            (self.one_for_all, "thresholdsOneForAll", "one threshold for all labels", "All labels share one threshold, or each has its own"),
            (self.best, "thresholdsBest", "best F1 on validation", ""),
            (self.precise, "thresholdsPrecise", "wanted precision on validation", ""),
        ):  # fmt: skip
            control.setObjectName(name)
            control.setAccessibleName(words)
            control.setToolTip(hint)

    def _lay_out(self) -> None:
        row = WrappingRow(self)
        label = QLabel("Best on validation:")
        for widget in (self.one_for_all, self.value, label, self.best, self.precise, self.wanted):
            row.addWidget(widget)


def _spin(name: str, words: str, hint: str) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setObjectName(name)
    spin.setAccessibleName(words)
    spin.setToolTip(hint)
    spin.setRange(LOWEST, HIGHEST)
    spin.setSingleStep(0.01)
    spin.setKeyboardTracking(False)
    guard_wheel(spin)
    return spin
