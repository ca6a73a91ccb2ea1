"""Every row of the table of views in the real window, while a network trains: not yet seen, shown, and hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage

from workbench.app import spin
from workbench.qt.trainer import State
from workbench.views.understanding.views import VIEWS, ViewRow

WAITING = {"runs", "step", "together"}
"""Views that a run under way does not change: it enters the table when it ends, and the others wait for a button."""


@pytest.fixture
def training(workbench: Any, qtbot: Any) -> Iterator[Any]:
    """The program in an endless run on pictures with labels, which every view has something to say about."""
    combo = workbench.window.findChild(object, "datasetCombo")
    combo.setCurrentIndex(combo.findData("digit-traits"))
    workbench.window.findChild(object, "epochsSpin").setValue(100_000)
    workbench.window.findChild(QAction, "trainAction").trigger()
    let_it_train(workbench, qtbot)
    yield workbench
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)


@pytest.fixture
def asked(training: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the views have asked the engine."""
    questions: list[Any] = []
    ask = training.trainer.ask

    def note_and_ask(question: Any) -> Any:
        questions.append(question)
        return ask(question)

    monkeypatch.setattr(training.trainer, "ask", note_and_ask)
    return questions


def let_it_train(bench: Any, qtbot: Any) -> None:
    epoch = bench.trainer.glimpse.epoch
    qtbot.waitUntil(lambda: bench.trainer.glimpse.epoch > epoch + 3, timeout=60_000)


def picture_of(dock: Any) -> QImage:
    return dock.widget().view.grab().toImage()


def look_at(row: ViewRow, bench: Any, qtbot: Any) -> None:
    dock = bench.window.docks[f"{row.name}Dock"]
    assert dock.widget().view is None, f"{row.title} costs nothing before anybody has looked at it"
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: dock.widget().view is not None)
    if row.name == "tryIt":
        qtbot.mouseClick(dock.widget().view.picture.pad, Qt.MouseButton.LeftButton)
    # Twice: the first change may be the first answer in place of none.
    for _ in range(0 if row.name in WAITING else 2):
        before = picture_of(dock)
        qtbot.waitUntil(lambda before=before: picture_of(dock) != before, timeout=30_000)


def test_each_follows_while_it_is_seen_and_asks_nothing_while_it_is_not(
    training: Any, asked: list[Any], qtbot: Any
) -> None:
    for row in VIEWS:
        look_at(row, training, qtbot)
        training.window.docks[f"{row.name}Dock"].toggleViewAction().trigger()
        # What was asked last may still be answered, which counts as nothing new.
        spin(0.1)
        asked.clear()
        let_it_train(training, qtbot)
        assert not asked, f"{row.title} asks the engine nothing while it is hidden"
    assert training.trainer.state is State.RUNNING
