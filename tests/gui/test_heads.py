"""The views of both heads in the real window: closed at first, shown, and followed during training."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from workbench.app import Workbench
from workbench.qt.trainer import State


def test_the_views_of_both_heads_follow_a_run(workbench: Workbench, qtbot) -> None:
    window, trainer = workbench.window, workbench.trainer
    docks = [window.docks[name] for name in ("sameLogitsDock", "togetherDock")]
    assert not any(dock.isVisible() for dock in docks)
    combo = window.findChild(QComboBox, "datasetCombo")
    combo.setCurrentIndex(combo.findData("iris"))
    window.actions_by_name["trainAction"].trigger()
    for dock in docks:
        dock.toggleViewAction().trigger()
        dock.setFloating(True)
    qtbot.waitUntil(lambda: all(dock.widget().view is not None for dock in docks), timeout=5_000)
    same, together = (dock.widget().view for dock in docks)
    qtbot.waitUntil(lambda: same.bars.shown is not None, timeout=60_000)
    together.begin.click()
    qtbot.waitUntil(lambda: trainer.state is State.IDLE and trainer.glimpse.epoch > 0, timeout=60_000)
    qtbot.waitUntil(lambda: len(together.plot.points["sigmoid"]) > 1, timeout=60_000)
    together.end.click()
    window.actions_by_name["resetAction"].trigger()
    qtbot.waitUntil(lambda: same.bars.shown is None, timeout=10_000)
    assert together.training.heads, "what was trained together stays"
