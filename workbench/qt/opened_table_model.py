"""The layers of an opened model as a table that can only be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.core.imported.fit import shape_text
from workbench.core.imported.graph import INPUT, Graph, GraphLayer
from workbench.core.imported.weight_specs import WeightSpec, output_shapes, weight_specs

COLUMNS = ("Layer", "Kind", "Output", "Parameters")
NAME, KIND, OUTPUT, PARAMETERS = range(len(COLUMNS))
INDENT = "    "

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class OpenedRow:
    """One layer: its cells, and what a tool tip says of it."""

    cells: tuple[str, str, str, str]
    tool_tip: str


def opened_rows(graph: Graph) -> tuple[OpenedRow, ...]:
    """Returns a row for each layer, those of a nested model indented below it."""
    return tuple(_rows(graph, weight_specs(graph), (), 0))


def _rows(
    graph: Graph, specs: tuple[WeightSpec, ...], path: tuple[int, ...], depth: int
) -> Iterator[OpenedRow]:
    shapes = output_shapes(graph)
    for index, layer in enumerate(graph.layers):
        calls = [number for number, call in enumerate(graph.calls) if call.layer == index]
        own = [spec for spec in specs if spec.layer[: depth + 1] == (*path, index)]
        output = ", ".join(shape_text(shape) for shape in shapes[calls[0]]) if calls else ""
        yield _row(layer, output, sum(map(_size, own)), len(calls), depth)
        if layer.graph is not None:
            yield from _rows(layer.graph, specs, (*path, index), depth + 1)


def _size(spec: WeightSpec) -> int:
    count = 1
    for size in spec.shape:
        count *= size
    return count


def _row(layer: GraphLayer, output: str, parameters: int, calls: int, depth: int) -> OpenedRow:
    kind = "input" if layer.kind == INPUT else layer.kind if layer.trainable else f"{layer.kind}, frozen"
    cells = INDENT * depth + layer.name, kind, output, f"{parameters:,}" if parameters else "–"
    shared = f", used {calls} times" if calls > 1 else ""
    return OpenedRow(
        cells, f"{layer.name}: {kind}{shared}, gives {output or 'nothing'}, {parameters:,} parameters."
    )


class OpenedTableModel(QAbstractTableModel):
    """One row for each layer of the opened model, or none where there is no such model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._graph: Graph | None = None
        self._rows: tuple[OpenedRow, ...] = ()

    def show_graph(self, graph: Graph | None) -> None:
        """Shows the layers of `graph`."""
        if graph is self._graph:
            return
        self.beginResetModel()
        self._graph = graph
        self._rows = opened_rows(graph) if graph is not None else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Returns the number of layers."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Returns the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the text of a cell, its tool tip, or how it is aligned."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tool_tip
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = index.column() in (OUTPUT, PARAMETERS)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None
