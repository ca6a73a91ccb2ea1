"""What stands in the network panel while a model that was opened is on the bench."""

from __future__ import annotations

import html
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.imported.imported_model import ImportedModel
from workbench.core.imported.on_bench import fitted_to_data, made_editable, misfit, needs_other_units
from workbench.core.imported.weight_specs import parameter_count
from workbench.core.project import Project
from workbench.core.projects.layer_text import parse_layers
from workbench.qt.document import Document
from workbench.qt.opened_table_model import NAME, OpenedTableModel
from workbench.qt.palette import tabular
from workbench.views.panel import GRID, Notice, wrapped_label

ROW_HEIGHT = 3 * GRID
MOST_ROWS = 6
"""Rows of the table of layers that are seen without scrolling in it."""


class OpenedView(QWidget):
    """The layers of the opened model, whether they are trained, and what can be done with it.

    Attributes:
        edited: Emitted with a text for the undo menu and the edited project.
        change_requested: Emitted with a text for the undo menu and what makes an `OnBench` of project and data.
        save_requested: Emitted with the head that the model is to be saved with.
    """

    edited = Signal(str, object)
    change_requested = Signal(str, object)
    save_requested = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("openedView")
        self.setAccessibleName("Opened model")
        self._document = document
        self.model = OpenedTableModel(self)
        self._about = wrapped_label(
            "openedModelText", "About the opened model", "The model that was opened.", Qt.TextFormat.RichText
        )
        self._notice = Notice("openedModelNotice")
        self._table = _table(self.model)
        self._trainable = QCheckBox("Train the opened layers too")
        self._buttons: dict[str, QPushButton] = {}
        self._place(QVBoxLayout(self))

    def _place(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._trainable.setObjectName("trainTrunkCheck")
        self._trainable.setAccessibleName("Train the opened layers too")
        self._trainable.setToolTip(
            "On: training changes every layer that its file does not freeze. Off: only the logits learn."
        )
        self._trainable.toggled.connect(self._on_trainable)
        for widget in (self._about, self._notice, self._table, self._trainable):
            column.addWidget(widget)
        rows: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("fitToDataButton", "Fit to the data", "Gives the model as many logits as the data needs; those that can be kept are.", self._fit),
            ("makeEditableButton", "Edit its layers", "Turns the model into layers that can be edited; the weights are kept.", self._edit),
            ("saveSoftmaxButton", "Save it with a softmax head…", "Writes the model with every weight, ending in softmax.", lambda: self.save_requested.emit("softmax")),
            ("saveSigmoidButton", "Save it with a sigmoid head…", "Writes the model with every weight, ending in sigmoid.", lambda: self.save_requested.emit("sigmoid")),
            ("leaveModelButton", "Build a network here instead", "Takes the opened model off the bench. Undo brings it back.", self._leave),
        )  # fmt: skip
        for row in rows:
            column.addWidget(self._button(*row))

    def _button(self, name: str, text: str, tool_tip: str, run: Callable[[], None]) -> QPushButton:
        button = self._buttons[name] = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tool_tip)
        button.clicked.connect(lambda: run())
        return button

    def read(self) -> None:
        """Shows the opened model of the project, if there is one."""
        project = self._document.project
        opened = project.imported
        self.model.show_graph(opened.graph if opened is not None else None)
        # As high as its rows up to a few: what is below it has to be seen too.
        rows, header = (
            min(self.model.rowCount(), MOST_ROWS),
            self._table.horizontalHeader().sizeHint().height(),
        )
        self._table.setFixedHeight(rows * ROW_HEIGHT + header + 2 * self._table.frameWidth())
        if opened is None:
            return
        with QSignalBlocker(self._trainable):
            self._trainable.setChecked(opened.trainable)
        facts = self._document.facts
        editable = made_editable(project, facts) is not None
        self._about.setText(about(opened) + ("" if editable else " Its layers cannot be edited."))
        reason = misfit(project, facts)
        self._notice.tell(reason)
        self._buttons["fitToDataButton"].setVisible(needs_other_units(project, facts))
        # A model that fits is trained and exported like any network.
        for name in ("saveSoftmaxButton", "saveSigmoidButton"):
            self._buttons[name].setVisible(bool(reason))
        self._buttons["makeEditableButton"].setVisible(editable)

    def _on_trainable(self, trainable: bool) -> None:
        project = self._document.project
        assert project.imported is not None
        changed = msgspec.structs.replace(project.imported, trainable=trainable)
        text = "Train the opened layers" if trainable else "Freeze the opened layers"
        self.edited.emit(text, msgspec.structs.replace(project, imported=changed))

    def _fit(self) -> None:
        self.change_requested.emit("Fit the model to the data", fitted_to_data)

    def _edit(self) -> None:
        self.change_requested.emit("Edit the opened layers", made_editable)

    def _leave(self) -> None:
        self.edited.emit("Take the opened model away", without_model(self._document.project))


def without_model(project: Project) -> Project:
    """Returns the project with a small network of its own in place of the opened model."""
    data = msgspec.structs.replace(project.data, scaling="standardise")
    return msgspec.structs.replace(project, data=data, imported=None, layers=parse_layers("64:relu"))


def about(opened: ImportedModel) -> str:
    """Returns what the opened model is, in a sentence."""
    count = parameter_count(opened.graph)
    kind = "Sequential" if opened.graph.form == "sequential" else "Functional"
    return f"<b>{html.escape(opened.file)}</b>: a {kind} model, {count:,} parameters, down to its logits."


def _table(model: OpenedTableModel) -> QTableView:
    table = QTableView()
    table.setObjectName("openedTable")
    table.setAccessibleName("Layers of the opened model")
    table.setToolTip("The layers of the opened model, from the inputs to the logits.")
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setFont(tabular(table.font()))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    return table
