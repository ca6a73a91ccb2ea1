"""Which rows check the network instead of training it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.projects.project_fields import DATA_FIELDS
from workbench.views.form import Form
from workbench.views.importing.file_choice import FileChoice
from workbench.views.importing.named_combo import named_combo
from workbench.views.panel import GRID

if TYPE_CHECKING:
    from workbench.data.own.draft.draft import Draft

WAYS = {
    "share": "A share of the rows, drawn at random",
    "column": "The rows that a column names",
    "file": "The rows of a second file",
}
SHARE = tuple(field for field in DATA_FIELDS if field.name == "validation_fraction")


class CheckingRowsBox(QWidget):
    """Chooses between a share, a column and a second file.

    Attributes:
        share_chosen: Emitted where neither a column nor a file is to say it.
        column_chosen: Emitted with the name of the column that says it, empty for none.
        file_chosen: Emitted with the path of the second file, or None.
    """

    share_chosen = Signal()
    column_chosen = Signal(str)
    file_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways = named_combo(
            "splitCombo",
            "Rows that check",
            "Some rows never train: they show how good the network is on rows that it has not seen.",
        )
        for way, title in WAYS.items():
            self._ways.addItem(title, way)
        self._share = Form(SHARE, {"validation_fraction": "importShareSpin"})
        self._columns = named_combo(
            "partColumnCombo",
            "Column that says which rows check",
            "A column with words such as train and test, or train, validation and test: then test rows are kept for a last test.",
        )
        self._file = FileChoice(
            "testFile",
            "file of rows that check",
            "All files (*)",
            "A second file with the same columns: all of its rows are the validation part, none of them trains.",
            "Choose the second file",
        )
        self._ways.activated.connect(self._on_way)
        self._columns.activated.connect(self._on_column)
        self._share.edited.connect(self._on_share)
        self._file.chosen.connect(self.file_chosen)
        self._names: list[str] | None = None
        self.share = float(SHARE[0].default)
        self._pages = {"share": self._share, "column": self._columns, "file": self._file}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self._ways, *self._pages.values()):
            column.addWidget(widget)
        self._show_page("share")

    def show_share(self, share: float) -> None:
        """Shows which share is drawn."""
        self.share = share
        self._share.set_values({"validation_fraction": share})

    def show_draft(self, draft: Draft) -> None:
        """Shows how `draft` does it; a way that still lacks its column or file stays."""
        part = next((column.name for column in draft.columns if column.role == "part"), "")
        self._list_columns([column.name for column in draft.columns if column.role != "label"], part)
        self._file.show_file(draft.test_file, draft.path)
        if draft.test_file is not None:
            self._show_page("file")
        elif part:
            self._show_page("column")

    def _list_columns(self, names: list[str], part: str) -> None:
        with QSignalBlocker(self._columns):
            if names != self._names:
                self._names = names
                self._columns.clear()
                self._columns.addItem("Choose the column…", "")
                for name in names:
                    self._columns.addItem(name, name)
            self._columns.setCurrentIndex(max(self._columns.findData(part), 0))

    def _show_page(self, way: str) -> None:
        with QSignalBlocker(self._ways):
            self._ways.setCurrentIndex(self._ways.findData(way))
        for key, page in self._pages.items():
            page.setVisible(key == way)

    def _on_way(self, row: int) -> None:
        way = self._ways.itemData(row)
        self._show_page(way)
        if way == "share":
            self.share_chosen.emit()

    def _on_column(self, row: int) -> None:
        self.column_chosen.emit(self._columns.itemData(row))

    def _on_share(self, _: str, share: float) -> None:
        self.share = share
