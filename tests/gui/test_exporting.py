"""A network is exported from the window while it trains."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from workbench.app import Workbench
from workbench.qt.trainer import State
from workbench.views.export_dialog import ExportDialog


def test_a_running_network_is_exported_and_trains_on(workbench: Workbench, qtbot, tmp_path: Path) -> None:
    action = workbench.window.actions_by_name["exportAction"]
    action.trigger()
    assert "press Train first" in workbench.window.message.text()
    combo = workbench.window.data.findChild(object, "datasetCombo")
    combo.setCurrentIndex(combo.findData("iris"))
    workbench.window.findChild(object, "epochsSpin").setValue(100_000)
    workbench.window.actions_by_name["trainAction"].trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= 3, timeout=60_000)
    action.trigger()
    action.trigger()
    (dialog,) = workbench.window.findChildren(ExportDialog)
    dialog.findChild(QLineEdit, "exportPath").setText(str(tmp_path / "iris"))
    dialog.findChild(QAbstractButton, "exportButton").click()
    epoch = workbench.trainer.glimpse.epoch
    qtbot.waitUntil(lambda: not dialog.exporting.busy, timeout=60_000)
    assert "✓ Wrote" in dialog.findChild(QLabel, "exportNotice").text()
    assert workbench.trainer.state is State.RUNNING and workbench.trainer.glimpse.epoch > epoch
    labels = json.loads((tmp_path / "iris.labels.json").read_text(encoding="utf-8"))
    assert labels["outputs"] == ["setosa", "versicolor", "virginica"]
    assert (tmp_path / "iris.keras").stat().st_size > 1000


def test_closing_the_window_ends_an_export(workbench: Workbench, qtbot, tmp_path: Path) -> None:
    workbench.window.actions_by_name["stepAction"].trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.trained is not None, timeout=60_000)
    workbench.window.actions_by_name["exportAction"].trigger()
    (dialog,) = workbench.window.findChildren(ExportDialog)
    dialog.findChild(QLineEdit, "exportPath").setText(str(tmp_path / "digits"))
    dialog.findChild(QAbstractButton, "exportButton").click()
    workbench.trainer.saved_version = len(workbench.trainer.history)
    assert workbench.window.close() and not dialog.exporting.busy
    assert not list(tmp_path.glob("digits*")) and not list(tmp_path.glob(".exporting-*"))
