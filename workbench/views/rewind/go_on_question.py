"""Asks before what was learned after an earlier step is forgotten: undo cannot bring weights back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget


class GoOnQuestion(QMessageBox):
    """Goes on from the step, saves first, or does nothing."""

    def __init__(
        self, step: int, latest: int, go_on: Callable[[], object], save: Callable[[], bool], parent: QWidget
    ) -> None:
        """`save` returns whether the network as it is now is in a file; only then is it gone on."""
        super().__init__(parent)
        self._go_on, self._save = go_on, save
        steps = "the step" if latest - step == 1 else f"the {latest - step:,} steps"
        self.setObjectName("goOnQuestion")
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle("Go on from here?")
        self.setText(f"Go on from step {step:,}, and forget {steps} after it?")
        self.setInformativeText(
            "A new run begins with the weights of that step. The run until now stays in Runs with its curves and "
            "scores, but undo cannot bring its weights back: save them first to keep them."
        )
        self._first = self._button("Save first…", "goOnSave", QMessageBox.ButtonRole.ActionRole)
        self._now = self._button("Go on from here", "goOnNow", QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self._now)
        self.addButton(QMessageBox.StandardButton.Cancel).setObjectName("goOnCancel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.buttonClicked.connect(self._clicked)

    def _button(self, text: str, name: str, role: QMessageBox.ButtonRole) -> QPushButton:
        button = self.addButton(text, role)
        button.setObjectName(name)
        return button

    def _clicked(self, button: QAbstractButton) -> None:
        if button is self._now or (button is self._first and self._save()):
            self._go_on()
