"""What all panels share: they read the document, write back to it, and restore what was refused."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from workbench.core.errors import UserError
from workbench.core.project import Project
from workbench.qt.document import Document

GRID = 8


class ProjectPanel(QWidget):
    """A panel over a part of the project.

    Attributes:
        refused: Emitted with the reason when an edit was not possible.
        parts: The parts of the project whose change makes the panel read again.
    """

    refused = Signal(str)
    parts: frozenset[str] = frozenset()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        document.project_changed.connect(self._on_project_changed)

    def _on_project_changed(self, parts: frozenset[str]) -> None:
        if parts & self.parts:
            self.read()

    def read(self) -> None:
        """Shows the project as it is now, without editing it."""

    def attempt(self, text: str, make: Callable[[], Project], merge: str = "") -> bool:
        """Edits the project, or shows the old values again and tells why; returns whether it was done.

        Args:
            text: What the undo menu shows.
            make: Returns the edited project.
            merge: Edits that follow each other with the same word here become one step.
        """
        try:
            self.document.edit(text, make(), merge)
        except UserError as error:
            self.read()
            self.refused.emit(str(error))
            return False
        return True


def scrolling_column(panel: QWidget) -> QVBoxLayout:
    """Returns the column of a scroll area that fills `panel`; it scrolls from top to bottom only."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page = QWidget()
    area.setWidget(page)
    outer = QVBoxLayout(panel)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    column = QVBoxLayout(page)
    column.setContentsMargins(GRID, GRID, GRID, GRID)
    column.setSpacing(GRID)
    return column


def wrapped_label(
    object_name: str,
    accessible_name: str,
    tool_tip: str,
    text_format: Qt.TextFormat = Qt.TextFormat.PlainText,
) -> QLabel:
    """Returns an empty label that breaks its lines and whose text can be marked and copied.

    Its text is plain unless it is said to be mark-up: then what comes from files is escaped in it.
    """
    label = QLabel()
    label.setTextFormat(text_format)
    label.setObjectName(object_name)
    label.setAccessibleName(accessible_name)
    label.setToolTip(tool_tip)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def heading(text: str) -> QLabel:
    """Returns a small heading."""
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


class Notice(QLabel):
    """A framed sentence that stays until it is cleared; without text it takes no room."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName("Notice")
        self.setToolTip("What just happened, or why it did not.")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMargin(GRID)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.hide()

    def tell(self, text: str, mark: str = "⚠") -> None:
        """Shows `text`, or hides the notice if there is none."""
        self.setText(f"{mark} {text}" if text else "")
        self.setVisible(bool(text))


def run_alone(make: Callable[[Document], QWidget]) -> int:
    """Shows one panel in a window of its own and returns the exit status."""
    application = QApplication.instance() or QApplication(sys.argv)
    panel = make(Document())
    panel.resize(360, 640)
    panel.show()
    return application.exec()
