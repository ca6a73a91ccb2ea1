"""A person draws digits and moves sliders, and the bars follow, in the real window."""

from __future__ import annotations

import numpy as np
import pytest
from drawn_digits import DIGITS, Points
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox

from workbench.core.probabilities import softmax
from workbench.qt.trainer import State
from workbench.views.understanding.trying.try_it_view import NOTHING_YET, TryItView


def opened(workbench, qtbot) -> TryItView:
    dock = workbench.window.docks["tryItDock"]
    dock.setFloating(True)
    dock.resize(700, 400)
    dock.show()
    qtbot.waitUntil(lambda: dock.findChild(TryItView) is not None)
    view = dock.findChild(TryItView)
    qtbot.waitUntil(lambda: not view.visibleRegion().isEmpty())
    return view


def train(workbench, qtbot, epochs: int) -> None:
    workbench.window.findChild(QComboBox, "paceCombo").setCurrentIndex(2)
    workbench.window.findChild(object, "epochsSpin").setValue(epochs)
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= epochs, timeout=60_000)
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=60_000)


def draw(view: TryItView, qtbot, strokes: list[Points]) -> None:
    view.picture.pad.clear()
    for stroke in strokes:
        places = [view.picture.pad.place_of(point).toPoint() for point in stroke]
        qtbot.mousePress(view.picture.pad, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places[1:]:
            qtbot.mouseMove(view.picture.pad, place)
        qtbot.mouseRelease(view.picture.pad, Qt.MouseButton.LeftButton, pos=places[-1])


def said(view: TryItView) -> np.ndarray | None:
    answer = view.bars.bars.answer
    return None if answer is None else np.asarray(answer.probabilities)


def expected(workbench, view: TryItView) -> np.ndarray:
    inputs = view.page.inputs
    logits = workbench.trainer.ask(lambda session: session.logits_of(inputs[None])[0]).result(30)
    return softmax(logits)


def follows(workbench, qtbot, view: TryItView) -> None:
    wanted = expected(workbench, view)
    qtbot.waitUntil(lambda: said(view) is not None and np.allclose(said(view), wanted, atol=1e-5))


def test_digits_that_are_drawn_are_recognised_and_the_picture_that_the_network_sees_is_shown(
    workbench, qtbot
) -> None:
    view = opened(workbench, qtbot)
    assert said(view) is None
    train(workbench, qtbot, 30)
    qtbot.waitUntil(lambda: view.bars.accessibleDescription() == NOTHING_YET)
    recognised = []
    for digit, strokes in DIGITS.items():
        draw(view, qtbot, strokes)
        follows(workbench, qtbot, view)
        recognised.append(int(np.argmax(said(view))) == digit)
        seen = np.array([view.picture.seen.image.pixelColor(i % 8, i // 8).lightness() for i in range(64)])
        assert np.abs(seen - (255 - 255 / 16 * view.picture.inputs)).max() <= 1
    assert sum(recognised) >= 8, recognised
    assert "✓" not in view.bars.answer_label.text(), "nobody said what it is to be"

    workbench.window.findChild(object, "headSigmoid").click()
    assert abs(said(view).sum() - 1) > 1e-3, "the bars change with the click"
    workbench.document.undo_stack.undo()
    assert said(view).sum() == pytest.approx(1)

    workbench.window.docks["tryItDock"].close()
    before = said(view)
    train(workbench, qtbot, 2)
    assert np.array_equal(said(view), before), "hidden, it costs nothing"
    workbench.window.docks["tryItDock"].show()
    follows(workbench, qtbot, view)
    workbench.trainer.reset()
    qtbot.waitUntil(lambda: said(view) is None)


def test_inputs_of_a_table_are_set_and_the_bars_follow_while_the_network_learns(workbench, qtbot) -> None:
    combo = workbench.window.findChild(QComboBox, "datasetCombo")
    combo.setCurrentIndex(combo.findData("iris"))
    view = opened(workbench, qtbot)
    train(workbench, qtbot, 5)
    follows(workbench, qtbot, view)
    iris = workbench.document.dataset
    assert view.page.inputs == pytest.approx(np.median(iris.inputs, axis=0))
    view.table.model.set_value(2, 6.5)
    assert view.page.inputs[2] == 6.5
    follows(workbench, qtbot, view)
    view.table.start.setCurrentIndex(1)
    follows(workbench, qtbot, view)
    truth = view.bars.bars.answer.true
    assert np.flatnonzero(truth).tolist() == [int(iris.labels[view.table.row])]
    workbench.window.findChild(object, "epochsSpin").setValue(100_000)
    workbench.window.findChild(QAction, "trainAction").trigger()
    before = said(view)
    qtbot.waitUntil(lambda: not np.allclose(said(view), before, atol=1e-3), timeout=30_000)
    workbench.trainer.stop()
