"""A table with a slider for the threshold of each label, beside what it makes of the label's scores."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.label_scores import LabelScores
from workbench.core.evaluation.threshold import HIGHEST, LOWEST
from workbench.core.label_thresholds import Thresholds
from workbench.qt.evaluation.figures_table_model import FigureColumn
from workbench.views.form import guard_wheel
from workbench.views.understanding.evaluation.figures_table import FiguresTable

STEPS = 100
"""Places of a slider from 0 to 1."""

SLIDER_COLUMN, SLIDER_WIDTH = 1, 100


class ThresholdTable(FiguresTable):
    """Rows of labels.

    Attributes:
        moved: Emitted with the number of a label and its new threshold.
        sliders: One for each label.
    """

    moved = Signal(int, float)

    def __init__(self, name: str) -> None:
        super().__init__(
            name, "thresholds of the labels", "From which probability on each label is said; move its slider"
        )
        self._name = name
        self.sliders: list[QSlider] = []
        self.figures.modelReset.connect(self._make_sliders)

    def show_labels(self, answers: Answers, thresholds: Thresholds) -> None:
        """Shows the scores that the labels have at their thresholds."""
        scores = LabelScores.of(answers.true, answers.said)
        self.figures.show(
            (
                FigureColumn("Label", "Its name", answers.names, is_number=False),
                FigureColumn("Said above", "Its slider", [""] * len(answers.names), is_number=False),
                FigureColumn("Threshold", "It is said above this probability", thresholds, digits=2),
                FigureColumn(
                    "Precision", "Of the times that it was said, the share that were right", scores.precision
                ),
                FigureColumn(
                    "Recall", "Of the times that it was true, the share that were found", scores.recall
                ),
                FigureColumn("F1", "The harmonic mean of precision and recall", scores.f1),
                FigureColumn("True", "Examples of which it is true", scores.support),
                FigureColumn("Said", "Examples of which the network says it", scores.said),
                FigureColumn("Hits", "Said and true", scores.hits),
                FigureColumn("False alarms", "Said, but not true", scores.false_alarms),
                FigureColumn("Misses", "True, but not said", scores.misses),
            )
        )
        for slider, threshold in zip(self.sliders, thresholds, strict=True):
            blocked = slider.blockSignals(True)
            slider.setValue(round(threshold * STEPS))
            slider.blockSignals(blocked)

    def needed_width(self, column: int) -> int:
        """Returns how wide a column must be; that of the sliders has room to move them."""
        needed = super().needed_width(column)
        return max(needed, SLIDER_WIDTH) if column == SLIDER_COLUMN else needed

    def _make_sliders(self) -> None:
        self.sliders = [
            self._slider(row, str(self.figures.columns[0].cells[row]))
            for row in range(self.figures.rowCount())
        ]
        for row, slider in enumerate(self.sliders):
            index = self._sorted.mapFromSource(self.figures.index(row, SLIDER_COLUMN))
            self.setIndexWidget(index, slider)

    def _slider(self, row: int, label: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(f"{self._name}Slider{row}")
        slider.setAccessibleName(f"threshold of {label}")
        slider.setToolTip(f"From which probability on “{label}” is said")
        slider.setRange(round(LOWEST * STEPS), round(HIGHEST * STEPS))
        guard_wheel(slider)
        slider.valueChanged.connect(partial(self._tell, row))
        return slider

    def _tell(self, row: int, value: int) -> None:
        self.moved.emit(row, value / STEPS)
