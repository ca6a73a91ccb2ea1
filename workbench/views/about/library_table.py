"""What the program is built on, a row for each library."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from workbench.core.libraries import Library
from workbench.views.about.named import named

COLUMNS = ("Library", "Version", "What it does here", "Licence")


class LibraryTable(QTreeWidget):
    """A row for each library, and one for Python."""

    def __init__(self, libraries: Sequence[Library]) -> None:
        super().__init__()
        named(self, "libraryTable", "Libraries", "What Workbench is built on.")
        self.setHeaderLabels(COLUMNS)
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        python = Library("Python", platform.python_version(), "PSF-2.0", "the language of the program")
        for one in (python, *libraries):
            self.addTopLevelItem(QTreeWidgetItem([one.title, one.version, one.purpose, one.licence]))
        for column in range(len(COLUMNS)):
            self.resizeColumnToContents(column)
