"""In the real window the slider takes the bars back to an earlier step, and a new run begins there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from workbench.core.project import Project, checked, parse_layers
from workbench.qt.trainer import State

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
    assert window.loss_plot.here == moments[places[0]] == window.metric_plot.here
    qtbot.waitUntil(lambda: "all views show step" in window.status.trained.text())

    window.rewind.latest.click()
    qtbot.waitUntil(lambda: trainer.glimpse.rewound is None)
    np.testing.assert_array_equal(trainer.glimpse.logits, present)
    assert window.loss_plot.here is None

    slider.setValue(places[-1])
    qtbot.waitUntil(lambda: trainer.glimpse.rewound is not None)
    begun_at = trainer.glimpse.rewound
    window.rewind.go_on.click()
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
