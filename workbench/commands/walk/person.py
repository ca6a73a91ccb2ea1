"""What a person does with the window: presses its buttons, picks from its lists, types into its dialogs, and waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QMessageBox, QSpinBox

from workbench.app import Workbench, wait_for
from workbench.commands.self_test.check import demand
from workbench.commands.walk.file_question import answer_file_question
from workbench.qt.trainer import State
from workbench.views.answer import Answer

PATIENCE = 120.0
"""Seconds that anything may take: far more than it needs."""

Control = TypeVar("Control", bound=QObject)


class Person:
    """Reaches everything through the controls of the window, by the names that screen readers use too.

    Attributes:
        bench: The program.
        folder: Where everything is saved.
        first_frame: When the window had been painted for the first time, by `time.time`; 0 before.
    """

    def __init__(self, bench: Workbench, folder: Path) -> None:
        self.bench, self.folder = bench, folder
        self.first_frame = 0.0

    def see_first_frame(self) -> None:
        """Notes that the window has just been painted."""
        self.first_frame = time.time()

    def find(self, kind: type[Control], name: str) -> Control:
        """Returns the control of that name."""
        found = self.bench.window.findChild(kind, name)
        if found is None:
            raise RuntimeError(f"the window has no {name}")
        return found

    def press(self, action: str) -> None:
        """Chooses an action of the menus or the tool bar."""
        chosen = self.bench.window.actions_by_name[action]
        demand(chosen.isEnabled(), f"{action} cannot be chosen")
        chosen.trigger()

    def press_and_name(self, action: str, path: Path) -> None:
        """Chooses an action that asks for a file, and names it in the dialog."""
        answer_file_question(lambda: self.press(action), path)

    def click(self, name: str) -> None:
        """Clicks a button, as soon as it can be clicked."""
        self.wait(lambda: self.find(QAbstractButton, name).isEnabled(), f"{name} to be of use")
        self.find(QAbstractButton, name).click()

    def choose(self, name: str, data: str) -> None:
        """Picks an entry of a list."""
        combo = self.find(QComboBox, name)
        demand(combo.findData(data) >= 0, f"{name} has no {data}")
        combo.setCurrentIndex(combo.findData(data))

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Lets the window live until `condition()` holds."""
        demand(
            wait_for(condition, PATIENCE), f"{what}: waited for {PATIENCE:.0f} s; it says: {self.message()}"
        )

    def wait_until_idle(self) -> None:
        """Waits until the engine has nothing to do."""
        self.wait(lambda: self.bench.trainer.state is State.IDLE, "the engine to be ready")

    def message(self) -> str:
        """Returns what the status bar says."""
        return self.find(QLabel, "statusMessage").text()

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Returns the weights of the network on the bench, by name."""
        run = self.bench.trainer.saved_run()
        if run is None:
            raise RuntimeError("no network was trained")
        return {name: value for name, value in run.state.items() if name.startswith("weight")}

    def bars(self, example: int = 1) -> list[float]:
        """Goes to a validation example, counted from 1, and returns the bars of its classes."""
        self.find(QSpinBox, "exampleSpin").setValue(example)
        self.wait(self._bars_are_there, f"the bars of example {example}")
        answer = self._answer()
        return [float(value) for value in answer.probabilities] if answer else []

    def has_independent_bars(self) -> bool:
        """Whether bars are shown that need not sum to one."""
        answer = self._answer()
        return answer is not None and not answer.sums_to_one

    def _answer(self) -> Answer | None:
        return self.bench.window.predictions.bars.bars.answer

    def _bars_are_there(self) -> bool:
        answer, glimpse = self._answer(), self.bench.trainer.glimpse
        if answer is None or answer.logits is None or glimpse.logits is None:
            return False
        is_asked = glimpse.row == self.bench.window.predictions.index
        return is_asked and np.array_equal(answer.logits, glimpse.logits)

    def demand_no_alarm(self) -> None:
        """Fails where the program told of an error that nobody expected."""
        boxes = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox))
        told = [box.text() for box in boxes if box.isVisible()]
        demand(not told, " ".join(told))
