"""The list of all data that can be on the bench: built-in sets, painted points, a person's own files."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from workbench.core.own_data import OwnData
from workbench.core.project import PAINTED, DataChoice
from workbench.data.built_in import DATA_SETS
from workbench.data.painted import DESCRIPTION
from workbench.views.form import guard_wheel, shrink

OPEN = "open"
"""What stands for opening a file, among the names of the data."""

MOST_OWN = 8
"""Own data that is offered again after other data was chosen."""


class DataSetCombo(QComboBox):
    """Lists the data in groups; own data stays in the list when other data is chosen.

    Attributes:
        picked: Emitted with what a person picks: a name, `PAINTED`, `OPEN`, or an `OwnData`.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("datasetCombo")
        self.setAccessibleName("Data set")
        self.setToolTip("The data that the network learns from. The head follows its labels.")
        shrink(self)
        guard_wheel(self)
        self._own: list[OwnData] = []
        self._list()
        self.currentIndexChanged.connect(self._on_index)

    def show_choice(self, data: DataChoice) -> None:
        """Shows `data`, without telling of it."""
        with QSignalBlocker(self):
            if data.own is not None and data.own not in self._own:
                self._own = [data.own, *self._own][:MOST_OWN]
                self._list()
            self.setCurrentIndex(self._place(data))

    def _place(self, data: DataChoice) -> int:
        if data.own is not None:
            return self.findData(self._own.index(data.own))
        return self.findData(data.name)

    def _list(self) -> None:
        model = QStandardItemModel(self)
        for group, rows in groupby(DATA_SETS.values(), key=lambda row: row.group):
            _add(model, group, ((row.title, row.name, row.description) for row in rows))
        own = ((_own_title(one), number, one.file.path) for number, one in enumerate(self._own))
        _add(model, "Your own", own)
        model.appendRow(_item("Painted points", PAINTED, DESCRIPTION))
        model.appendRow(_item("Open data…", OPEN, "Opens your own file: CSV, Parquet, ARFF or NumPy arrays."))
        self.setModel(model)

    def _on_index(self, index: int) -> None:
        picked = self.itemData(index)
        if picked is not None:
            self.picked.emit(self._own[picked] if isinstance(picked, int) else picked)


def _own_title(own: OwnData) -> str:
    return Path(own.file.path).name


def _add(model: QStandardItemModel, group: str, rows: Iterable[tuple[str, object, str]]) -> None:
    title = QStandardItem(group)
    title.setFlags(Qt.ItemFlag.NoItemFlags)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    model.appendRow(title)
    for row in rows:
        model.appendRow(_item(*row))


def _item(title: str, name: object, tool_tip: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setData(name, Qt.ItemDataRole.UserRole)
    item.setToolTip(tool_tip)
    return item
