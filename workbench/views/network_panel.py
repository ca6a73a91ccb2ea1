"""The network: a diagram, a table and the form of the chosen layer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QScrollArea,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import UserError
from workbench.core.layers import LAYERS
from workbench.core.project import parameter_count
from workbench.qt.document import Document
from workbench.qt.layer_table_model import LayerTableModel
from workbench.views.form import Form
from workbench.views.network_diagram import NetworkDiagram


class NetworkPanel(QWidget):
    """Adds, duplicates, removes, moves and edits layers."""

    refused = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.model = LayerTableModel(document, self)
        self.diagram = NetworkDiagram(document, self.model)
        self.table = self._build_table()
        self.count = QLabel()
        self.count.setObjectName("parameterCount")
        self._form: Form | None = None
        self._form_area = QVBoxLayout()
        self._lay_out()
        self.diagram.layer_clicked.connect(self.table.selectRow)
        document.project_changed.connect(self._project_changed)
        self._wanted_row = 0
        self._read()

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("layerTable")
        table.setAccessibleName("Layers")
        table.setToolTip("The layers from input to logits. Drag a row to move it.")
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        table.setDragDropOverwriteMode(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(110)
        table.selectionModel().currentRowChanged.connect(lambda index, _: self._row_chosen(index.row()))
        return table

    def _lay_out(self) -> None:
        diagram = QScrollArea()
        diagram.setWidget(self.diagram)
        diagram.setFrameShape(QScrollArea.Shape.NoFrame)
        diagram.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        diagram.setFixedHeight(80)
        content = QWidget()
        column = QVBoxLayout(content)
        for widget in (diagram, self.table):
            column.addWidget(widget)
        column.addLayout(self._buttons())
        column.addWidget(self.count)
        column.addLayout(self._form_area)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _buttons(self) -> QHBoxLayout:
        rows: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("addLayerButton", "+ Add", "Add a Dense layer below the chosen one; the arrow offers other layers.", lambda: self.add("Dense")),
            ("removeLayerButton", "− Remove", "Take the chosen layer away.", lambda: self._on_row(self.model.remove)),
            ("duplicateLayerButton", "Copy", "Add a copy of the chosen layer.", lambda: self._on_row(self.model.duplicate)),
            ("moveUpButton", "▲", "Move the chosen layer towards the input.", lambda: self._move(-1)),
            ("moveDownButton", "▼", "Move the chosen layer towards the logits.", lambda: self._move(1)),
        )  # fmt: skip
        layout = QHBoxLayout()
        for name, text, tool_tip, action in rows:
            layout.addWidget(self._button(name, text, tool_tip, action))
        layout.addStretch(1)
        return layout

    def _button(self, name: str, text: str, tool_tip: str, action: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(tool_tip)
        button.setToolTip(tool_tip)
        button.clicked.connect(lambda: action())
        if name == "addLayerButton":
            button.setMenu(self._layer_menu())
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        return button

    def _layer_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for kind in LAYERS.values():
            action = QAction(kind.name, menu)
            action.setToolTip(kind.tool_tip)
            action.triggered.connect(lambda _=False, name=kind.name: self.add(name))
            menu.addAction(action)
        return menu

    @property
    def row(self) -> int:
        """The chosen layer; -1 where none is."""
        row = self.table.currentIndex().row()
        return row if row < len(self.model.layers) else -1

    def add(self, kind: str) -> None:
        """Adds a layer below the chosen one, or at the end, and chooses it."""
        after = self.row if self.row >= 0 else None
        self._wanted_row = len(self.model.layers) if after is None else after + 1
        self.model.add(kind, after)

    def _on_row(self, action: Callable[[int], None]) -> None:
        if self.row >= 0:
            self._wanted_row = self.row
            action(self.row)

    def _move(self, by: int) -> None:
        target = self.row + by
        if self.row >= 0 and 0 <= target < len(self.model.layers):
            self._wanted_row = target
            self.model.move(self.row, target)

    def _project_changed(self, parts: frozenset[str]) -> None:
        if parts & {"layers", "data", "head"}:
            self._read()

    def _read(self) -> None:
        layers = self.model.layers
        inputs = self._document.dataset.number_of_inputs
        total = parameter_count(layers, inputs, self.model.units())
        words = "" if layers else " · no hidden layer: logistic regression"
        self.count.setText(f"{total:,} parameters{words}")
        if layers:
            self.table.selectRow(min(self._wanted_row, len(layers) - 1))
        self._show_form()

    def _row_chosen(self, row: int) -> None:
        if row >= 0:
            self._wanted_row = row
        self.diagram.select(self.row)
        self._show_form()

    def _show_form(self) -> None:
        layer = self.model.layers[self.row] if self.row >= 0 else None
        if self._form is not None and (layer is None or self._form.property("kind") != layer.kind):
            self._form_area.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None
        if layer is None:
            return
        if self._form is None:
            self._form = Form(LAYERS[layer.kind].fields)
            self._form.setProperty("kind", layer.kind)
            self._form.edited.connect(self._option_edited)
            self._form_area.addWidget(self._form)
        self._form.set_values(layer.options)

    def _option_edited(self, name: str, value: object) -> None:
        try:
            self.model.set_option(self.row, name, value)  # type: ignore[arg-type]
        except UserError as error:
            self.refused.emit(str(error))
            self._show_form()
