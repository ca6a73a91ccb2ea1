"""What the program is, what it is built on, and under which terms."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from workbench import __version__
from workbench.core.libraries import installed_libraries
from workbench.qt.resources import program_icon
from workbench.views.about.library_table import LibraryTable
from workbench.views.about.licence_texts import LICENCES, LicenceTexts
from workbench.views.about.named import named
from workbench.views.panel import GRID

HEAD = (
    f"<b>Workbench {__version__}</b><br>Dense classification networks, softmax or sigmoid at one click."
    "<br>Under the MIT licence. It uses Qt under the LGPL 3.0, and you may replace Qt: see the page “Qt”."
)


class AboutWindow(QDialog):
    """Versions and licences, in a window of its own that is gone once it is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("aboutWindow")
        self.setWindowTitle("About Workbench")
        self.setAccessibleName("About Workbench")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._libraries = installed_libraries()
        tabs = named(QTabWidget(), "aboutTabs", "Versions and licences", "What the program is built on.")
        tabs.addTab(LibraryTable(self._libraries), "Built on")
        tabs.addTab(_qt_page(), "Qt")
        tabs.addTab(LicenceTexts(), "Licences")
        layout = QVBoxLayout(self)
        layout.addLayout(self._head())
        layout.addWidget(tabs, 1)
        layout.addWidget(self._buttons())
        self.resize(100 * GRID, 68 * GRID)

    def versions(self) -> str:
        """Returns what helps whoever is told of a mistake: versions and the system, a line each."""
        rows = [f"Workbench {__version__}", f"Python {platform.python_version()}", platform.platform()]
        return "\n".join([*rows, *(f"{one.title} {one.version}" for one in self._libraries)])

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(8 * GRID, 8 * GRID))
        words = QLabel(HEAD)
        words.setWordWrap(True)
        named(words, "aboutText", "About Workbench", "What this is, and under which terms.")
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(picture)
        head.addWidget(words, 1)
        return head

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.close)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        named(close, "closeAboutButton", "Close", "Close this window.")
        copy = box.addButton("Copy versions", QDialogButtonBox.ButtonRole.ActionRole)
        named(
            copy, "copyVersionsButton", "Copy versions", "Copy all versions, to tell somebody of a mistake."
        )
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.versions()))
        return box


def _qt_page() -> QTextBrowser:
    page = QTextBrowser()
    named(page, "qtPage", "Qt and its licence", "What Qt's licence grants, and how to replace Qt.")
    page.setOpenExternalLinks(True)
    page.document().setDocumentMargin(2 * GRID)
    page.setMarkdown((LICENCES / "qt.md").read_text(encoding="utf-8"))
    return page
