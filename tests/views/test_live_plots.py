"""The plots are drawn in turn, show the same run, and both are up to date in the end."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from workbench.core.history import History
from workbench.engine.glimpse import Glimpse
from workbench.qt.document import Document
from workbench.views.live_plots import LivePlots
from workbench.views.loss_plot import LossPlot, demo_history
from workbench.views.metric_plot import MetricPlot

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class MadeUpTrainer(QObject):
    """Has a history, and tells when there is more of it."""

    updated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        self.glimpse = Glimpse()


@pytest.fixture
def live(qtbot) -> LivePlots:
    loss, metric, trainer, document = LossPlot(), MetricPlot(), MadeUpTrainer(), Document()
    for plot in (loss, metric):
        qtbot.addWidget(plot)
        with qtbot.waitExposed(plot):
            plot.show()
    yield LivePlots(loss, metric, document, trainer)


def test_both_follow_the_run(live, qtbot) -> None:
    trainer = live._trainer
    trainer.history = demo_history()
    trainer.updated.emit()
    for _ in range(5):
        trainer.history.append(np.ones(45, np.float32))
        trainer.history.end_epoch({"loss": 1.0, "sparse_categorical_accuracy": 0.5})
        trainer.updated.emit()
    epochs = [2025]
    qtbot.waitUntil(lambda: live._loss.last_step() == 2025, timeout=1000)
    metric = live._metric.points["training"]
    qtbot.waitUntil(lambda: metric.steps[-1:].tolist() == epochs, timeout=1000)


def test_the_metrics_of_the_head_are_offered(live) -> None:
    assert live._metric.metric_name == "sparse_categorical_accuracy"
    assert live._metric.combo.count() > 1


def test_a_hidden_plot_takes_no_turn(live) -> None:
    live._metric.hide()
    live._trainer.updated.emit()
    assert live._metric not in live._due


def test_both_have_a_line_at_the_step_that_is_shown(live) -> None:
    live._trainer.glimpse = Glimpse(rewound=30)
    live._trainer.updated.emit()
    assert live._loss.here == live._metric.here == 30
    live._trainer.glimpse = Glimpse()
    live._trainer.updated.emit()
    assert live._loss.here is None
