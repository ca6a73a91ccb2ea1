"""Where the program keeps what is neither a setting nor a project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def state_folder() -> Path:
    """Returns the folder for the log and for autosaved work; it need not exist."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericStateLocation)
    return Path(place) / "Workbench"
