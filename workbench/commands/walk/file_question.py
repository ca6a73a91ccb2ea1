"""Answers the dialog that asks for a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLineEdit, QWidget

from workbench.commands.self_test.check import demand

LOOK_INTERVAL = 20
"""Milliseconds between two looks whether a dialog has come."""


def answer_file_question(ask: Callable[[], object], path: Path) -> None:
    """Does what asks for a file, and types a path into the dialog that comes up meanwhile.

    Args:
        ask: Returns only when its dialog is answered.
        path: What is typed.
    """
    answers: list[str] = []
    timer = QTimer()
    timer.setInterval(LOOK_INTERVAL)
    timer.timeout.connect(lambda: _look(answers, path))
    timer.start()
    ask()
    timer.stop()
    demand(answers == [""], " ".join(answers).strip() or "no dialog asked for a file")


def _look(answers: list[str], path: Path) -> None:
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        answers.append(_answer(dialog, path))


def _answer(dialog: QWidget, path: Path) -> str:
    """Returns nothing where it could be answered; else it is closed, so that nothing waits for it."""
    if not isinstance(dialog, QFileDialog):
        dialog.close()
        return f"{dialog.windowTitle()} was asked instead of a file."
    _type(dialog, path)
    if dialog.result() == QDialog.DialogCode.Accepted:
        return ""
    dialog.reject()
    return f"The dialog did not take {path}."


def _type(dialog: QFileDialog, path: Path) -> None:
    line, buttons = dialog.findChild(QLineEdit, "fileNameEdit"), dialog.findChild(QDialogButtonBox)
    # Qt draws the dialog itself, and it is always made of these.
    assert line is not None and buttons is not None
    line.setText(str(path))
    kinds = QDialogButtonBox.StandardButton
    is_for_saving = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    buttons.button(kinds.Save if is_for_saving else kinds.Open).click()
