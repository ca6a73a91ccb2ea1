"""The panel that chooses the data, shows it, and says which head fits it."""

from __future__ import annotations

from html import escape
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from workbench.core.fields import Value
from workbench.core.heads import QUESTIONS, fitting_activation
from workbench.core.own_data import OwnData
from workbench.core.project import PAINTED, SCALINGS, DataChoice, Project
from workbench.core.projects.data_edits import scaling_elsewhere, with_data, with_own
from workbench.core.projects.project_fields import DATA_FIELDS
from workbench.data.built_in import DATA_SETS
from workbench.data.dataset import Dataset
from workbench.data.load import load
from workbench.qt.document import Document
from workbench.views.data_preview import DataPreview
from workbench.views.data_set_combo import OPEN, DataSetCombo
from workbench.views.form import Form
from workbench.views.panel import Notice, ProjectPanel, run_alone, scrolling_column, wrapped_label

OBJECT_NAMES = {
    "validation_fraction": "validationFractionSpin",
    "test_fraction": "testFractionSpin",
    "scaling": "scalingCombo",
}


class DataPanel(ProjectPanel):
    """The data set, its options, its split and its preview.

    Attributes:
        paint_requested: Emitted when a person chose to paint the data.
        open_requested: Emitted when a person chose to open a file of their own.
        find_requested: Emitted when a person wants to say where the data is that the project is used without.
        again_requested: Emitted when a person wants to read the present file in another way.
    """

    paint_requested = Signal()
    open_requested = Signal()
    find_requested = Signal()
    again_requested = Signal()
    parts = frozenset({"data", "head"})

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setObjectName("dataPanel")
        self.setAccessibleName("Data")
        self._shown: DataChoice | None = None
        self._shown_source: tuple[object, ...] = ()
        self._activation = document.project.head.activation
        self._combo = DataSetCombo()
        self._description = wrapped_label("dataDescription", "About the data", "What the data is.")
        self._notice = Notice("dataNotice")
        self._summary = wrapped_label(
            "labelSummary", "Labels", "What the labels look like, and what fits.", Qt.TextFormat.RichText
        )
        self._find = _button(
            "findDataButton",
            "Find the data…",
            "Say where the file is now; then the network can be trained again.",
        )
        self._find.clicked.connect(self.find_requested)
        self._again = _button(
            "readAgainButton",
            "Read it in another way…",
            "Opens the file again with the choices that were made: other columns, other labels, another split.",
        )
        self._again.clicked.connect(self.again_requested)
        self._facts = wrapped_label(
            "ownDataFacts", "About your data", "What was found in the file, and what was done."
        )
        self._preview = DataPreview()
        self._form = Form(DATA_FIELDS, OBJECT_NAMES, {"scaling": SCALINGS})
        self._options = Form(())
        self._column = scrolling_column(self)
        self._place()
        self._combo.picked.connect(self._on_data_set)
        self._form.edited.connect(self._on_edited)
        self.read()

    def _place(self) -> None:
        widgets = (self._combo, self._description, self._find, self._notice, self._summary, self._preview)
        for widget in (*widgets, self._options, self._form, self._again, self._facts):
            self._column.addWidget(widget)
        self._column.addStretch()

    def read(self) -> None:
        """Shows the data of the project."""
        data = self.document.project.data
        self._note_head()
        self._form.set_values({field.name: getattr(data, field.name) for field in DATA_FIELDS})
        self._combo.show_choice(data)
        if self._shown is None or _built_in(data) != _built_in(self._shown):
            self._make_options(_built_in(data))
        self._options.set_values(data.options)
        source = *_source(data), self.document.absence
        if source != self._shown_source:
            self._show_dataset()
        self._shown, self._shown_source = data, source

    def _note_head(self) -> None:
        activation, data = self.document.project.head.activation, self.document.project.data
        # Only other labels ask for another head: a model that is opened brings its own.
        changed = activation != self._activation and self._shown is not None and data.name != self._shown.name
        dataset = self.document.dataset
        kind = dataset.label_kind.title.replace("K", str(dataset.number_of_classes))
        self._notice.tell(
            f"The labels are now {kind}, so the head became {activation}." if changed else "", "ℹ"
        )
        self._activation = activation

    def _make_options(self, name: str) -> None:
        row = DATA_SETS.get(name)
        fields = row.options if row else ()
        self._options.hide()
        place = self._column.indexOf(self._options)
        self._column.removeWidget(self._options)
        self._options.deleteLater()
        self._options = Form(fields)
        self._options.set_values({field.name: field.default for field in fields})
        self._options.edited.connect(self._on_option)
        self._options.setVisible(bool(fields))
        self._column.insertWidget(place, self._options)

    def _show_dataset(self) -> None:
        dataset = self.document.dataset
        data = self.document.project.data
        row = DATA_SETS.get(_built_in(data))
        description = dataset.description or (row.description if row else "")
        absent = bool(self.document.absence)
        # What is said of a person's own file is long, and its rows come first.
        facts = description if data.own is not None and not absent else ""
        for label, text in ((self._facts, facts), (self._description, "" if facts else description)):
            label.setText(text)
            label.setVisible(bool(text))
        self._again.setVisible(bool(facts))
        self._find.setVisible(absent)
        self._preview.setVisible(not absent)
        self._summary.setVisible(not absent)
        fitting = fitting_activation(dataset.label_kind)
        summary = escape(dataset.label_summary())
        self._summary.setText(
            f"<b>{dataset.number_of_examples:,}</b> examples, <b>{dataset.number_of_inputs:,}</b> inputs<br>"
            f"<b>Labels:</b> {summary}<br><b>Fits {fitting}:</b> {QUESTIONS[fitting].lower()}"
            f"{'' if self.document.project.data.painted else _given_split(dataset)}"
        )
        # There is nothing to choose where the data itself says which rows check, or test.
        drawn = dataset.validation_rows is None or self.document.project.data.painted is not None
        self._form.set_row_visible("validation_fraction", drawn)
        self._form.set_row_visible("test_fraction", drawn or dataset.test_rows is None)
        self._preview.show_dataset(dataset)

    def _on_data_set(self, picked: object) -> None:
        if isinstance(picked, OwnData):
            self._use_own(picked)
        elif picked in DATA_SETS:
            self._use_built_in(str(picked))
        else:
            {PAINTED: self.paint_requested, OPEN: self.open_requested}[str(picked)].emit()
            self.read()

    def _use_built_in(self, name: str) -> None:
        scaling = scaling_elsewhere(self.document.project.data)
        text = f"Use {DATA_SETS[name].title}"
        self._use(text, name=name, options={}, own=None, painted=None, scaling=scaling)

    def _use_own(self, own: OwnData) -> None:
        document = self.document
        self.attempt(
            f"Use {Path(own.file.path).name}",
            lambda: with_own(document.project, own, load(DataChoice(own=own)).label_kind),
        )

    def _on_option(self, name: str, value: Value) -> None:
        options = {**self.document.project.data.options, name: value}
        self._use(f"Set {name.replace('_', ' ')} of the data", f"data option {name}", options=options)

    def _on_edited(self, name: str, value: Value) -> None:
        self._use(f"Set {name.replace('_', ' ')}", f"data {name}", **{name: value})

    def _use(self, text: str, merge: str = "", **changes: object) -> None:
        self.attempt(text, lambda: self._changed(changes), merge)

    def _changed(self, changes: dict[str, object]) -> Project:
        project = self.document.project
        data = msgspec.structs.replace(project.data, **changes)
        moved = _source(data) != _source(project.data)
        return with_data(project, data, load(data).label_kind if moved else self.document.label_kind)


def _given_split(dataset: Dataset) -> str:
    if dataset.validation_rows is None:
        return ""
    testing = (
        "" if dataset.test_rows is None else f", and <b>{len(dataset.test_rows):,}</b> test them at last"
    )
    checking = f"<b>{len(dataset.validation_rows):,}</b> examples check the others"
    return f"<br>{checking}{testing}, as the data itself says"


def _built_in(data: DataChoice) -> str:
    """Returns the name of the built-in set that is chosen; own data may be called the same."""
    return data.name if data.own is None and data.painted is None else ""


def _button(name: str, text: str, tool_tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("…", ""))
    button.setToolTip(tool_tip)
    button.hide()
    return button


def _source(data: DataChoice) -> tuple[object, ...]:
    return data.name, data.options, data.own, data.painted


def main() -> int:
    """Shows the panel in a window of its own."""
    return run_alone(DataPanel)


if __name__ == "__main__":
    raise SystemExit(main())
