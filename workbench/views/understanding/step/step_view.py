"""A step of training under the glass."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.predictions import outputs_of
from workbench.core.step.step_trace import StepTrace
from workbench.qt.understanding.loss_table_model import GRADIENT, LossTableModel
from workbench.qt.understanding.next_step import NextStep
from workbench.qt.understanding.true_classes import true_classes, true_words
from workbench.qt.understanding.weight_table_model import WeightTableModel
from workbench.views.elided_label import ElidedLabel
from workbench.views.labels import set_text
from workbench.views.number_table import NumberTable
from workbench.views.turning_box import TurningBox
from workbench.views.understanding.save_button import SaveButton, Table
from workbench.views.understanding.step.forward_strips import ForwardStrips
from workbench.views.understanding.step.gradient_delegate import GradientDelegate
from workbench.views.understanding.step.step_tables import forward_table, loss_table, weight_table
from workbench.views.understanding.step.step_words import agreement_words, loss_words, weight_words
from workbench.views.understanding.views import Bench
from workbench.views.wrapping_row import WrappingRow

NAME = "step"
READABLE = 160
"""Pixels of the words on the step from which on they stand beside the controls."""
TABS = ("1  Forward pass", "2  Loss and gradient", "3  Change of the weights")


class StepView(QWidget):
    """Takes the next step apart: forward pass, loss of each class, gradient at the logits, change of the weights."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}View")
        self.setAccessibleName("a step under the glass")
        self._bench, self._document = bench, bench.document
        self.next = QPushButton("Next step")
        self.spin, self.which = QSpinBox(), ElidedLabel()
        self.forward = ForwardStrips()
        self.losses, self.weights = LossTableModel(), WeightTableModel()
        self.loss_table, self.weight_table = NumberTable(self.losses), NumberTable(self.weights)
        self.loss_label, self.weight_label = QLabel(), QLabel()
        self.tabs, self.pages, self.empty = QTabWidget(), QStackedWidget(), QLabel()
        self.save_button = SaveButton(NAME, self, self._table)
        self._name_parts()
        self.loss_table.setItemDelegateForColumn(GRADIENT, GradientDelegate(self.loss_table))
        self._lay_out()
        self.step = NextStep(self, bench.document, bench.trainer)
        self.step.changed.connect(self.show_step)
        self.spin.valueChanged.connect(lambda value: self.step.look_at(value - 1))
        self.next.clicked.connect(self._do_step)
        self.show_step()

    @Slot()
    def _do_step(self) -> None:
        if self._document.absence:
            self._bench.refuse(self._document.absence)
            return
        self._bench.trainer.step(self._document.project)

    @Slot()
    def show_step(self) -> None:
        """Shows the step that comes next, or why there is none to be seen."""
        trace = self.step.trace
        self.next.setEnabled(trace is not None or not self._bench.trainer.is_running)
        self.pages.setCurrentWidget(self.empty if trace is None else self.tabs)
        self.save_button.setEnabled(trace is not None)
        self.spin.setEnabled(trace is not None)
        set_text(self.empty, self.step.trouble)
        set_text(self.which, "" if trace is None else self._words(trace))
        self.setAccessibleDescription(self.step.trouble or self.which.text())
        if trace is not None:
            self._show(trace)

    def _show(self, trace: StepTrace) -> None:
        self._offer_examples(trace)
        dataset = self._document.dataset
        outputs = outputs_of(trace.head, dataset.class_names)
        self.forward.show_stages(trace.stages, dataset.input_names, outputs)
        self.losses.show_rows(trace.table(outputs))
        self.weights.show_rows(trace.changes)
        set_text(self.loss_label, loss_words(trace))
        self.loss_label.setToolTip(agreement_words(trace))
        set_text(self.weight_label, weight_words(trace))

    def _offer_examples(self, trace: StepTrace) -> None:
        blocked = self.spin.blockSignals(True)
        self.spin.setRange(1, len(trace.rows))
        self.spin.setSuffix(f" of {len(trace.rows)}")
        self.spin.setValue(trace.place + 1)
        self.spin.blockSignals(blocked)

    def _words(self, trace: StepTrace) -> str:
        dataset, row = self._document.dataset, int(trace.rows[trace.place])
        true = true_words(dataset, true_classes(dataset, row))
        return f"Step {trace.step:,}, epoch {trace.epoch:,}: row {row + 1:,} of the data, true: {true}"

    def _table(self) -> Table:
        trace = self.step.trace
        if trace is None:
            return (), []
        names = outputs_of(trace.head, self._document.dataset.class_names)
        tables = (forward_table, partial(loss_table, names=names), weight_table)
        return tables[self.tabs.currentIndex()](trace)

    # Putting it together

    def _name_parts(self) -> None:
        hints = (
            (self.next, "Next", "next step", "Train one batch, then look at the step after it"),
            (
                self.spin,
                "Example",
                "example of the batch",
                "From which example of the batch to look at the step",
            ),
            (self.which, "Which", "the step and the example", "The step that comes next"),
            (self.loss_table, "Losses", "loss and gradient of each class", "Loss and gradient of each class"),
            (self.loss_label, "LossWords", "how loss and gradient are made", "The formulas of this loss"),
            (self.weight_table, "Weights", "change of the weights", "What the step does to the weights"),
            (self.weight_label, "WeightWords", "what changes the weights", "What changes the weights"),
            (self.tabs, "Tabs", "parts of the step", "The step in its order"),
            (self.empty, "Empty", "why there is no step to be seen", ""),
        )
        for widget, suffix, accessible, hint in hints:
            widget.setObjectName(f"{NAME}{suffix}")
            widget.setAccessibleName(accessible)
            widget.setToolTip(hint)
        self.spin.setPrefix("example ")
        self.spin.setKeyboardTracking(False)

    def _lay_out(self) -> None:
        self.which.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.which.setMinimumWidth(READABLE)
        top = WrappingRow()
        for widget in (self.next, self.spin, self.which, self.save_button):
            top.addWidget(widget)
        for label in (self.empty, self.loss_label, self.weight_label):
            label.setWordWrap(True)
        self.loss_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        parts = (
            self.forward,
            TurningBox(self.loss_table, self.loss_label, beside=(5, 2), above=(1, 0)),
            _above(self.weight_table, self.weight_label),
        )
        for title, part in zip(TABS, parts, strict=True):
            self.tabs.addTab(part, title)
        self.tabs.setDocumentMode(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.addWidget(self.tabs)
        self.pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.pages, 1)


def _above(table: NumberTable, words: QLabel) -> QWidget:
    """Returns a page with a table, which takes all of its width, above the words that explain it."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(table, 1)
    column.addWidget(words)
    return page
