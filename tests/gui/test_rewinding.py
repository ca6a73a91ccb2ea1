"""In the real window the slider takes the bars back to an earlier step, and a new run begins there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton

from workbench.core.project import DataChoice, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.layer_text import parse_layers
from workbench.qt.trainer import State
from workbench.views.rewind.go_on_question import GoOnQuestion

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PATIENCE = 30_000
"""Milliseconds, on a machine that has other things to do."""


def test_every_view_goes_back_and_training_goes_on_from_there(workbench: Any, qtbot: Any) -> None:
    trainer, window = workbench.trainer, workbench.window
    workbench.document.start(checked(Project(layers=parse_layers("16:relu"))))
    window.resize(1280, 800)
    action = window.actions_by_name["epochAction"]
    live: dict[int, np.ndarray] = {}
    for epoch in (1, 2, 3):
        qtbot.waitUntil(action.isEnabled, timeout=PATIENCE)
        action.trigger()
        qtbot.waitUntil(lambda epoch=epoch: trainer.glimpse.epoch == epoch, timeout=PATIENCE)
        qtbot.waitUntil(lambda: trainer.state is State.PAUSED, timeout=PATIENCE)
        live[len(trainer.history)] = trainer.glimpse.logits
    qtbot.waitUntil(lambda: window.rewind.slider.maximum() == len(trainer.glimpse.moments) - 1)
    present, slider = trainer.glimpse.logits, window.rewind.slider
    moments = trainer.glimpse.moments
    places = [moments.index(step) for step in list(live)[:-1]]
    assert slider.isEnabled()
    for place in reversed(places):
        slider.setValue(place)
        qtbot.waitUntil(lambda place=place: trainer.glimpse.rewound == moments[place])
        np.testing.assert_array_equal(trainer.glimpse.logits, live[moments[place]])
    qtbot.waitUntil(lambda: window.loss_plot.here == moments[places[0]] == window.metric_plot.here)
    qtbot.waitUntil(lambda: "all views show step" in window.status.trained.text())

    window.rewind.latest.click()
    qtbot.waitUntil(lambda: trainer.glimpse.rewound is None)
    np.testing.assert_array_equal(trainer.glimpse.logits, present)
    qtbot.waitUntil(lambda: window.loss_plot.here is None)

    slider.setValue(places[-1])
    qtbot.waitUntil(lambda: trainer.glimpse.rewound is not None)
    begun_at = trainer.glimpse.rewound
    window.rewind.go_on.click()
    question = window.findChild(GoOnQuestion)
    later = len(trainer.history) - begun_at
    assert f"step {begun_at:,}" in question.text() and f"{later:,} steps" in question.text()
    question.findChild(QPushButton, "goOnCancel").click()
    assert trainer.glimpse.rewound == begun_at and trainer.state is not State.RUNNING
    qtbot.waitUntil(lambda: window.findChild(GoOnQuestion) is None)
    window.rewind.go_on.click()
    window.findChild(QPushButton, "goOnNow").click()
    qtbot.waitUntil(lambda: trainer.history.marks == [(begun_at, "went on from here")])
    qtbot.waitUntil(lambda: len(trainer.history) > begun_at + 45)
    assert trainer.glimpse.rewound is None and trainer.state is State.RUNNING
    trainer.stop()
    qtbot.waitUntil(lambda: trainer.state is State.IDLE)


def test_a_run_that_no_longer_fits_is_not_gone_on_from(workbench: Any, qtbot: Any) -> None:
    trainer, window, document = workbench.trainer, workbench.window, workbench.document
    document.start(checked(Project(layers=parse_layers("4"))))
    window.actions_by_name["epochAction"].trigger()
    qtbot.waitUntil(lambda: trainer.glimpse.epoch == 1, timeout=PATIENCE)
    trainer.stop()
    qtbot.waitUntil(lambda: trainer.state is State.IDLE)
    document.edit("More units", checked(Project(layers=parse_layers("5"))))
    steps = len(trainer.history)
    window.rewind.go_on_wanted.emit(0)
    assert "go on from here" in window.message.text() and trainer.state is State.IDLE
    assert len(trainer.history) == steps


def test_runs_are_kept_with_the_project_also_one_that_reset_ends(
    workbench: Any, qtbot: Any, tmp_path: Path
) -> None:
    trainer, document, files = workbench.trainer, workbench.document, workbench.window.files
    project = checked(
        Project(DataChoice("iris"), parse_layers("4"), training=Training(epochs=3, pace="full"))
    )
    document.start(project)
    assert not files.modified
    dock = workbench.window.docks["runsDock"]
    dock.show()
    dock.raise_()
    qtbot.waitUntil(lambda: dock.widget().view is not None)
    view = dock.widget().view
    qtbot.waitUntil(view.empty.isVisible)
    workbench.window.actions_by_name["trainAction"].trigger()
    qtbot.waitUntil(lambda: len(document.runs.records) == 1, timeout=PATIENCE)
    (run,) = document.runs.records
    assert (run.name, run.epochs, run.steps, run.ended) == ("Run 1", 3, 12, "Finished.")
    assert view.table.figures.rowCount() == 1 and list(view.chart.points) == ["Run 1"]
    dock.hide()
    np.testing.assert_array_equal(run.curves.scores["val_loss"], trainer.history.column("val_loss")[1])
    qtbot.waitUntil(lambda: trainer.state is State.IDLE)
    workbench.window.actions_by_name["resetAction"].trigger()
    qtbot.waitUntil(lambda: trainer.glimpse.trained is None)
    assert files.modified, "the run is in no file yet"
    path = tmp_path / "runs.workbench"
    assert files.save_path(path) and not files.modified
    workbench.window.actions_by_name["stepAction"].trigger()
    qtbot.waitUntil(lambda: len(trainer.history) == 1, timeout=PATIENCE)
    trainer.saved_version = 1
    files.open_path(path)
    qtbot.waitUntil(lambda: trainer.state is State.IDLE, timeout=PATIENCE)
    trainer.pull()
    assert [run.name for run in document.runs.records] == ["Run 1"], (
        "the step belongs to what was there before"
    )
