"""What is likely to disappoint; each entry leads to the control that mends it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from workbench.core.checks import Problem

MARKS = {"error": "✖ Error", "warning": "▲ Warning", "hint": "● Hint"}


class ProblemsList(QListWidget):
    """Shows problems with a mark and a word, not by colour alone."""

    control_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problemsList")
        self.setAccessibleName("Problems")
        self.setToolTip("Choose an entry to go to the control that mends it.")
        self.setWordWrap(True)
        self.itemActivated.connect(self._activated)
        self.itemClicked.connect(self._activated)

    def set_problems(self, problems: tuple[Problem, ...]) -> None:
        """Shows these problems."""
        self.clear()
        for problem in problems:
            item = QListWidgetItem(f"{MARKS[problem.severity]}: {problem.message}")
            item.setData(Qt.ItemDataRole.UserRole, problem.control)
            self.addItem(item)
        if not problems:
            item = QListWidgetItem("No problems.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def _activated(self, item: QListWidgetItem) -> None:
        control = item.data(Qt.ItemDataRole.UserRole)
        if control:
            self.control_requested.emit(control)
