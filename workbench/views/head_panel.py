"""The question: exactly one, or any number?"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workbench.core.errors import UserError
from workbench.core.heads import ACTIVATIONS, QUESTIONS, Head, changes, head_for
from workbench.core.project import HEAD_FIELDS, with_head
from workbench.qt.document import Document
from workbench.views.form import Form

BUTTONS = {"softmax": "headSoftmax", "sigmoid": "headSigmoid"}


class HeadPanel(QWidget):
    """Two buttons; everything else follows from the table of heads, and it says what changed and why."""

    refused = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._shown_head: Head | None = None
        self._changed: tuple[str, ...] = ()
        self.buttons = {activation: self._button(activation) for activation in ACTIVATIONS}
        self.loss = QComboBox()
        self.loss.setObjectName("lossCombo")
        self.loss.setAccessibleName("Loss")
        self.loss.setToolTip("The losses that fit this head on these labels.")
        self.loss.currentIndexChanged.connect(self._loss_chosen)
        self.explanation = QLabel()
        self.explanation.setObjectName("headExplanation")
        self.explanation.setAccessibleName("Why this head, and what changed")
        self.explanation.setWordWrap(True)
        self.form = Form(HEAD_FIELDS)
        self.form.edited.connect(self._field_edited)
        self._lay_out()
        document.project_changed.connect(self._project_changed)
        self.read()

    def _button(self, activation: str) -> QPushButton:
        button = QPushButton(f"{QUESTIONS[activation]}\n{activation}")
        button.setObjectName(BUTTONS[activation])
        button.setAccessibleName(f"{QUESTIONS[activation]}: {activation}")
        button.setToolTip(f"{QUESTIONS[activation]} of the classes can hold for an example: use {activation}. Keeps every weight.")
        button.setCheckable(True)
        button.setMinimumHeight(56)
        button.clicked.connect(lambda: self.choose(activation))
        return button

    def _lay_out(self) -> None:
        self._group = QButtonGroup(self)
        pair = QHBoxLayout()
        for button in self.buttons.values():
            self._group.addButton(button)
            pair.addWidget(button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addWidget(QLabel("How many classes can an example have?"))
        column.addLayout(pair)
        for widget in (self.loss, self.explanation, self.form):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def choose(self, activation: str) -> None:
        """Toggles the head as one undo step; a pair that does not fit is refused with its reason."""
        document = self._document
        try:
            document.edit(f"Use {activation} head", with_head(document.project, activation, document.label_kind))
        except UserError as error:
            self._read_buttons()
            self.explanation.setText(f"⚠ {error}")
            self.refused.emit(str(error))

    def _project_changed(self, parts: frozenset[str]) -> None:
        if parts & {"head", "data"}:
            self.read()

    def read(self) -> None:
        """Shows the document's head."""
        project = self._document.project
        head = head_for(project.head.activation, self._document.label_kind)
        if self._shown_head is not None and head != self._shown_head:
            self._changed = changes(self._shown_head, head)
        self._shown_head = head
        self._read_buttons()
        self._read_losses(head)
        self.explanation.setText(self._words(head))
        self.form.set_values(msgspec.structs.asdict(project.head))
        self.form.layout().setRowVisible(self.form.controls["threshold"], head.decision == "threshold")

    def _read_buttons(self) -> None:
        for activation, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setChecked(activation == self._document.project.head.activation)

    def _read_losses(self, head: Head) -> None:
        with QSignalBlocker(self.loss):
            self.loss.clear()
            for name in head.losses:
                self.loss.addItem(name.replace("_", " "), name)
            self.loss.setCurrentIndex(self.loss.findData(self._document.project.head.loss))

    def _words(self, head: Head) -> str:
        metrics = ", ".join(name.replace("_", " ") for name in head.metrics)
        decision = "the largest probability decides" if head.decision == "arg_max" else "each label by its threshold"
        lines = [head.explanation, f"Metrics: {metrics}.", f"Decision: {decision}."]
        if self._changed:
            lines += ["Changed:", *(f"• {line}" for line in self._changed), "• Weights: every one is kept"]
        return "\n".join(lines)

    def _loss_chosen(self) -> None:
        self._edit("Change loss", loss=self.loss.currentData())

    def _field_edited(self, name: str, value: object) -> None:
        self._edit(f"Change {name.replace('_', ' ')}", **{name: value})

    def _edit(self, text: str, **changed: object) -> None:
        project = self._document.project
        head = msgspec.structs.replace(project.head, **changed)
        try:
            self._document.edit(text, msgspec.structs.replace(project, head=head), text)
        except UserError as error:
            self.refused.emit(str(error))
            self.read()
