"""The layers of the project as a table that Qt can show and drag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.core.fields import Value
from workbench.core.heads import head_for
from workbench.core.layers import LAYERS
from workbench.core.project import Layer, shapes
from workbench.qt.document import Document

COLUMNS = ("Layer", "Settings", "Output", "Parameters")
MIME = "application/x-workbench-layer-row"
Index = QModelIndex | QPersistentModelIndex


def settings_text(layer: Layer) -> str:
    """Returns what matters most of a layer's settings, such as `64 relu`."""
    shown = [layer.options[field.name] for field in LAYERS[layer.kind].fields[:2] if field.kind != "flag"]
    return " ".join(str(value).replace("_", " ") for value in shown)


class LayerTableModel(QAbstractTableModel):
    """Reads the document and writes back through it: every change is one undo step. The last row is the logits."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        document.project_changed.connect(self._project_changed)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers on the bench."""
        return self._document.project.layers

    def _project_changed(self, parts: frozenset[str]) -> None:
        if parts & {"layers", "data", "head"}:
            self.beginResetModel()
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Returns the number of layers, the logits included."""
        return 0 if parent.isValid() else len(self.layers) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Returns the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the column's title or the row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return COLUMNS[section] if orientation is Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns a cell's text or tool tip."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(index.row())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.row_texts(index.row())[index.column()]

    def _tool_tip(self, row: int) -> str:
        if row < len(self.layers):
            return LAYERS[self.layers[row].kind].tool_tip
        return "One number per class, before softmax or sigmoid: both heads use the same weights."

    def units(self) -> int:
        """Returns the number of logits."""
        dataset, project = self._document.dataset, self._document.project
        return head_for(project.head.activation, dataset.label_kind).number_of_units(dataset.number_of_classes)

    def row_texts(self, row: int) -> tuple[str, str, str, str]:
        """Returns what the cells of a row show."""
        inputs = self._document.dataset.number_of_inputs
        rows = shapes(self.layers, inputs)
        if row < len(rows):
            outputs, parameters = rows[row]
            layer = self.layers[row]
            return layer.kind, settings_text(layer), f"{outputs:,}", f"{parameters:,}"
        last = rows[-1][0] if rows else inputs
        return "Logits", "Dense, linear", f"{self.units():,}", f"{(last + 1) * self.units():,}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Layers can be dragged; drops go between rows."""
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.row() < len(self.layers) else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are moved, never copied, by dragging."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Returns the one kind of thing that may be dropped."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Returns the dragged row's number."""
        data = QMimeData()
        data.setData(MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Moves the dragged layer; returns False, so that the view removes nothing itself."""
        source = int(data.data(MIME).toStdString())
        target = row if row >= 0 else parent.row() if parent.isValid() else len(self.layers)
        self.move(source, min(target - (target > source), len(self.layers) - 1))
        return False

    def add(self, kind: str, after: int | None = None) -> int:
        """Adds a layer after the row `after`, or at the end; returns its row."""
        row = len(self.layers) if after is None else min(after + 1, len(self.layers))
        self._put(f"Add {kind}", [*self.layers[:row], Layer(kind), *self.layers[row:]])
        return row

    def duplicate(self, row: int) -> None:
        """Adds a copy of a layer below it."""
        self._put(f"Duplicate {self.layers[row].kind}", [*self.layers[: row + 1], *self.layers[row:]])

    def remove(self, row: int) -> None:
        """Takes a layer away."""
        self._put(f"Remove {self.layers[row].kind}", [*self.layers[:row], *self.layers[row + 1 :]])

    def move(self, source: int, target: int) -> None:
        """Moves a layer so that it becomes row `target`."""
        layers = list(self.layers)
        layers.insert(target, layers.pop(source))
        self._put(f"Move {self.layers[source].kind}", layers)

    def set_option(self, row: int, name: str, value: Value) -> None:
        """Changes one setting of a layer."""
        layer = self.layers[row]
        changed = Layer(layer.kind, {**layer.options, name: value})
        text = f"Change {name.replace('_', ' ')} of {layer.kind}"
        self._put(text, [*self.layers[:row], changed, *self.layers[row + 1 :]], f"layer {row} {name}")

    def _put(self, text: str, layers: Sequence[Layer], merge: str = "") -> None:
        self._document.edit(text, msgspec.structs.replace(self._document.project, layers=tuple(layers)), merge)
