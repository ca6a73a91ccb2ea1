"""Everything that is chosen about a file as a whole, from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from workbench.views.importing.checking_rows_box import CheckingRowsBox
from workbench.views.importing.file_choice import FileChoice
from workbench.views.importing.named_combo import named_combo
from workbench.views.importing.reading_form import ReadingForm
from workbench.views.importing.verdict_box import VerdictBox
from workbench.views.panel import GRID, heading, scrolling_column, wrapped_label

if TYPE_CHECKING:
    from workbench.data.own.draft.draft import Draft

MISSING_TITLES = {"median": "Filled with the middle value (median)", "drop": "Their rows are left out"}
NAMES_LABELS_IN_A_FILE = ("arff",)
"""Readers of files beside which another one can name the labels."""


class ImportChoices(QWidget):
    """How the file is read, what its labels are, what becomes of gaps, which rows check.

    Attributes:
        reading: How the file is read.
        verdict: What its labels are.
        checking_rows: Which rows check.
        missing_chosen: Emitted with what becomes of inputs without a value.
        labels_file_chosen: Emitted with the file that names the labels, or None.
    """

    missing_chosen = Signal(str)
    labels_file_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importChoices")
        self.setAccessibleName("Choices")
        self.reading, self.verdict, self.checking_rows = ReadingForm(), VerdictBox(), CheckingRowsBox()
        self._labels_file = FileChoice(
            "labelsFile",
            "file that names the labels",
            "Mulan labels (*.xml);;All files (*)",
            "A file that says which columns are labels.",
            "Named by the file, or beside it",
        )
        self._missing = _missing_combo()
        self._notes = wrapped_label("importNotes", "Notes", "What was noticed in the file.")
        self._notes_heading = heading("Notes")
        self._labels_file.chosen.connect(self.labels_file_chosen)
        self._missing.activated.connect(lambda row: self.missing_chosen.emit(self._missing.itemData(row)))
        self._arrange()

    def _arrange(self) -> None:
        column = scrolling_column(self)
        column.setContentsMargins(0, 0, 4, 0)
        self._reading_heading = heading("How it is read")
        self._meaning = (
            heading("Labels"), self._labels_file, self.verdict,
            heading("Inputs without a value"), self._missing,
            heading("Rows that check"), self.checking_rows,
        )  # fmt: skip
        for widget in (
            self._reading_heading, self.reading, *self._meaning, self._notes_heading, self._notes,
        ):  # fmt: skip
            if isinstance(widget, QLabel) and widget is not self._notes and column.count():
                # More room above a heading than below it says what it belongs to.
                column.addSpacing(GRID)
            column.addWidget(widget)
        column.addStretch()

    def show_draft(self, draft: Draft) -> None:
        """Shows `draft`, without telling of it."""
        self.reading.show_draft(draft)
        self.verdict.show_draft(draft)
        self.checking_rows.show_draft(draft)
        is_read = draft.sample is not None
        for widget in self._meaning:
            widget.setVisible(is_read)
        self._reading_heading.setVisible(bool(draft.reader.fields) or not is_read)
        self._labels_file.setVisible(is_read and draft.reader.name in NAMES_LABELS_IN_A_FILE)
        self._labels_file.show_file(draft.labels_file, draft.path)
        with QSignalBlocker(self._missing):
            self._missing.setCurrentIndex(self._missing.findData(draft.missing))
        self._notes.setText("\n".join(draft.notes))
        for widget in (self._notes, self._notes_heading):
            widget.setVisible(bool(draft.notes))


def _missing_combo() -> QComboBox:
    combo = named_combo(
        "missingCombo",
        "Inputs without a value",
        "What becomes of inputs without a value. The median is measured on the rows that train.",
    )
    for word, title in MISSING_TITLES.items():
        combo.addItem(title, word)
    return combo
