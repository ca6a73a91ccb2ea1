"""The examples of a data set as a table."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.data.carried_classes import label_text
from workbench.data.dataset import Dataset
from workbench.qt.plain_text import plain_tool_tip

MOST_ROWS = 1_000_000
"""Of the table: a view counts its height in pixels, and these are not endless."""


def value_text(value: float) -> str:
    """Returns an input as it is shown, which may be missing."""
    if np.isnan(value):
        return "missing"
    return f"{value:.0f}" if 9999.5 <= abs(value) < 1e9 else f"{value:.4g}"


class ExamplesTableModel(QAbstractTableModel):
    """The examples as rows: their labels, then their inputs."""

    def __init__(self) -> None:
        super().__init__()
        self._dataset: Dataset | None = None

    def show_dataset(self, dataset: Dataset) -> None:
        """Shows another data set."""
        self.beginResetModel()
        self._dataset = dataset
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Returns the number of examples."""
        if parent.isValid() or self._dataset is None:
            return 0
        return min(self._dataset.number_of_examples, MOST_ROWS)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Returns the number of inputs and one for the labels."""
        return 0 if parent.isValid() or self._dataset is None else self._dataset.number_of_inputs + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the name of an input or the number of an example."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or self._dataset is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        name = self._dataset.input_names[section - 1] if section else "label"
        return name if role == Qt.ItemDataRole.DisplayRole else plain_tool_tip(name)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns what a cell shows."""
        if self._dataset is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() == 0:
            label = label_text(self._dataset, index.row())
            return label if role == Qt.ItemDataRole.DisplayRole else plain_tool_tip(label)
        return value_text(self._dataset.inputs[index.row(), index.column() - 1])
