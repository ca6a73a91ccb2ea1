"""The metric plot shows the picked score of both parts of the data."""

import numpy as np
import pytest

from workbench.views.loss_plot import demo_history
from workbench.views.metric_plot import MetricPlot

# The screenless platform of Qt says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def plot(qtbot):
    widget = MetricPlot()
    qtbot.addWidget(widget)
    widget.resize(480, 300)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.set_metrics(("accuracy", "loss"))
    widget.set_history(demo_history())
    widget.refresh()
    return widget


def test_begins_with_the_headline(plot):
    assert plot.combo.objectName() == "metricCombo"
    assert plot.metric_name == "accuracy"
    assert np.array_equal(plot.points["validation"].values, demo_history().column("val_accuracy")[1])
    low, high = plot.canvas.view.viewRange()[1]
    assert low <= 0 and 1 <= high < 1.2


def test_another_score_is_drawn_when_picked(plot):
    plot.combo.setCurrentIndex(1)
    assert np.array_equal(plot.points["training"].values, demo_history().column("loss")[1])


def test_keeps_the_score_when_it_is_still_offered(plot):
    plot.combo.setCurrentIndex(1)
    plot.set_metrics(("macro_f1", "loss"))
    assert plot.metric_name == "loss"
    plot.set_metrics(("macro_f1",))
    assert plot.metric_name == "macro_f1"
    plot.set_metrics(())
    assert plot.metric_name == ""


def test_baseline_belongs_to_its_score(plot):
    plot.set_baselines({"val_accuracy": 0.25})
    line = plot.canvas.lines.level
    assert line.isVisible() and line.value() == 0.25
    assert line.label.toPlainText() == "guessing reaches 0.25"
    plot.log_y.setChecked(True)
    assert line.value() == pytest.approx(np.log10(0.25))
    plot.grab()
    plot.combo.setCurrentIndex(1)
    assert not line.isVisible()


def test_grows_with_the_history(plot):
    plot._history.end_epoch({"accuracy": 0.5, "val_accuracy": 0.4})
    plot.refresh()
    assert plot.points["validation"].values[-1] == 0.4
    assert plot.place(1800).startswith("epoch 4")
