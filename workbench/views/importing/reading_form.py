"""How a file is read: every proposal can be changed, and what the file does not say is asked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.qt.importing.encoding_preview import telling_words
from workbench.views.form import Form
from workbench.views.panel import GRID, Notice

if TYPE_CHECKING:
    from workbench.data.own.draft.draft import Draft
    from workbench.data.own.reader import Reader

MOST_ANSWERS = 4
"""Offered as buttons; the list above them has all."""


class ReadingForm(QWidget):
    """A form of the reader's fields, with the question that is open below it.

    Attributes:
        chosen: Emitted with the name of a field and its value.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader: Reader | None = None
        self._form = Form(())
        self._question = Notice("readingQuestion")
        self._answers = QWidget()
        self._answer_column = QVBoxLayout(self._answers)
        self._answer_column.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        for widget in (self._form, self._question, self._answers):
            self._column.addWidget(widget)

    def show_draft(self, draft: Draft) -> None:
        """Shows how the file is read, or what has to be said first."""
        if self._reader is not draft.reader:
            self._make_form(draft.reader)
        self._form.set_values(draft.reading.options)
        self._ask(draft.question, draft.path)

    def _make_form(self, reader: Reader) -> None:
        self._reader = reader
        self._column.removeWidget(self._form)
        self._form.deleteLater()
        self._form = Form(reader.fields)
        self._form.edited.connect(self.chosen)
        self._form.setVisible(bool(reader.fields))
        self._column.insertWidget(0, self._form)

    def _ask(self, question: UserError | None, path: Path) -> None:
        answers = getattr(question, "choices", ())
        self._question.tell(str(question) if question else "", "?" if answers else "⚠")
        for button in self._answers.findChildren(QPushButton):
            self._answer_column.removeWidget(button)
            button.hide()
            button.deleteLater()
        for answer in answers[:MOST_ANSWERS]:
            field = getattr(question, "field", "")
            words = telling_words(path, str(answer)) if field == "encoding" else ""
            self._answer_column.addWidget(self._button(field, answer, words))
        self._answers.setVisible(bool(answers))

    def _button(self, field: str, answer: Value, words: str) -> QPushButton:
        button = QPushButton(f"{answer}: {words}" if words else str(answer))
        button.setObjectName(f"answer_{answer}")
        button.setAccessibleName(f"Read it as {answer}")
        button.setToolTip(f"Reads the file as {answer}; the preview shows what comes of it.")
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._answer, field, answer))
        return button

    def _answer(self, field: str, answer: Value) -> None:
        self.chosen.emit(field, answer)
