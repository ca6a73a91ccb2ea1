"""Dead and saturated units, a row for each layer."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.core.inside.inside import Inside, LayerInside

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
HEADERS = ("Layer", "Units", "Dead", "Saturated")
HINTS = (
    "The layers, from the inputs to the logits.",
    "How many numbers the layer gives.",
    "Units that give the same for every example: they tell nothing, and mostly learn nothing any more.",
    "Units whose activation is at an end of its range for nearly every example, where it is flat.",
)
MOST_NAMED = 12


class UnitTableModel(QAbstractTableModel):
    """Names the units, counted from 1."""

    def __init__(self) -> None:
        super().__init__()
        self._inside: Inside | None = None

    def put(self, inside: Inside | None) -> None:
        """Shows what was seen."""
        before, self._inside = self._layers, inside
        if [layer.title for layer in before] != [layer.title for layer in self._layers]:
            self.beginResetModel()
            self.endResetModel()
        elif before:
            self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, len(HEADERS) - 1))

    @property
    def _layers(self) -> tuple[LayerInside, ...]:
        return self._inside.layers if self._inside else ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Returns how many layers there are."""
        return 0 if parent.isValid() else len(self._layers)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Returns how much is said of each."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the words over the columns and what they mean."""
        if orientation == Qt.Orientation.Vertical:
            return None
        return {Qt.ItemDataRole.DisplayRole: HEADERS, Qt.ItemDataRole.ToolTipRole: HINTS}.get(
            Qt.ItemDataRole(role), [None] * len(HEADERS)
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what is said of a layer; the tool tip names all units."""
        layer = self._layers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(layer, MOST_NAMED)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self.words(layer, layer.units)[index.column()]}\n{HINTS[index.column()]}"
        return None

    @staticmethod
    def words(layer: LayerInside, most: int) -> tuple[str, str, str, str]:
        """Returns the cells of a layer, with at most so many units named in each."""
        return layer.title, f"{layer.units:,}", _named(layer.dead, most), _named(layer.saturated, most)

    @property
    def summary(self) -> str:
        """How many units are dead or saturated in all, in words."""
        if self._inside is None:
            return ""
        dead, saturated = (
            sum(len(getattr(layer, fault)) for layer in self._layers) for fault in ("dead", "saturated")
        )
        if not dead + saturated:
            return f"No unit is dead or saturated on {self._inside.examples:,} training examples."
        return f"{_units(dead)} dead and {_units(saturated)} saturated on {self._inside.examples:,} training examples."


def _units(count: int) -> str:
    return f"{count:,} unit is" if count == 1 else f"{count:,} units are"


def _named(units: NDArray[np.int64], most: int) -> str:
    if not len(units):
        return "none"
    named = ", ".join(str(unit + 1) for unit in units[:most].tolist())
    more = f" and {len(units) - most:,} more" if len(units) > most else ""
    return f"{len(units):,}: {named}{more}"
