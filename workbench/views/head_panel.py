"""The panel with the one choice that this program is about: softmax or sigmoid."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QVBoxLayout, QWidget

from workbench.core.errors import UserError
from workbench.core.experiments import fits, runnable_losses
from workbench.core.fields import Value
from workbench.core.heads import ACTIVATIONS, Activation, Head, changes, fitting_activation
from workbench.core.project import Project
from workbench.core.projects.head_edits import mended, with_experiment, with_head
from workbench.core.projects.project_fields import HEAD_FIELDS
from workbench.data.contradictions import with_count
from workbench.qt.document import Document
from workbench.views.experiment_banner import ExperimentBanner
from workbench.views.form import Form
from workbench.views.head_button import HeadButton
from workbench.views.loss_choice import LossChoice
from workbench.views.panel import (
    GRID,
    Notice,
    ProjectPanel,
    heading,
    run_alone,
    scrolling_column,
    wrapped_label,
)
from workbench.views.refused_head import RefusedHead

OBJECT_NAMES = {
    "label_smoothing": "labelSmoothingSpin",
    "weighting": "weightingCombo",
    "threshold": "thresholdSpin",
    "temperature": "temperatureSpin",
}
METRIC_TITLES = {
    "sparse_categorical_accuracy": "share of right classes",
    "categorical_accuracy": "share of right classes",
    "binary_accuracy": "share of right answers",
    "top_3_accuracy": "right class among the top 3",
    "macro_f1": "F1, every class alike (macro)",
    "micro_f1": "F1, every answer alike (micro)",
    "f1_score": "F1 of yes",
    "auc": "area under the ROC curve",
    "exact_match": "all labels right",
    "hamming_loss": "share of wrong labels",
}
DECISION_TITLES = {
    "arg_max": "the class with the largest probability",
    "threshold": "every label whose probability is above the threshold",
}
OWN_THRESHOLDS = (
    "every label whose probability is above a threshold of its own; to set one below is to set it for all"
)


class HeadPanel(ProjectPanel):
    """The toggle, the losses that fit, and why all of it belongs together."""

    parts = frozenset({"data", "head"})

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setObjectName("headPanel")
        self.setAccessibleName("Head")
        self._head = self._present_head()
        self._data = document.project.data
        self._opened = document.project.imported
        self._changes: tuple[str, ...] = ()
        self._buttons = {activation: HeadButton(activation) for activation in ACTIVATIONS}
        self._notice = Notice("headNotice")
        self._refused_head = RefusedHead()
        self._banner = ExperimentBanner()
        self._loss = LossChoice()
        self._explanation = wrapped_label("headExplanation", "Why these fit", "Why they belong together.")
        self._changed = wrapped_label(
            "headChanges", "What the toggle changed", "What the toggle changed.", Qt.TextFormat.RichText
        )
        self._metrics = wrapped_label("headMetrics", "Metrics", "What is measured after each epoch.")
        self._decision = wrapped_label("headDecision", "Decision", "How probabilities become an answer.")
        self._form = Form(HEAD_FIELDS, OBJECT_NAMES)
        self.refused.connect(self._on_refused)
        document.project_changed.connect(self._on_edit)
        self._connect()
        self._place(scrolling_column(self))
        self.read()

    def _on_edit(self, parts: frozenset[str]) -> None:
        if parts & self.parts:
            self._clear_notice()

    def _clear_notice(self) -> None:
        self._on_refused("")

    def _on_refused(self, reason: str) -> None:
        self._notice.tell(reason)
        self._refused_head.hide()

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for activation, button in self._buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, name=activation: self.choose(name))
        self._loss.chosen.connect(self._on_loss)
        self._refused_head.remedy_wanted.connect(self._take_remedy)
        self._refused_head.experiment_wanted.connect(self._break)
        self._banner.mend_wanted.connect(self.mend)
        self._form.edited.connect(self._on_edited)

    def _place(self, column: QVBoxLayout) -> None:
        column.addWidget(heading("How many labels can be right?"))
        for button in self._buttons.values():
            column.addWidget(button)
        for notice in (self._notice, self._refused_head, self._banner, self._changed):
            column.addWidget(notice)
        column.addWidget(self._explanation)
        column.addLayout(self._facts())
        column.addWidget(self._form)
        column.addStretch()

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GRID)
        grid.setColumnStretch(1, 1)
        rows = (("Loss", self._loss), ("Metrics", self._metrics), ("Decision", self._decision))
        for row, (title, widget) in enumerate(rows):
            grid.addWidget(QLabel(title), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, row, 1)
        return grid

    def _present_head(self) -> Head | None:
        try:
            return self.document.head
        except UserError:
            return None

    def choose(self, activation: Activation) -> bool:
        """Uses the head `activation`, as one undo step; returns whether it fits the labels."""
        done = self.attempt(f"Use {activation} head", lambda: self._with_head(activation))
        if not done:
            self._refused_head.offer(activation, fitting_activation(self.document.label_kind))
        return done

    def _take_remedy(self, activation: Activation) -> None:
        # The notice goes too where that head is on already.
        if self.choose(activation):
            self._clear_notice()

    def _break(self, activation: Activation) -> None:
        self._use_loss(activation, runnable_losses(activation, self.document.label_kind)[0])

    def _use_loss(self, activation: str, loss: str) -> None:
        """Uses a pair, as one undo step; it is an experiment unless it fits."""
        kind = self.document.label_kind
        fitting = fits(activation, loss, kind)
        text, merge = ("Use another loss", "head loss") if fitting else ("Break it on purpose", "")
        self.attempt(text, lambda: with_experiment(self.document.project, activation, loss, kind), merge)

    def mend(self) -> bool:
        """Ends an experiment with a head and a loss that fit, as one undo step."""
        return self.attempt("Mend it", lambda: mended(self.document.project, self.document.label_kind))

    def _with_head(self, activation: Activation) -> Project:
        project = self.document.project
        if activation == project.head.activation and self._head is not None:
            return project
        try:
            return with_head(project, activation, self.document.label_kind)
        except UserError as error:
            raise UserError(with_count(str(error), self.document.dataset, activation)) from None

    def read(self) -> None:
        """Shows the head of the project."""
        head = self._present_head()
        self._note_changes(head)
        self._head = head
        for activation, button in self._buttons.items():
            with QSignalBlocker(button):
                button.setChecked(activation == self.document.project.head.activation)
            button.update()
        self._banner.show_head(head, self.document.contradiction(self.document.project.head.activation))
        self._loss.show_loss(head, self.document.project.head.loss)
        self._read_words(head)
        self._read_form(head)

    def _note_changes(self, head: Head | None) -> None:
        if head is not None and self._head is not None and head != self._head:
            self._changes = (*changes(self._head, head), self._weights_sentence(self._head, head))
        project = self.document.project
        if self._opened != project.imported:
            # Another network is on the bench, of which the toggle has changed nothing.
            self._changes = ()
        self._data, self._opened = project.data, project.imported
        lines = "".join(f"<li>{line}</li>" for line in self._changes)
        self._changed.setText(
            f"<b>What changed</b><ul style='margin-left:-24px'>{lines}</ul>" if lines else ""
        )
        self._changed.setVisible(bool(lines))

    def _weights_sentence(self, before: Head, after: Head) -> str:
        if self.document.project.data != self._data:
            return "Other data, so the next training begins afresh."
        if before.units == after.units:
            return "Every weight is kept."
        return "Every weight of the hidden layers is kept; the logits are converted."

    def _read_words(self, head: Head | None) -> None:
        if head is None:
            self._explanation.setText(self._reason())
            self._metrics.setText("none until head and labels fit")
            self._decision.setText("none until head and labels fit")
            return
        self._explanation.setText(head.explanation)
        titles = [METRIC_TITLES.get(name, name.replace("_", " ")) for name in head.metrics]
        self._metrics.setText("\n".join(titles))
        self._metrics.setToolTip("In Keras's words: " + ", ".join(head.metrics))
        own = head.decision == "threshold" and self.document.project.head.thresholds
        self._decision.setText(OWN_THRESHOLDS if own else DECISION_TITLES[head.decision])

    def _reason(self) -> str:
        try:
            return self.document.head.explanation
        except UserError as error:
            return str(error)

    def _read_form(self, head: Head | None) -> None:
        choice = self.document.project.head
        self._form.set_values({field.name: getattr(choice, field.name) for field in HEAD_FIELDS})
        self._form.set_row_visible("threshold", head is not None and head.decision == "threshold")
        # Keras's own loss in an experiment takes none.
        self._form.set_row_visible("weighting", head is None or head.mistake is None)
        self._form.set_row_visible("temperature", head is None or head.mistake is None)

    def _on_loss(self, loss: str) -> None:
        self._use_loss(self.document.project.head.activation, loss)

    def _on_edited(self, name: str, value: Value) -> None:
        self.attempt(f"Set {name.replace('_', ' ')}", lambda: self._with_choice(name, value), f"head {name}")

    def _with_choice(self, name: str, value: Value) -> Project:
        project = self.document.project
        # A threshold for all is that of each label.
        others = {"thresholds": ()} if name == "threshold" else {}
        return msgspec.structs.replace(
            project, head=msgspec.structs.replace(project.head, **{name: value}, **others)
        )


def main() -> int:
    """Shows the panel in a window of its own."""
    return run_alone(HeadPanel)


if __name__ == "__main__":
    raise SystemExit(main())
