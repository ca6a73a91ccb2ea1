"""The help pages, beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from workbench.qt.palette import theme_of
from workbench.qt.resources import RESOURCES
from workbench.views.panel import GRID

HELP = RESOURCES / "help"
ACCENT = "#0072B2"
"""Stands in the drawings for the accent colour of the theme, as `currentColor` does for that of text."""


class HelpBrowser(QTextBrowser):
    """Shows Markdown pages, with drawings in the colours of the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("helpText")
        self.setAccessibleName("Help")
        self.setToolTip("The page; Escape closes the window.")
        self.setOpenExternalLinks(True)
        self.document().setDocumentMargin(3 * GRID)

    def show_page(self, name: str) -> None:
        """Shows `resources/help/NAME.md`."""
        self.setSource(
            QUrl.fromLocalFile(str(HELP / f"{name}.md")), QTextDocument.ResourceType.MarkdownResource
        )

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Returns a drawing as a picture as wide as it says and twice as fine; the rest is Qt's own work."""
        file_name = QUrl(name).fileName()
        if file_name.endswith(".svg"):
            return self._drawing(HELP / file_name)
        return super().loadResource(kind, name)

    def _drawing(self, path: Path) -> QImage:
        from PySide6.QtSvg import QSvgRenderer

        text = path.read_text(encoding="utf-8")
        text = text.replace("currentColor", self.palette().text().color().name())
        text = text.replace(ACCENT, theme_of(self.palette()).accent.name())
        renderer = QSvgRenderer(QByteArray(text.encode()))
        picture = QImage(renderer.defaultSize() * 2, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.setDevicePixelRatio(2)
        return picture

    def changeEvent(self, event: QEvent) -> None:
        """Draws the pictures in the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.source().isEmpty():
            self.reload()


class HelpWindow(QDialog):
    """A help page in a window of its own, which leaves the main one usable and is gone once it is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("helpWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.browser = HelpBrowser()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)
        # Lines that are read with ease, and room for the drawings.
        self.resize(96 * GRID, 90 * GRID)

    def open_page(self, name: str, title: str) -> None:
        """Shows a page, in front of other windows."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.browser.show_page(name)
        self.show()
        self.raise_()
        self.activateWindow()
