"""What the views of scores share: the part of the data, words where there is nothing, and saving."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from workbench.data.split import has_test_part
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.live_evaluation import LiveEvaluation
from workbench.qt.palette import tabular
from workbench.views.elided_label import ElidedLabel
from workbench.views.labels import set_text
from workbench.views.understanding.evaluation.part_combo import PartCombo
from workbench.views.understanding.save_button import SaveButton, Table
from workbench.views.understanding.views import Bench
from workbench.views.wrapping_row import WrappingRow

LEAST_SUMMARY = 100
"""Pixels that the summary has on its line; where there are fewer it begins another one."""


class EvaluationView(QWidget):
    """A bar with the part of the data above what a subclass shows of it.

    Subclasses put what they show with `put_body`, and fill it in `show_part`. Nothing is worked out while hidden.

    Attributes:
        bench: What the view stands on.
        live: The answers, in step with the network.
        part: The list of parts.
        summary: One sentence on what is shown.
        empty: Why nothing is shown.
        reads: What a subclass reads of the answers; it is worked out in a thread where there is much of it.
    """

    reads: tuple[str, ...] = ("answers",)

    def __init__(self, name: str, title: str, bench: Bench) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.bench = bench
        self.part = PartCombo(f"{name}Part")
        self.summary = ElidedLabel()
        self.empty = QLabel()
        self.save_button = SaveButton(name, self, self._saved_table)
        self._name_labels(name)
        self._lay_out()
        self.live = LiveEvaluation(self, bench.document, bench.trainer, self.reads)
        self.live.changed.connect(self._show)
        self.part.currentIndexChanged.connect(self._ask)
        bench.document.project_changed.connect(self._offer_parts)
        self._offer_parts()
        self._show()
        self._ask()

    # What subclasses say

    def show_part(self, evaluated: EvaluatedPart) -> None:
        """Shows other answers."""
        raise NotImplementedError

    def table(self) -> Table:
        """Returns what is saved as a table."""
        raise NotImplementedError

    # What they may use

    def add_control(self, control: QWidget) -> None:
        """Puts a control before the summary; it is seen where there are answers that it acts on."""
        self._controls.append(control)
        # The room that is left is the summary's.
        control.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row.insert_before(self.summary, control)
        control.setVisible(self.live.evaluated is not None)

    def put_body(self, body: QWidget) -> None:
        """Sets what is shown where there are answers."""
        self._stack.addWidget(body)

    def show_again(self) -> None:
        """Shows the present answers anew, after a control was used."""
        if self.live.evaluated is not None:
            self.show_part(self.live.evaluated)

    def sum_up(self, words: str, explanation: str = "") -> None:
        """Shows one sentence on what is shown; its tool tip has the whole of it, and explains it."""
        set_text(self.summary, words)
        self.summary.setToolTip(f"{words}. {explanation}".strip())

    # Putting it together

    def _name_labels(self, name: str) -> None:
        for label, suffix, hint in (
            (self.summary, "Summary", "What the examples looked at say as a whole"),
            (self.empty, "Empty", "Why nothing is shown"),
        ):
            label.setObjectName(f"{name}{suffix}")
            label.setAccessibleName(hint)
            label.setToolTip(hint)
            label.setFont(tabular(self.font()))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)

    def _lay_out(self) -> None:
        self._controls: list[QWidget] = []
        self.part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.summary.setMinimumWidth(LEAST_SUMMARY)
        self.summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = WrappingRow()
        for part in (self.part, self.summary, self.save_button):
            self._row.addWidget(part)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.addLayout(self._row)
        column.addLayout(self._stack, 1)

    def _saved_table(self) -> Table:
        return ((), ()) if self.live.evaluated is None else self.table()

    @Slot()
    def _ask(self) -> None:
        self.live.ask(self.part.part)

    @Slot()
    def _offer_parts(self) -> None:
        document = self.bench.document
        self.part.allow_test(has_test_part(document.dataset, document.project.data.shares))

    @Slot()
    def _show(self) -> None:
        evaluated = self.live.evaluated
        if evaluated is None:
            set_text(self.empty, self.live.absence)
            self.sum_up("")
        else:
            self.show_part(evaluated)
        for control in self._controls:
            control.setVisible(evaluated is not None)
        self._stack.setCurrentIndex(0 if evaluated is None else self._stack.count() - 1)
