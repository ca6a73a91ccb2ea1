"""The menu that says where the network is trained."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from workbench.qt.preferences import DEVICES, Preferences
from workbench.qt.trainer import Trainer

WHEN = "It acts from the next fresh start of a network; Reset makes one."
MISSING = "TensorFlow has found none here, or is still loading."


class DeviceMenu(QMenu):
    """One entry for each device; those that TensorFlow has not found are greyed out and say so."""

    def __init__(self, trainer: Trainer, preferences: Preferences, parent: QWidget) -> None:
        super().__init__("&Device", parent)
        self.setObjectName("deviceMenu")
        self.setToolTipsVisible(True)
        self._trainer, self._preferences = trainer, preferences
        group = QActionGroup(self)
        for name, title in DEVICES.items():
            action = self.addAction(title, partial(self.choose, name))
            action.setObjectName(f"{name}DeviceAction")
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == preferences.device)
            group.addAction(action)
        self.aboutToShow.connect(self.read)

    def choose(self, name: str) -> None:
        """Trains on that device from the next fresh start on, also after the program was closed."""
        self._preferences.set_device(name)
        self._trainer.set_device(name)

    def read(self) -> None:
        """Offers what there is now: TensorFlow tells of its devices only once it is loaded."""
        for action in self.actions():
            there = action.data() in ("auto", "CPU", *self._trainer.devices)
            action.setEnabled(there)
            action.setToolTip(WHEN if there else MISSING)
