"""Opening a person's own data: the file menu's work, and what a drop on the window does."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData
from workbench.core.project import Project
from workbench.core.projects.data_edits import with_own
from workbench.qt.document import Document
from workbench.qt.preferences import Preferences
from workbench.views.importing.import_dialog import ImportDialog

if TYPE_CHECKING:
    from workbench.data.own.importing.imported_data import ImportedData

FILTER = "Data files (*.csv *.tsv *.tab *.txt *.dat *.data *.parquet *.pq *.arff *.npz *.npy);;All files (*)"


class OwnFiles(QObject):
    """Shows the import dialog for a file, and puts what it imports on the bench."""

    message = Signal(str)
    refused = Signal(str)

    def __init__(self, document: Document, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._preferences, self._window = document, preferences, window

    def open(self) -> None:
        """Asks for a file and shows how it would be read."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open data", str(self._folder()), FILTER)
        if name:
            self.open_path(Path(name))

    def open_folder(self) -> None:
        """Asks for a folder of pictures and shows how it would be read."""
        title = "Open pictures: a folder with a folder for each class"
        name = QFileDialog.getExistingDirectory(self._window, title, str(self._folder()))
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Shows how a file, or a folder of pictures, would be read."""
        self.show_import(path)

    def read_again(self) -> None:
        """Shows how the present data was read, to read it in another way."""
        own = self._document.project.data.own
        if own is not None:
            self.show_import(own)

    def show_import(self, source: Path | OwnData) -> None:
        """Shows how a file would be read, or with which choices one was read before."""
        if self.dialog is not None:
            self.refused.emit("This file has to wait: another one is still being opened.")
            return
        project = self._document.project
        dialog = ImportDialog(source, project.data.shares, project.seed, self._window)
        dialog.imported.connect(partial(self._use, dialog))
        dialog.open()

    @property
    def dialog(self) -> ImportDialog | None:
        """The dialog that is open, if one is."""
        dialogs = self._window.findChildren(ImportDialog)
        return next((dialog for dialog in dialogs if dialog.isVisible()), None)

    def _use(self, dialog: ImportDialog, imported: ImportedData, share: float) -> None:
        path = Path(imported.own.file.path)
        try:
            self._document.edit(f"Use {path.name}", self._project_with(imported, share))
        except UserError as error:
            dialog.refuse(str(error))
            return
        dialog.accept()
        self._preferences.add_recent(path)
        self.message.emit(_told(imported))

    def _project_with(self, imported: ImportedData, share: float) -> Project:
        project = with_own(self._document.project, imported.own, imported.dataset.label_kind)
        data = msgspec.structs.replace(project.data, validation_fraction=share)
        return msgspec.structs.replace(project, data=data)

    def _folder(self) -> Path:
        """Where the present data is, else where the project is."""
        own: OwnData | None = self._document.project.data.own
        path = Path(own.file.path) if own is not None else self._document.path
        return path.parent if path is not None else Path.home()


def _told(imported: ImportedData) -> str:
    dataset = imported.dataset
    counts = f"{dataset.number_of_examples:,} rows, {dataset.number_of_inputs:,} inputs"
    return " ".join((f"Opened {Path(imported.own.file.path).name}: {counts}.", *imported.notes))
