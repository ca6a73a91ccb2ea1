"""The words about the run change when the run does, and only then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QMainWindow, QToolBar

from workbench.qt.document import Document
from workbench.qt.trainer import State
from workbench.views.run_status import RunStatus


@dataclass(frozen=True)
class Seen:
    """What the words are made of."""

    version: int = 1
    trained: object = None
    epoch: int = 0
    target_epoch: int = 0
    progress: float = 0.0
    seconds_left: float | None = None
    microseconds_per_step: float = 0.0
    device: str = ""
    rewound: int | None = None


TRAINED = Seen(2, "a project", 12, 50, 0.24, 3.2, 33.4, "CPU, XLA")


@pytest.fixture
def status(qtbot) -> RunStatus:
    window = QMainWindow()
    qtbot.addWidget(window)
    trainer = SimpleNamespace(glimpse=Seen(), state=State.IDLE, edited_since=lambda project: False)
    status = RunStatus(window, QToolBar(window), Document(window), trainer)
    yield status
    status.close()


def test_before_training(status) -> None:
    status.refresh()
    assert status.progress_text.text() == "not trained yet"
    assert (status.trained.text(), status.device.text()) == ("", "")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.RUNNING, "epoch 12 of 50, 3 s left"),
        (State.PAUSED, "epoch 12 of 50, paused"),
        (State.IDLE, "epoch 12 of 50"),
    ],
)
def test_while_training(status, state: State, words: str) -> None:
    status._trainer.glimpse, status._trainer.state = TRAINED, state
    status.refresh()
    assert status.progress_text.text() == words
    assert status.progress.value() == 240
    assert status.device.text() == "CPU, XLA, 33 µs a step"


def test_a_model_that_was_opened_is_told_from_one_trained_here(status) -> None:
    status._trainer.glimpse = Seen(2, "a project")
    status.refresh()
    assert status.progress_text.text() == "not trained here yet"
    assert status.trained.text() == "weights as opened"


def test_edits_since_the_run_began_are_told(status) -> None:
    status._trainer.glimpse = TRAINED
    status._trainer.edited_since = lambda project: True
    status.refresh()
    assert status.trained.text() == "trained 12 epochs; edited since this run began"


def test_nothing_is_set_while_nothing_is_new(status, monkeypatch) -> None:
    status.refresh()
    monkeypatch.setattr(status.progress, "setValue", lambda value: pytest.fail("was set"))
    status.refresh()
    monkeypatch.undo()
    status._trainer.glimpse = replace(TRAINED, version=3)
    status.refresh()
    assert status.progress.value() == 240
