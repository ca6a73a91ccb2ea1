"""The tool bar of training."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar

from workbench.qt.actions import ACTIONS


class TrainingBar(QToolBar):
    """A button for each action that says it has one."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__("Training")
        self.setObjectName("trainingBar")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setMovable(False)
        for row in ACTIONS:
            if row.in_tool_bar:
                self.addAction(actions[row.name])
                button = self.widgetForAction(actions[row.name])
                button.setObjectName(row.name.replace("Action", "Button"))
                button.setAccessibleName(row.tool_tip)
        self.addSeparator()
