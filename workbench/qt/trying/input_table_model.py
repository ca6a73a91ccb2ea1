"""The inputs of one made-up example as a table: a number or a choice a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from workbench.data.trying.input_control import InputControl

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
HEADERS = ("Input", "Value")
NAME, VALUE = range(2)

CONTROL_ROLE = Qt.ItemDataRole.UserRole
"""Gives the `InputControl`."""
CHOICES_ROLE = Qt.ItemDataRole.UserRole + 1
"""Gives word, title and tool tip of each choice; empty where a number is set."""


class InputTableModel(QAbstractTableModel):
    """Holds the raw inputs; edits of a row write into them.

    Attributes:
        edited: Emitted when a person changed a value.
        inputs: (d,) float32, NaN for what is missing.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.controls: tuple[InputControl, ...] = ()
        self.may_miss = False
        self.inputs: NDArray[np.float32] = np.zeros(0, np.float32)

    def offer(self, controls: Sequence[InputControl], may_miss: bool) -> None:
        """Offers other inputs, each in its middle."""
        self.beginResetModel()
        self.controls, self.may_miss = tuple(controls), may_miss
        self.inputs = self.middle()
        self.endResetModel()

    def middle(self) -> NDArray[np.float32]:
        """Returns the example that has the median, or the usual choice, of every input."""
        inputs = np.zeros(sum(control.width for control in self.controls), np.float32)
        for control in self.controls:
            control.put(inputs, control.middle)
        return inputs

    def start_from(self, inputs: NDArray[np.float32]) -> None:
        """Shows another example, (d,)."""
        self.inputs = np.array(inputs, np.float32)
        if self.controls:
            self.dataChanged.emit(self.index(0, VALUE), self.index(len(self.controls) - 1, VALUE))

    def set_value(self, row: int, value: float) -> None:
        """Sets a number, the place of a choice, or NaN for missing where that may be."""
        control = self.controls[row]
        if np.isnan(value) and not self.may_miss or value == control.value(self.inputs):
            return
        control.put(self.inputs, value)
        place = self.index(row, VALUE)
        self.dataChanged.emit(place, place)
        self.edited.emit()

    # What Qt asks for

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Returns how many things there are to set."""
        return 0 if parent.isValid() else len(self.controls)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Returns two: name and value."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the words over the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADERS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Lets the values be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == VALUE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns a name or a value, in words or as a number."""
        control = self.controls[index.row()]
        value = control.value(self.inputs)
        if role == CONTROL_ROLE:
            return control
        if role == CHOICES_ROLE:
            return [(float(place), word, word) for place, word in enumerate(control.choices)]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(control, value)
        if role == Qt.ItemDataRole.EditRole and index.column() == VALUE:
            return value
        if role == Qt.ItemDataRole.DisplayRole:
            return control.name if index.column() == NAME else control.words(value)
        return None

    def _tool_tip(self, control: InputControl, value: float) -> str:
        lines = [f"{control.name}: {control.words(value)}"]
        if control.choices:
            lines.append(f"{control.words(control.middle)} in most examples")
        else:
            lines.append(f"{control.low:.4g} to {control.high:.4g} in the data, median {control.middle:.4g}")
        if self.may_miss:
            lines.append("Delete takes the value away, as one that is missing.")
        return "\n".join(lines)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Sets a value."""
        if role != Qt.ItemDataRole.EditRole or index.column() != VALUE:
            return False
        self.set_value(index.row(), float(value))
        return True
