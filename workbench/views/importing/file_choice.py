"""A line that names a second file, with a button to choose one and a button to do without."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from workbench.views.elided_label import ElidedLabel
from workbench.views.panel import GRID


class FileChoice(QWidget):
    """Names a file that belongs to the data, or says that there is none.

    Attributes:
        chosen: Emitted with the path, or None to do without.
    """

    chosen = Signal(object)

    def __init__(self, name: str, what: str, pattern: str, tool_tip: str, without: str) -> None:
        """Builds the line.

        Args:
            name: What the object names begin with.
            what: What the file is.
            pattern: Which files a dialog offers.
            tool_tip: What the file is for.
            without: What is said where there is none.
        """
        super().__init__()
        self._what, self._pattern, self._without = what, pattern, without
        self._folder = Path.home()
        self._name = ElidedLabel()
        self._name.setObjectName(f"{name}Name")
        self._name.setAccessibleName(what)
        self._name.setToolTip(tool_tip)
        self._choose = self._button(f"{name}Button", "Choose…", tool_tip)
        self._choose.clicked.connect(self._ask)
        self._drop = self._button(f"{name}NoneButton", "✕", f"Do without the {what}.")
        self._drop.clicked.connect(lambda: self.chosen.emit(None))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID // 2)
        line.addWidget(self._name, 1)
        line.addWidget(self._choose)
        line.addWidget(self._drop)

    def _button(self, name: str, text: str, tool_tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(tool_tip)
        button.setToolTip(tool_tip)
        button.setAutoDefault(False)
        return button

    def show_file(self, path: Path | None, beside: Path) -> None:
        """Names `path`; a dialog starts beside the file `beside`."""
        self._folder = beside.parent
        self._name.setText(path.name if path else self._without)
        self._drop.setVisible(path is not None)

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, f"Choose the {self._what}", str(self._folder), self._pattern
        )
        if name:
            self.chosen.emit(Path(name))
