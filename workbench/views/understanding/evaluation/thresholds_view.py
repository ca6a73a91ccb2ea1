"""From which probability on a label is said: sliders, with the counts and scores that follow from them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from workbench.core.evaluation.ratio import score_text
from workbench.core.evaluation.score_row import SCORES
from workbench.core.label_thresholds import Thresholds, thresholds_of
from workbench.core.project import Project
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.threshold_choices import (
    Chooser,
    is_one_for_all,
    with_chosen,
    with_one_each,
    with_one_for_all,
    with_threshold,
)
from workbench.qt.palette import theme_of
from workbench.views.understanding.evaluation.evaluation_view import EvaluationView
from workbench.views.understanding.evaluation.table_splitter import TableSplitter
from workbench.views.understanding.evaluation.threshold_controls import ThresholdControls
from workbench.views.understanding.evaluation.threshold_plot import ThresholdPlot
from workbench.views.understanding.evaluation.threshold_table import ThresholdTable
from workbench.views.understanding.save_button import Table
from workbench.views.understanding.views import Bench

NO_THRESHOLD = (
    "Here the largest probability decides, not a threshold. Thresholds decide where a sigmoid head answers a "
    "yes-or-no question, or says any number of labels."
)
FOLLOWED = ("macro_f1", "micro_f1", "f1_score", "exact_match", "binary_accuracy")
"""The scores that are shown to follow, where they can be asked."""


class ThresholdsView(EvaluationView):
    """Sliders and what follows from them. Every change is an edit of the project, which undo takes back.

    Attributes:
        controls: What sets several thresholds at a time.
        labels: The sliders.
        plot: Precision, recall and F1 over all thresholds, of the first chosen label.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__("thresholds", "Thresholds", bench)
        self.controls = ThresholdControls()
        self.labels = ThresholdTable("thresholdsLabels")
        self.plot = ThresholdPlot("thresholdsPlot")
        self.without = QLabel(NO_THRESHOLD)
        self.without.setObjectName("thresholdsWithout")
        self.without.setWordWrap(True)
        self.without.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.without.setContentsMargins(24, 0, 24, 0)
        self._kinds = self._body()
        self.labels.moved.connect(self._move)
        self.labels.selectionModel().selectionChanged.connect(lambda *_: self.show_again())
        self.controls.typed.connect(self._type)
        self.controls.one_for_all.toggled.connect(self._share)
        self.controls.best_wanted.connect(self._choose_best)

    def _body(self) -> QStackedLayout:
        body, with_thresholds = QWidget(), QWidget()
        column = QVBoxLayout(with_thresholds)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.controls)
        column.addWidget(self._both(), 1)
        kinds = QStackedLayout(body)
        kinds.addWidget(with_thresholds)
        kinds.addWidget(self.without)
        self.put_body(body)
        return kinds

    def _both(self) -> TableSplitter:
        return TableSplitter(self.labels, self.plot, self.labels, most=0.6)

    def show_part(self, evaluated: EvaluatedPart) -> None:
        """Shows the thresholds, and the scores of these answers."""
        decides = evaluated.head.decision == "threshold"
        self._kinds.setCurrentIndex(0 if decides else 1)
        if not decides:
            self.sum_up(evaluated.rows_in_words)
            return
        thresholds = self._thresholds(evaluated)
        self.labels.show_labels(evaluated.answers, thresholds)
        rows = self.labels.chosen_rows() or [0]
        now, theme = float(thresholds[rows[0]]), theme_of(self.palette())
        self.plot.show_label(evaluated.answers, rows[0], now, theme)
        self.controls.show_choice(is_one_for_all(evaluated.choice), now)
        self.controls.one_for_all.setEnabled(len(thresholds) > 1)
        self.controls.allow_best(evaluated.asked.part == "validation")
        self.sum_up(f"{_scores(evaluated)} ({evaluated.rows_in_words})")

    def _thresholds(self, evaluated: EvaluatedPart) -> Thresholds:
        return thresholds_of(evaluated.choice, len(evaluated.answers.names))

    # Edits

    @property
    def _project(self) -> Project:
        return self.bench.document.project

    @property
    def _units(self) -> int:
        return self.labels.figures.rowCount()

    @Slot(int, float)
    def _move(self, label: int, value: float) -> None:
        self._edit(f"threshold {label}", with_threshold(self._project, [label], value, self._units))

    @Slot(float)
    def _type(self, value: float) -> None:
        rows = self.labels.chosen_rows() or list(range(self._units))
        self._edit("thresholds", with_threshold(self._project, rows, value, self._units))

    @Slot(bool)
    def _share(self, shared: bool) -> None:
        change = with_one_for_all if shared else with_one_each
        self.bench.document.edit(
            "Share one threshold" if shared else "Give each label a threshold",
            change(self._project, self._units),
        )

    def _edit(self, merge: str, project: Project) -> None:
        self.bench.document.edit("Change a threshold", project, merge)

    @Slot(object)
    def _choose_best(self, choose: Chooser) -> None:
        evaluated = self.live.evaluated
        if evaluated is None:
            return
        project, without = with_chosen(self._project, evaluated, choose)
        self.bench.document.edit("Choose the best thresholds", project)
        kept = f" {', '.join(without)}: no threshold reaches that, so it stays." if without else ""
        self.bench.say(f"Chosen on {evaluated.rows_in_words}.{kept}")

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_kinds"):
            self.show_again()

    def table(self) -> Table:
        """Returns what the table shows, without the sliders."""
        figures = self.labels.figures
        titles = [column.title for column in figures.columns]
        return (
            [title for title in titles if title != "Said above"],
            [[line[0], *line[2:]] for line in figures.lines()],
        )


def _scores(evaluated: EvaluatedPart) -> str:
    asked = {row.name: row for row in SCORES if evaluated.answers.task in row.tasks}
    rows = (asked[name] for name in FOLLOWED if name in asked)
    return ", ".join(f"{row.title} {score_text(row.value(evaluated.answers))}" for row in rows)
