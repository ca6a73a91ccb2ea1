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


def test_steps_are_taken_apart_one_by_one(workbench: Workbench, qtbot) -> None:
    window, trainer = workbench.window, workbench.trainer
    combo = window.findChild(QComboBox, "datasetCombo")
    combo.setCurrentIndex(combo.findData("iris"))
    dock = window.docks["stepDock"]
    dock.toggleViewAction().trigger()
    dock.setFloating(True)
    qtbot.waitUntil(lambda: dock.widget().view is not None, timeout=5_000)
    view = dock.widget().view
    assert view.step.trace is None and view.empty.text().startswith("Press “Next step”")

    def next_is(step: int) -> bool:
        return view.step.trace is not None and view.step.trace.step == step

    for done in (1, 2):
        view.next.click()
        qtbot.waitUntil(lambda done=done: next_is(done + 1), timeout=60_000)
        assert len(trainer.history) == done and trainer.state is State.PAUSED
    looked_at = view.step.trace.loss
    view.next.click()
    qtbot.waitUntil(lambda: len(trainer.history) == 3, timeout=60_000)
    assert abs(float(trainer.history.loss[-1]) - looked_at) < 1e-5
    window.findChild(object, "headSigmoid").click()

    def head_is_sigmoid() -> bool:
        # While the third step is still being done there is nothing to look at.
        return view.step.trace is not None and view.step.trace.head.activation == "sigmoid"

    qtbot.waitUntil(head_is_sigmoid, timeout=10_000)
    assert next_is(4)
