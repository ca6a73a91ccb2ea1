"""The panel that chooses the data, shows it, and says which head fits it."""

from __future__ import annotations

from itertools import groupby

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from workbench.core.fields import Value
from workbench.core.heads import QUESTIONS, fitting_activation
from workbench.core.project import (
    DATA_FIELDS,
    PAINTED,
    SCALINGS,
    DataChoice,
    Project,
    scaling_elsewhere,
    with_data,
)
from workbench.data.built_in import DATA_SETS
from workbench.data.dataset import Dataset
from workbench.data.load import load
from workbench.data.painted import DESCRIPTION
from workbench.qt.document import Document
from workbench.views.data_preview import DataPreview
from workbench.views.form import Form, guard_wheel, shrink
from workbench.views.panel import Notice, ProjectPanel, run_alone, scrolling_column, wrapped_label

OBJECT_NAMES = {"validation_fraction": "validationFractionSpin", "scaling": "scalingCombo"}


class DataPanel(ProjectPanel):
    """The data set, its options, its split and its preview.

    Attributes:
        paint_requested: Emitted when a person chose to paint the data.
    """

    paint_requested = Signal()
    parts = frozenset({"data", "head"})

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setObjectName("dataPanel")
        self.setAccessibleName("Data")
        self._shown: DataChoice | None = None
        self._activation = document.project.head.activation
        self._combo = _data_set_combo()
        self._description = wrapped_label("dataDescription", "About the data", "What the data is.")
        self._notice = Notice("dataNotice")
        self._summary = wrapped_label("labelSummary", "Labels", "What the labels look like, and what fits.")
        self._preview = DataPreview()
        self._form = Form(DATA_FIELDS, OBJECT_NAMES, {"scaling": SCALINGS})
        self._options = Form(())
        self._column = scrolling_column(self)
        self._place()
        self._combo.currentIndexChanged.connect(self._on_data_set)
        self._form.edited.connect(self._on_edited)
        self.read()

    def _place(self) -> None:
        widgets = (self._combo, self._description, self._notice, self._summary, self._preview)
        for widget in (*widgets, self._options, self._form):
            self._column.addWidget(widget)
        self._column.addStretch()

    def read(self) -> None:
        """Shows the data of the project."""
        data = self.document.project.data
        self._note_head()
        self._form.set_values({field.name: getattr(data, field.name) for field in DATA_FIELDS})
        with QSignalBlocker(self._combo):
            self._combo.setCurrentIndex(self._combo.findData(data.name))
        if self._shown is None or data.name != self._shown.name:
            self._make_options(data.name)
        self._options.set_values(data.options)
        if self._shown is None or _source(data) != _source(self._shown):
            self._show_dataset()
        self._shown = data

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
        row = DATA_SETS.get(self.document.project.data.name)
        self._description.setText(dataset.description or (row.description if row else ""))
        fitting = fitting_activation(dataset.label_kind)
        summary = dataset.label_summary()
        self._summary.setText(
            f"<b>{dataset.number_of_examples:,}</b> examples, <b>{dataset.number_of_inputs:,}</b> inputs<br>"
            f"<b>Labels:</b> {summary}<br><b>Fits {fitting}:</b> {QUESTIONS[fitting].lower()}"
            f"{_given_split(dataset)}"
        )
        # There is nothing to choose where the data itself says which rows check.
        self._form.set_row_visible("validation_fraction", dataset.validation_rows is None)
        self._preview.show_dataset(dataset)

    def _on_data_set(self, index: int) -> None:
        name = self._combo.itemData(index)
        if name == PAINTED:
            self.paint_requested.emit()
            self.read()
        elif name in DATA_SETS:
            scaling = scaling_elsewhere(self.document.project.data)
            self._use(f"Use {DATA_SETS[name].title}", name=name, options={}, painted=None, scaling=scaling)

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
        return with_data(project, data, load(data).label_kind)


def _given_split(dataset: Dataset) -> str:
    if dataset.validation_rows is None:
        return ""
    return f"<br><b>{len(dataset.validation_rows):,}</b> examples check the others, as the data itself says"


def _source(data: DataChoice) -> tuple[object, ...]:
    return data.name, data.options, data.own, data.painted


def _data_set_combo() -> QComboBox:
    combo = QComboBox()
    combo.setObjectName("datasetCombo")
    combo.setAccessibleName("Data set")
    combo.setToolTip("The data that the network learns from. The head follows its labels.")
    shrink(combo)
    guard_wheel(combo)
    model = QStandardItemModel(combo)
    for group, rows in groupby(DATA_SETS.values(), key=lambda row: row.group):
        model.appendRow(_group_item(group))
        for row in rows:
            model.appendRow(_data_set_item(row.title, row.name, row.description))
    model.appendRow(_group_item("Your own"))
    model.appendRow(_data_set_item("Painted points", PAINTED, DESCRIPTION))
    combo.setModel(model)
    return combo


def _group_item(title: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    return item


def _data_set_item(title: str, name: str, description: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setData(name, Qt.ItemDataRole.UserRole)
    item.setToolTip(description)
    return item


def main() -> int:
    """Shows the panel in a window of its own."""
    return run_alone(DataPanel)


if __name__ == "__main__":
    raise SystemExit(main())
