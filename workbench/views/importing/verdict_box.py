"""What the doctor says of the labels, and how a person can say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLabel, QStyledItemDelegate, QVBoxLayout, QWidget

from workbench.views.importing.named_combo import named_combo
from workbench.views.panel import GRID, wrapped_label

if TYPE_CHECKING:
    from workbench.data.own.doctor.diagnosis import Diagnosis, Finding
    from workbench.data.own.draft.draft import Draft

MARKS = {"note": "ℹ", "warning": "⚠", "error": "✖"}
SEPARATORS = {"|": "a|b|c", ",": "a,b,c", ";": "a;b;c", " ": "a b c"}
POPUP_WIDTH = 120 * GRID


class VerdictBox(QWidget):
    """The verdict with the head that fits, the other ways to read the same columns, and what is odd about them.

    Attributes:
        form_chosen: Emitted with the key of a row of the label forms.
        separator_chosen: Emitted with what stands between tags.
    """

    form_chosen = Signal(str)
    separator_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = wrapped_label(
            "labelVerdict", "Verdict on the labels", "What was found in the labels."
        )
        self._forms = _form_combo()
        self._separators = named_combo(
            "tagSeparatorCombo", "Between tags", "What stands between the tags of a cell."
        )
        self._findings = wrapped_label(
            "labelFindings", "Findings", "What else is to be known about the labels."
        )
        for separator, title in SEPARATORS.items():
            self._separators.addItem(title, separator)
        self._forms.activated.connect(self._on_form)
        self._separators.activated.connect(self._on_separator)
        self._arrange()

    def _arrange(self) -> None:
        for label in (self._verdict, self._findings):
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._form_title = QLabel("Read them as")
        self._form_title.setBuddy(self._forms)
        for widget in (
            self._verdict,
            self._form_title,
            self._forms,
            self._separators,
            self._findings,
        ):
            column.addWidget(widget)

    def show_draft(self, draft: Draft) -> None:
        """Shows the verdict of `draft`, or that there is none yet."""
        diagnosis = draft.diagnosis
        for widget in (self._form_title, self._forms):
            widget.setVisible(diagnosis is not None)
        has_tags = diagnosis is not None and bool(diagnosis.labels.separator)
        self._separators.setVisible(has_tags)
        if diagnosis is None:
            self._verdict.setText("Say which column holds the labels: give it the role “Label” in the table.")
            self._findings.hide()
            return
        self._verdict.setText(diagnosis.verdict)
        self._list_forms(diagnosis)
        with QSignalBlocker(self._separators):
            self._separators.setCurrentIndex(self._separators.findData(diagnosis.labels.separator))
        self._findings.setText("\n".join(map(_finding_text, diagnosis.findings)))
        self._findings.setVisible(bool(diagnosis.findings))

    def _list_forms(self, diagnosis: Diagnosis) -> None:
        from workbench.data.own.doctor.label_forms import LABEL_FORMS

        present = diagnosis.labels.form
        model = QStandardItemModel(self._forms)
        model.appendRow(_form_item(present, LABEL_FORMS[present].title, diagnosis.verdict))
        for other in diagnosis.alternatives:
            if other.possible:
                title = f"{LABEL_FORMS[other.form].title}\n{other.consequence}"
                model.appendRow(_form_item(other.form, title, other.consequence))
        with QSignalBlocker(self._forms):
            self._forms.setModel(model)
            self._forms.setCurrentIndex(0)

    def _on_form(self, row: int) -> None:
        if row:
            self.form_chosen.emit(self._forms.itemData(row))

    def _on_separator(self, row: int) -> None:
        self.separator_chosen.emit(self._separators.itemData(row))


def _form_combo() -> QComboBox:
    combo = named_combo(
        "labelFormCombo",
        "Read the labels as",
        "Every verdict can be overridden; each way says what it would mean.",
    )
    combo.view().setMinimumWidth(POPUP_WIDTH)
    combo.view().setTextElideMode(Qt.TextElideMode.ElideRight)
    # The usual one of a list shows one line only.
    combo.setItemDelegate(QStyledItemDelegate(combo))
    return combo


def _form_item(form: str, title: str, tool_tip: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setData(form, Qt.ItemDataRole.UserRole)
    item.setToolTip(tool_tip)
    return item


def _finding_text(finding: Finding) -> str:
    return f"{MARKS[finding.weight]} {finding.sentence}"
