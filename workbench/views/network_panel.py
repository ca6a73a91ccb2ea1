"""The panel in which the hidden layers are put together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.layers import LAYERS
from workbench.qt.document import Document
from workbench.qt.layer_table_model import SETTINGS, LayerTableModel, total_parameters
from workbench.qt.palette import tabular
from workbench.views.diagram.block import blocks_of
from workbench.views.form import Form
from workbench.views.network_diagram import NetworkDiagram
from workbench.views.opened_view import OpenedView
from workbench.views.panel import GRID, ProjectPanel, heading, run_alone, scrolling_column, wrapped_label


class LayerForm(QWidget):
    """The settings of one layer, made anew when another kind of layer is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(())
        self._kind = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._heading = heading("")
        self._explanation = wrapped_label("layerExplanation", "What the layer does", "What the layer is for.")
        for widget in (self._heading, self._explanation, self.form):
            self._column.addWidget(widget)

    def show_kind(self, kind: str) -> bool:
        """Shows the fields of a kind of layer; returns whether the form is a new one."""
        if kind == self._kind:
            return False
        self._kind = kind
        self._heading.setText(kind)
        self._explanation.setText(LAYERS[kind].tool_tip)
        self._column.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = Form(LAYERS[kind].fields)
        self._column.addWidget(self.form)
        return True


class NetworkPanel(ProjectPanel):
    """Diagram, table of layers, and the settings of the chosen layer; or an opened model in their place."""

    parts = frozenset({"data", "layers", "imported", "head"})

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        self.model = LayerTableModel(document)
        super().__init__(document, parent)
        self.model.setParent(self)
        self.setObjectName("networkPanel")
        self.setAccessibleName("Network")
        self._row = 0
        self.diagram = NetworkDiagram()
        self.table = _table(self.model)
        self._count = QLabel()
        self._layer_form = LayerForm()
        self._buttons: dict[str, QToolButton] = {}
        self.opened = OpenedView(document)
        self._own = QWidget()
        self._place(scrolling_column(self))
        self._connect()
        self.read()

    def _place(self, column: QVBoxLayout) -> None:
        self._count.setObjectName("parameterCount")
        self._count.setAccessibleName("Number of parameters")
        self._count.setToolTip("All weights and offsets that training can change, logits included.")
        self._count.setFont(tabular(self.font()))
        column.addWidget(self.diagram)
        column.addWidget(self.opened)
        column.addWidget(self._own)
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(GRID)
        own.addWidget(self.table)
        own.addLayout(self._button_row())
        own.addWidget(self._count)
        own.addWidget(self._layer_form)
        column.addStretch()

    def _button_row(self) -> QHBoxLayout:
        rows: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("addLayerButton", "+ Add", "Add a Dense layer; the arrow offers the others.", self.add),
            ("removeLayerButton", "− Remove", "Remove the chosen layer.", self._remove),
            ("duplicateLayerButton", "Copy", "Put a copy below the chosen layer.", self._duplicate),
            ("moveUpButton", "▲", "Move the chosen layer towards the inputs.", lambda: self._move(-1)),
            ("moveDownButton", "▼", "Move the chosen layer towards the head.", lambda: self._move(1)),
        )
        layout = QHBoxLayout()
        layout.setSpacing(GRID // 2)
        for name, text, tool_tip, run in rows:
            layout.addWidget(self._button(name, text, tool_tip, run))
        layout.addStretch()
        self._buttons["addLayerButton"].setMenu(self._add_menu())
        self._buttons["addLayerButton"].setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        return layout

    def _button(self, name: str, text: str, tool_tip: str, run: Callable[[], object]) -> QToolButton:
        button = self._buttons[name] = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(tool_tip.partition(";")[0].rstrip("."))
        button.setToolTip(tool_tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMinimumHeight(4 * GRID)
        button.clicked.connect(lambda: run())
        return button

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for row in LAYERS.values():
            action = menu.addAction(row.name)
            action.setObjectName(f"add{row.name}Action")
            action.setToolTip(row.tool_tip)
            action.triggered.connect(lambda _=False, kind=row.name: self.add(kind))
        return menu

    def _connect(self) -> None:
        self.diagram.layer_clicked.connect(self.choose)
        self.model.row_shown.connect(self.choose)
        self.model.refused.connect(self.refused)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_row)
        self.opened.edited.connect(lambda text, project: self.attempt(text, lambda: project))

    def read(self) -> None:
        """Shows the layers of the project."""
        self.diagram.set_blocks(blocks_of(self.document))
        is_opened = self.document.project.imported is not None
        self.opened.setVisible(is_opened)
        self._own.setVisible(not is_opened)
        self.opened.read()
        count = total_parameters(self.document)
        self._count.setText(f"{count:,} parameter{'' if count == 1 else 's'}")
        self.choose(self._row)

    def choose(self, row: int) -> None:
        """Makes the layer in `row` the chosen one."""
        self._row = max(0, min(row, self.model.number_of_layers - 1))
        with QSignalBlocker(self.table.selectionModel()):
            self.table.selectRow(self._row)
        self.table.viewport().update()
        self._show_chosen()

    def _on_current_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._row = current.row()
            self._show_chosen()

    def _is_layer(self) -> bool:
        return self._row < self.model.number_of_layers

    def _show_chosen(self) -> None:
        last = self.model.number_of_layers - 1
        self.diagram.select(self._row if self._is_layer() else -1)
        for name in ("removeLayerButton", "duplicateLayerButton"):
            self._buttons[name].setEnabled(self._is_layer())
        self._buttons["moveUpButton"].setEnabled(self._is_layer() and self._row > 0)
        self._buttons["moveDownButton"].setEnabled(self._row < last)
        self._layer_form.setVisible(self._is_layer())
        if self._is_layer():
            self._read_layer()

    def _read_layer(self) -> None:
        layer = self.document.project.layers[self._row]
        if self._layer_form.show_kind(layer.kind):
            self._layer_form.form.edited.connect(self._on_option)
        self._layer_form.form.set_values(layer.options)

    def _on_option(self, name: str, value: object) -> None:
        if not self.model.set_option(self._row, name, value):  # type: ignore[arg-type]
            self.read()

    def add(self, kind: str = "Dense") -> bool:
        """Adds a layer below the chosen one, or as the first."""
        return self.model.add(kind, self._row + 1 if self._is_layer() else self.model.number_of_layers)

    def _remove(self) -> None:
        self.model.remove(self._row)

    def _duplicate(self) -> None:
        self.model.duplicate(self._row)

    def _move(self, step: int) -> None:
        self.model.move(self._row, self._row + step)


def _table(model: LayerTableModel) -> QTableView:
    table = QTableView()
    table.setObjectName("layerTable")
    table.setAccessibleName("Layers")
    table.setToolTip(
        "The layers from the inputs to the logits. Drag a row to move it; edit a setting in place."
    )
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
    table.setDragDropOverwriteMode(False)
    table.setDropIndicatorShown(True)
    table.setFont(tabular(table.font()))
    table.setShowGrid(False)
    table.setMinimumHeight(18 * GRID)
    table.setWordWrap(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setDefaultSectionSize(3 * GRID)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(SETTINGS, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    return table


def main() -> int:
    """Shows the panel in a window of its own."""
    return run_alone(NetworkPanel)


if __name__ == "__main__":
    raise SystemExit(main())
