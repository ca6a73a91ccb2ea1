"""The panel with the one choice that this program is about: softmax or sigmoid."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPoint, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.core.heads import ACTIVATIONS, QUESTIONS, Activation, Head, changes
from workbench.core.project import HEAD_FIELDS, Project, with_head
from workbench.qt.document import Document
from workbench.qt.palette import theme_of
from workbench.views.form import Form, guard_wheel, shrink
from workbench.views.panel import (
    GRID,
    Notice,
    ProjectPanel,
    heading,
    run_alone,
    scrolling_column,
    wrapped_label,
)

OBJECT_NAMES = {
    "label_smoothing": "labelSmoothingSpin",
    "weighting": "weightingCombo",
    "threshold": "thresholdSpin",
}
BUTTON_NAMES: dict[Activation, str] = {"softmax": "headSoftmax", "sigmoid": "headSigmoid"}
SUB_LINES: dict[Activation, str] = {
    "softmax": "probabilities sum to 1",
    "sigmoid": "each label by itself",
}
LOSS_TITLES = {
    "sparse_categorical_crossentropy": "Cross-entropy of the class",
    "categorical_crossentropy": "Cross-entropy of the rows",
    "categorical_focal_crossentropy": "Focal cross-entropy of the rows",
    "binary_crossentropy": "Binary cross-entropy per label",
    "binary_focal_crossentropy": "Binary focal cross-entropy per label",
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
    "threshold": "every label whose probability reaches the threshold",
}


class HeadButton(QPushButton):
    """A large choice with its question, its function and one line on what that means."""

    def __init__(self, activation: Activation) -> None:
        question = QUESTIONS[activation]
        super().__init__(f"{question}: {activation}")
        self._lines = (question, activation, SUB_LINES[activation])
        self.setCheckable(True)
        self.setObjectName(BUTTON_NAMES[activation])
        self.setAccessibleName(f"{question}: {activation}")
        self.setAccessibleDescription(SUB_LINES[activation])
        self.setToolTip(f"The {activation} head: {SUB_LINES[activation]}. All weights are kept.")
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Returns room for three lines."""
        return QSize(264, round(self.fontMetrics().height() * 2.7) + 2 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Returns what narrow docks leave; the lowest line is cut short there."""
        return QSize(144, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints a card, its mark and its lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        self._paint_mark(painter)
        self._paint_lines(painter)
        painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        theme = theme_of(self.palette())
        strong = self.isChecked() or self.hasFocus() or self.underMouse()
        fill = self.palette().color(QPalette.ColorRole.Button)
        painter.setBrush(theme.background if self.isChecked() else fill)
        width = 3 if self.isChecked() else 1
        painter.setPen(QPen(theme.accent if strong else theme.muted, width))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.muted, 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(self.rect().adjusted(5, 5, -5, -5), 4, 4)

    def _paint_mark(self, painter: QPainter) -> None:
        theme = theme_of(self.palette())
        centre = QPoint(2 * GRID + 4, self.height() // 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.accent if self.isChecked() else theme.muted, 2))
        painter.drawEllipse(centre, 7, 7)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(centre, 4, 4)

    def _paint_lines(self, painter: QPainter) -> None:
        question, activation, sub_line = self._lines
        area = self.rect().adjusted(4 * GRID + 4, GRID, -GRID - 4, -GRID)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        upper = QRect(area.left(), area.top(), area.width(), painter.fontMetrics().height())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, question)
        painter.setFont(self.font())
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, activation)
        painter.setPen(theme_of(self.palette()).muted)
        text = self.fontMetrics().elidedText(sub_line, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)


class HeadPanel(ProjectPanel):
    """The toggle, the losses that fit, and why all of it belongs together."""

    parts = frozenset({"data", "head"})

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setObjectName("headPanel")
        self.setAccessibleName("Head")
        self._head = self._present_head()
        self._data = document.project.data
        self._changes: tuple[str, ...] = ()
        self._buttons = {activation: HeadButton(activation) for activation in ACTIVATIONS}
        self._notice = Notice("headNotice")
        self._loss = QComboBox()
        self._explanation = wrapped_label("headExplanation", "Why these fit", "Why they belong together.")
        self._changed = wrapped_label("headChanges", "What the toggle changed", "What the toggle changed.")
        self._metrics = wrapped_label("headMetrics", "Metrics", "What is measured after each epoch.")
        self._decision = wrapped_label("headDecision", "Decision", "How probabilities become an answer.")
        self._form = Form(HEAD_FIELDS, OBJECT_NAMES)
        self.refused.connect(self._notice.tell)
        document.project_changed.connect(self._clear_notice)
        self._connect()
        self._place(scrolling_column(self))
        self.read()

    def _clear_notice(self, parts: frozenset[str]) -> None:
        if parts & self.parts:
            self._notice.tell("")

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for activation, button in self._buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, name=activation: self.choose(name))
        self._loss.setObjectName("lossCombo")
        self._loss.setAccessibleName("Loss")
        shrink(self._loss)
        guard_wheel(self._loss)
        self._loss.currentIndexChanged.connect(self._on_loss)
        self._form.edited.connect(self._on_edited)

    def _place(self, column: QVBoxLayout) -> None:
        column.addWidget(heading("How many labels can be right?"))
        for button in self._buttons.values():
            column.addWidget(button)
        column.addWidget(self._notice)
        column.addWidget(self._changed)
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
        return self.attempt(f"Use {activation} head", lambda: self._with_head(activation))

    def _with_head(self, activation: Activation) -> Project:
        project = self.document.project
        if activation == project.head.activation and self._head is not None:
            return project
        return with_head(project, activation, self.document.label_kind)

    def read(self) -> None:
        """Shows the head of the project."""
        head = self._present_head()
        self._note_changes(head)
        self._head = head
        for activation, button in self._buttons.items():
            with QSignalBlocker(button):
                button.setChecked(activation == self.document.project.head.activation)
            button.update()
        self._read_losses(head)
        self._read_words(head)
        self._read_form(head)

    def _note_changes(self, head: Head | None) -> None:
        if head is not None and self._head is not None and head != self._head:
            self._changes = (*changes(self._head, head), self._weights_sentence(self._head, head))
        self._data = self.document.project.data
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

    def _read_losses(self, head: Head | None) -> None:
        chosen = self.document.project.head.loss
        with QSignalBlocker(self._loss):
            self._loss.clear()
            for loss in head.losses if head else (chosen,):
                self._loss.addItem(LOSS_TITLES.get(loss, loss.replace("_", " ")), loss)
                self._loss.setItemData(self._loss.count() - 1, loss, Qt.ItemDataRole.ToolTipRole)
            self._loss.setCurrentIndex(self._loss.findData(chosen))
        self._loss.setToolTip(f"What training makes small. In Keras: {chosen}")

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
        self._decision.setText(DECISION_TITLES[head.decision])

    def _reason(self) -> str:
        try:
            return self.document.head.explanation
        except UserError as error:
            return str(error)

    def _read_form(self, head: Head | None) -> None:
        choice = self.document.project.head
        self._form.set_values({field.name: getattr(choice, field.name) for field in HEAD_FIELDS})
        self._form.set_row_visible("threshold", head is not None and head.decision == "threshold")

    def _on_loss(self, index: int) -> None:
        if index >= 0:
            loss = self._loss.itemData(index)
            self.attempt("Use another loss", lambda: self._with_choice("loss", loss), "head loss")

    def _on_edited(self, name: str, value: Value) -> None:
        self.attempt(f"Set {name.replace('_', ' ')}", lambda: self._with_choice(name, value), f"head {name}")

    def _with_choice(self, name: str, value: Value) -> Project:
        project = self.document.project
        return msgspec.structs.replace(project, head=msgspec.structs.replace(project.head, **{name: value}))


def main() -> int:
    """Shows the panel in a window of its own."""
    return run_alone(HeadPanel)


if __name__ == "__main__":
    raise SystemExit(main())
