"""The layers of the network as a table that can be edited and put in another order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from workbench.core.errors import UserError
from workbench.core.fields import Field, Value
from workbench.core.imported.weight_specs import parameter_count as opened_parameters
from workbench.core.layer_settings import settings_text
from workbench.core.layers import LAYERS
from workbench.core.project import Layer
from workbench.core.projects.layer_sizes import parameter_count, shapes
from workbench.qt.document import Document

COLUMNS = ("Layer", "Settings", "Output", "Parameters")
LAYER, SETTINGS, OUTPUT, PARAMETERS = range(len(COLUMNS))
MIME_TYPE = "application/x-workbench-layer-row"

Index = QModelIndex | QPersistentModelIndex


def number_of_logits(document: Document) -> int:
    """Returns how many logits the network ends in, also while head and labels do not fit."""
    classes = document.dataset.number_of_classes
    try:
        return document.head.number_of_units(classes)
    except UserError:
        return classes


def total_parameters(document: Document) -> int:
    """Returns how many weights the network has with its logits."""
    layers = document.project.layers
    if document.project.imported is not None:
        return opened_parameters(document.project.imported.graph)
    return parameter_count(layers, document.dataset.number_of_inputs, number_of_logits(document))


class LayerTableModel(QAbstractTableModel):
    """One row for each layer, and a last one, which cannot be edited, for the logits.

    Attributes:
        refused: Emitted with the reason when an edit was not possible.
        row_shown: Emitted with the row that an edit was about, so that a view can select it.
    """

    refused = Signal(str)
    row_shown = Signal(int)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._layers: tuple[Layer, ...] = ()
        self._cells: list[tuple[str, ...]] = []
        self._take()
        document.project_changed.connect(self._on_project_changed)

    @property
    def number_of_layers(self) -> int:
        """How many layers there are, without the logits."""
        return len(self._layers)

    def _take(self) -> None:
        self._layers = self._document.project.layers
        rows = shapes(self._layers, self._document.dataset.number_of_inputs)
        layer_cells = [
            (layer.kind, settings_text(layer), f"{outputs:,}", f"{parameters:,}")
            for layer, (outputs, parameters) in zip(self._layers, rows, strict=True)
        ]
        own = total_parameters(self._document) - sum(parameters for _, parameters in rows)
        self._cells = [*layer_cells, self._logits_cells(own)]

    def _logits_cells(self, parameters: int) -> tuple[str, ...]:
        units, activation = number_of_logits(self._document), self._document.project.head.activation
        title = f"{units:,} logit{'' if units == 1 else 's'}"
        return title, f"to {activation}", f"{units:,}", f"{parameters:,}"

    def _on_project_changed(self, parts: frozenset[str]) -> None:
        if not parts & {"data", "layers", "head"}:
            return
        if len(self._document.project.layers) != self.number_of_layers:
            self.beginResetModel()
            self._take()
            self.endResetModel()
            return
        # Without a reset, the chosen row and an open editor stay.
        self._take()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, PARAMETERS))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Returns the number of layers and one for the logits."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Returns the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the title of a column or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return COLUMNS[section] if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what a cell shows or, for its editor, the value of the main setting."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return self._main_value(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (OUTPUT, PARAMETERS):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _main_value(self, row: int) -> str:
        if not self._is_layer(row):
            return self._cells[row][SETTINGS]
        # As text, because the number editors of a view round to two decimals.
        return str(self._layers[row].options[self._main_field(row).name])

    def _main_field(self, row: int) -> Field:
        return LAYERS[self._layers[row].kind].fields[0]

    def _tool_tip(self, row: int) -> str:
        if not self._is_layer(row):
            return "One number per class, before softmax or sigmoid: both heads use the same weights."
        return LAYERS[self._layers[row].kind].tool_tip

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Returns what can be done with a cell: only the settings are edited in place."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self._is_layer(index.row()):
            return flags
        flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == SETTINGS else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Sets the main setting of a layer from what was typed."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        field = self._main_field(index.row())
        return self.set_option(index.row(), field.name, _parsed(field, value))

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are moved, never copied, by dragging."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Returns the one type that can be dropped here."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Returns the row that is dragged."""
        mime = QMimeData()
        if indexes:
            mime.setData(MIME_TYPE, str(indexes[0].row()).encode())
        return mime

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Moves the dragged row to where it was dropped; returns False, so that the view removes nothing."""
        source = bytes(data.data(MIME_TYPE).data()).decode("ascii", "replace")
        if action == Qt.DropAction.MoveAction and source.isdigit():
            below = row if row >= 0 else parent.row() if parent.isValid() else self.number_of_layers
            # The rows below the dragged one move up by one when it leaves.
            self.move(int(source), below - 1 if below > int(source) else below)
        return False

    def add(self, kind: str, row: int | None = None) -> bool:
        """Inserts a layer with its usual settings before `row`, or at the end."""
        place = self.number_of_layers if row is None else row
        layers = (*self._layers[:place], Layer(kind), *self._layers[place:])
        return self._edit(f"Add {kind} layer", layers, place)

    def duplicate(self, row: int) -> bool:
        """Puts a copy of a layer below it."""
        if not self._is_layer(row):
            return False
        layers = (*self._layers[: row + 1], *self._layers[row:])
        return self._edit(f"Duplicate {self._layers[row].kind} layer", layers, row + 1)

    def remove(self, row: int) -> bool:
        """Takes a layer out."""
        if not self._is_layer(row):
            return False
        layers = (*self._layers[:row], *self._layers[row + 1 :])
        return self._edit(f"Remove {self._layers[row].kind} layer", layers, min(row, len(layers) - 1))

    def move(self, source: int, target: int) -> bool:
        """Moves a layer so that it is in row `target` afterwards."""
        target = min(target, self.number_of_layers - 1)
        if not self._is_layer(source) or target < 0 or source == target:
            return False
        layers = list(self._layers)
        layers.insert(target, layers.pop(source))
        return self._edit(f"Move {self._layers[source].kind} layer", tuple(layers), target)

    def set_option(self, row: int, name: str, value: Value) -> bool:
        """Changes one setting of a layer; changing it again at once is the same undo step."""
        if not self._is_layer(row):
            return False
        layer = self._layers[row]
        changed = Layer(layer.kind, {**layer.options, name: value})
        layers = (*self._layers[:row], changed, *self._layers[row + 1 :])
        words = name.replace("_", " ")
        return self._edit(f"Set {words} of {layer.kind} layer", layers, row, f"layer {row} {name}")

    def _is_layer(self, row: int) -> bool:
        return 0 <= row < self.number_of_layers

    def _edit(self, text: str, layers: tuple[Layer, ...], row: int, merge: str = "") -> bool:
        project = msgspec.structs.replace(self._document.project, layers=layers)
        try:
            self._document.edit(text, project, merge)
        except UserError as error:
            self.refused.emit(str(error))
            return False
        self.row_shown.emit(row)
        return True


def _parsed(field: Field, value: Any) -> Value:
    """Returns a typed text as the field's kind of value; what does not parse is left for its check."""
    if field.kind == "choice":
        return str(value).strip().replace(" ", "_")
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return str(value)
    return int(number) if field.kind == "integer" and number.is_integer() else number
