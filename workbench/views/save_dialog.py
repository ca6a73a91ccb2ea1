"""Asks where to save, and never overwrites what the person was not asked about."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


def ask_where(window: QWidget, title: str, proposed: Path, filter: str, suffix: str) -> Path | None:
    """Returns the path to write, which ends in `suffix`; None where the person thought better of it.

    The dialog asks about the name as it was typed; the ending that is put to it may make it that of another file.
    """
    name, _ = QFileDialog.getSaveFileName(window, title, str(proposed), filter)
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() == suffix:
        return path
    path = path.with_name(path.name + suffix)
    return path if not path.exists() or _may_replace(window, path) else None


def _may_replace(window: QWidget, path: Path) -> bool:
    buttons = QMessageBox.StandardButton
    question = f"{path.name} is there already. Replace it?"
    return (
        QMessageBox.question(window, "Replace the file?", question, buttons.Yes | buttons.No, buttons.No)
        is buttons.Yes
    )
