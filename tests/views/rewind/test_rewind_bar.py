"""The slider has a place for each step that was kept, and the present at its end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal

from workbench.core.history import History
from workbench.engine.glimpse import Glimpse
from workbench.views.rewind.rewind_bar import LATEST, NOTHING, TOO_LARGE, RewindBar


class MadeUpTrainer(QObject):
    """Has done 90 steps in two epochs, and stands wherever it is told to."""

    updated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        self.glimpse = Glimpse()
        self.asked: list[int | None] = []

    def train(self) -> None:
        self.history.append(np.ones(90, np.float32))
        self.history.end_epochs((45, 90), ({"loss": 1.0}, {"loss": 1.0}))
        self.show(None)

    def show(self, step: int | None) -> None:
        self.glimpse = Glimpse(moments=(0, 30, 60, 90), rewound=step)
        self.updated.emit()

    def rewind(self, step: int | None) -> None:
        self.asked.append(step)
        self.show(step)


@pytest.fixture
def bar(qtbot: Any) -> RewindBar:
    bar = RewindBar(MadeUpTrainer())  # type: ignore[arg-type]
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


@pytest.fixture
def trainer(bar: RewindBar) -> Any:
    bar._trainer.train()  # type: ignore[attr-defined]
    return bar._trainer


def test_before_training_there_is_nothing_to_go_back_to(bar: RewindBar) -> None:
    assert bar.where.text() == NOTHING
    assert not (bar.slider.isEnabled() or bar.latest.isEnabled() or bar.go_on.isEnabled())


def test_the_last_place_is_the_present(bar: RewindBar, trainer: Any) -> None:
    assert (bar.slider.minimum(), bar.slider.maximum(), bar.slider.value()) == (0, 3, 3)
    assert bar.where.text() == LATEST and not trainer.asked


def test_the_arrow_keys_go_from_step_to_step(bar: RewindBar, trainer: Any, qtbot: Any) -> None:
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(bar.slider, key)
    assert trainer.asked == [60, 30, 0, None]


@pytest.mark.parametrize(
    ("step", "words"),
    [(0, "step 0, after 0 epochs"), (60, "step 60, after 1 epoch"), (90, "step 90, after 2 epochs")],
)
def test_it_says_which_step_is_shown(bar: RewindBar, trainer: Any, step: int, words: str) -> None:
    trainer.show(step)
    assert bar.where.text() == words
    assert bar.latest.isEnabled() and bar.go_on.isEnabled()


def test_the_buttons_go_to_the_present_and_on_from_what_is_shown(
    bar: RewindBar, trainer: Any, qtbot: Any
) -> None:
    bar.slider.setValue(1)
    with qtbot.waitSignal(bar.go_on_wanted) as wanted:
        bar.go_on.click()
    assert wanted.args == [30]
    bar.latest.click()
    assert trainer.asked == [30, None] and bar.slider.value() == 3


def test_of_a_network_too_large_it_says_so(bar: RewindBar, trainer: Any) -> None:
    trainer.glimpse = Glimpse(too_large=True)
    trainer.updated.emit()
    assert bar.where.text() == TOO_LARGE and not bar.slider.isEnabled()


def test_hidden_it_looks_at_nothing_and_catches_up_when_shown(bar: RewindBar, trainer: Any) -> None:
    bar.hide()
    trainer.show(30)
    assert bar.slider.value() == 3
    bar.show()
    assert bar.slider.value() == 1
