"""A list to choose from, with the names that tests and screen readers use."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from workbench.views.form import guard_wheel, shrink


def named_combo(name: str, title: str, tool_tip: str) -> QComboBox:
    """Returns an empty list that can be narrow and that the wheel does not change in passing."""
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(title)
    combo.setToolTip(tool_tip)
    shrink(combo)
    guard_wheel(combo)
    return combo
