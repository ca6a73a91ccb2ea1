"""The menu of devices offers what there is and tells the engine."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from workbench.qt.preferences import Preferences
from workbench.views.device_menu import MISSING, DeviceMenu


@pytest.fixture
def menu(qtbot, tmp_path):
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    parent = QWidget()
    qtbot.addWidget(parent)
    trainer = SimpleNamespace(devices=(), chosen=[])
    trainer.set_device = trainer.chosen.append
    yield DeviceMenu(trainer, Preferences(), parent)


def test_only_devices_that_there_are_can_be_chosen(menu) -> None:
    menu.aboutToShow.emit()
    assert {a.data(): a.isEnabled() for a in menu.actions()} == {"auto": True, "CPU": True, "GPU": False}
    assert menu.actions()[2].toolTip() == MISSING
    assert "next fresh start" in menu.actions()[1].toolTip()
    menu._trainer.devices = ("CPU", "GPU")
    menu.aboutToShow.emit()
    assert all(action.isEnabled() for action in menu.actions())


def test_the_choice_reaches_the_engine_and_is_remembered(menu) -> None:
    assert menu.actions()[0].isChecked()
    menu.actions()[1].trigger()
    assert menu._trainer.chosen == ["CPU"]
    assert Preferences().device == "CPU"
    assert not menu.actions()[0].isChecked()
