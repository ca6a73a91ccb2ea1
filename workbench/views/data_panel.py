"""Which data, what it looks like and which head fits."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from workbench.core.errors import UserError
from workbench.core.heads import QUESTIONS, fitting_activation
from workbench.core.project import DATA_FIELDS, DataChoice, with_data
from workbench.data.built_in import DATA_SETS, load
from workbench.qt.document import Document
from workbench.views.data_preview import DataPreview
from workbench.views.form import Form


class DataPanel(QWidget):
    """Picks a set; the head follows where the labels ask for another, in the same undo step."""

    refused = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.combo = QComboBox()
        self.combo.setObjectName("datasetCombo")
        self.combo.setAccessibleName("Data set")
        self.combo.setToolTip("The data to learn from.")
        for row in DATA_SETS.values():
            self.combo.addItem(row.title, row.name)
        self.description, self.labels = QLabel(), QLabel()
        for label in (self.description, self.labels):
            label.setWordWrap(True)
        self.labels.setObjectName("labelSummary")
        self.preview = DataPreview()
        self.form = Form(DATA_FIELDS)
        self.options: Form | None = None
        self._lay_out()
        self.combo.currentIndexChanged.connect(self._set_chosen)
        self.form.edited.connect(self._field_edited)
        document.project_changed.connect(self._project_changed)
        self.read()

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        for widget in (self.combo, self.description, self.preview, self.labels, self.form):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _project_changed(self, parts: frozenset[str]) -> None:
        if "data" in parts:
            self.read()

    def read(self) -> None:
        """Shows the document's data."""
        project, dataset = self._document.project, self._document.dataset
        row = DATA_SETS[project.data.name]
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(self.combo.findData(row.name))
        self.description.setText(row.description)
        fitting = fitting_activation(dataset.label_kind)
        self.labels.setText(
            f"Labels: {dataset.label_summary()}.\nWhat fits: {fitting} ({QUESTIONS[fitting].lower()})."
        )
        self.preview.show_dataset(dataset)
        self.form.set_values(msgspec.structs.asdict(project.data))
        self._read_options(row)

    def _read_options(self, row: Any) -> None:
        if self.options is None or self.options.property("set") != row.name:
            if self.options is not None:
                self._column.removeWidget(self.options)
                self.options.deleteLater()
            self.options = Form(row.options)
            self.options.setProperty("set", row.name)
            self.options.edited.connect(self._option_edited)
            self._column.insertWidget(self._column.count() - 1, self.options)
        defaults = {field.name: field.default for field in row.options}
        self.options.set_values({**defaults, **self._document.project.data.options})

    def _set_chosen(self) -> None:
        name = self.combo.currentData()
        choice = msgspec.structs.replace(self._document.project.data, name=name, options={})
        self._edit(f"Use {DATA_SETS[name].title}", choice)

    def _field_edited(self, name: str, value: object) -> None:
        self._edit(f"Change {name.replace('_', ' ')}", msgspec.structs.replace(self._document.project.data, **{name: value}), name)

    def _option_edited(self, name: str, value: Any) -> None:
        data = self._document.project.data
        options = {**data.options, name: value}
        self._edit(f"Change {name}", msgspec.structs.replace(data, options=options), name)

    def _edit(self, text: str, choice: DataChoice, merge: str = "") -> None:
        try:
            kind = load(choice.name, choice.options).label_kind
            self._document.edit(text, with_data(self._document.project, choice, kind), merge)
        except UserError as error:
            self.refused.emit(str(error))
            self.read()
