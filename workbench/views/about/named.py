"""Gives a widget what tests and screen readers know it by, and what is said where the pointer rests on it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

Named = TypeVar("Named", bound=QWidget)


def named(widget: Named, name: str, accessible: str, tool_tip: str) -> Named:
    """Returns the widget with its object name, its accessible name and its tool tip."""
    widget.setObjectName(name)
    widget.setAccessibleName(accessible)
    widget.setToolTip(tool_tip)
    return widget
