"""Bars that look the same are not painted again."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject

from workbench.views.answer import Answer
from workbench.views.bar_list import BarList


class PaintCounter(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def answer(*probabilities: float) -> Answer:
    values = np.array(probabilities)
    return Answer(("a", "b"), values, np.log(values), np.array([True, False]), None, True)


@pytest.fixture
def bars(qtbot) -> BarList:
    widget = BarList()
    qtbot.addWidget(widget)
    widget.resize(300, 100)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_only_what_can_be_seen_is_painted(bars, qtbot) -> None:
    bars.show_answer(answer(0.3, 0.7))
    qtbot.wait(20)
    counter = PaintCounter()
    bars.viewport().installEventFilter(counter)
    bars.show_answer(answer(0.30001, 0.69999))
    qtbot.wait(20)
    assert counter.count == 0
    assert bars.answer.probabilities[0] == 0.30001
    bars.show_answer(answer(0.2, 0.8))
    qtbot.waitUntil(lambda: counter.count == 1, timeout=1000)


@pytest.mark.parametrize(
    ("other", "alike"),
    [((0.3, 0.7), True), ((0.301, 0.699), True), ((0.31, 0.69), False), ((0.6, 0.4), False)],
)
def test_alike_is_what_has_the_same_pixels_and_figures(other: tuple[float, float], alike: bool) -> None:
    first, second = answer(0.3, 0.7), answer(*other)
    first, second = (Answer(x.names, x.probabilities, None, x.true, None, True) for x in (first, second))
    assert first.looks_like(second, 200) == alike
