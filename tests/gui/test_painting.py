"""A person paints with the mouse, trains, and goes on painting while the network learns."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QWidget

from workbench.qt.trainer import State


def child(workbench, name: str) -> QWidget:
    return workbench.window.findChild(QWidget, name)


def start_painting(workbench) -> None:
    combo = workbench.window.findChild(QComboBox, "datasetCombo")
    combo.setCurrentIndex(combo.findData("painted"))
    assert child(workbench, "paintCanvas").isVisible()


def stroke(workbench, qtbot, label: int, y: float) -> None:
    """Draws the brush from left to right."""
    canvas = child(workbench, "paintCanvas")
    child(workbench, f"paintClass{label}").click()
    places = [canvas.place_of((x, y)).toPoint() for x in np.linspace(-0.8, 0.8, 30)]
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places:
        qtbot.mouseMove(canvas, place)
        # The pointer of the test must not be faster than the events of the window.
        qtbot.wait(1)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])


def painted(workbench):
    return workbench.document.project.data.painted


def test_paint_train_and_paint_on_while_it_trains(workbench, qtbot) -> None:
    start_painting(workbench)
    stroke(workbench, qtbot, 0, 0.7)
    stroke(workbench, qtbot, 1, -0.7)
    assert set(painted(workbench).labels) == {0, 1}
    child(workbench, "epochsSpin").setValue(100_000)
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= 2, timeout=60_000)
    before = len(painted(workbench).points)
    stroke(workbench, qtbot, 1, 0.0)
    points = painted(workbench)
    assert len(points.points) > before
    assert workbench.trainer.state is State.RUNNING
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.trained.data.painted == points, timeout=30_000)
    epoch = workbench.trainer.glimpse.epoch
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= epoch + 2, timeout=30_000)
    assert workbench.trainer.state is State.RUNNING
    assert not workbench.trainer.edited_since(workbench.document.project)
    workbench.document.undo_stack.undo()
    qtbot.waitUntil(
        lambda: len(workbench.trainer.glimpse.trained.data.painted.points) == before, timeout=30_000
    )
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)


def test_too_few_points_are_refused_in_words_and_do_not_stop_a_run(workbench, qtbot) -> None:
    start_painting(workbench)
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: "at least 2" in workbench.window.message.text(), timeout=30_000)
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)
    stroke(workbench, qtbot, 0, 0.5)
    stroke(workbench, qtbot, 1, -0.5)
    child(workbench, "epochsSpin").setValue(100_000)
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= 2, timeout=60_000)
    child(workbench, "clearPointsButton").click()
    qtbot.waitUntil(lambda: "goes on" in workbench.window.message.text(), timeout=30_000)
    epoch = workbench.trainer.glimpse.epoch
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= epoch + 2, timeout=30_000)
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)
