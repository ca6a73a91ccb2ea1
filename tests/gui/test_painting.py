"""A person paints with the mouse, trains, and goes on painting while the network learns."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QComboBox, QWidget

from workbench.qt.palette import class_color, mixed
from workbench.qt.trainer import State
from workbench.views.painting.answer_image import STRENGTH


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


def test_a_stroke_between_two_runs_goes_on_from_the_weights(workbench, qtbot) -> None:
    start_painting(workbench)
    stroke(workbench, qtbot, 0, 0.7)
    stroke(workbench, qtbot, 1, -0.7)
    child(workbench, "epochsSpin").setValue(3)
    train = workbench.window.findChild(QAction, "trainAction")
    with qtbot.waitSignal(workbench.trainer.finished, timeout=60_000):
        train.trigger()
    stroke(workbench, qtbot, 1, 0.0)
    project = workbench.document.project
    assert workbench.trainer.edited_since(project)
    assert workbench.trainer.fits(project)
    with qtbot.waitSignal(workbench.trainer.finished, timeout=60_000) as finished:
        train.trigger()
    assert "fresh" not in finished.args[0]
    assert workbench.trainer.glimpse.epoch == 6
    assert workbench.trainer.glimpse.trained == project


def map_color(canvas, x: float, y: float) -> QColor:
    image = canvas._map
    return image.pixelColor(int((x + 1) / 2 * image.width()), int((1 - y) / 2 * image.height()))


def test_the_shade_behind_the_points_is_what_the_network_says_and_follows_the_head(workbench, qtbot) -> None:
    start_painting(workbench)
    stroke(workbench, qtbot, 0, 0.7)
    stroke(workbench, qtbot, 1, -0.7)
    canvas = child(workbench, "paintCanvas")
    assert canvas._map is None
    child(workbench, "learningRateSpin").setValue(0.01)
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= 50, timeout=60_000)
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)
    background = canvas.palette().base().color()

    def is_shaded(y: float, label: int) -> bool:
        wanted = mixed(background, class_color(label), STRENGTH)
        return bool(np.abs(np.subtract(map_color(canvas, 0, y).getRgb(), wanted.getRgb())).max() < 40)

    qtbot.waitUntil(lambda: is_shaded(0.7, 0) and is_shaded(-0.7, 1), timeout=30_000)
    softmax = canvas._map
    child(workbench, "headSigmoid").click()
    assert canvas._map is not softmax
    workbench.window.findChild(QAction, "resetAction").trigger()
    qtbot.waitUntil(lambda: canvas._map is None, timeout=30_000)


def test_other_data_has_no_shade(workbench, qtbot) -> None:
    start_painting(workbench)
    stroke(workbench, qtbot, 0, 0.7)
    stroke(workbench, qtbot, 1, -0.7)
    workbench.window.findChild(QAction, "trainAction").trigger()
    canvas = child(workbench, "paintCanvas")
    qtbot.waitUntil(lambda: canvas._map is not None, timeout=60_000)
    child(workbench, "addClassButton").click()
    assert canvas._map is None
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)
