"""The loss plot shows the history as it is, also when it is long."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPalette

from workbench.core.history import History
from workbench.views.loss_plot import LossPlot, chance_segments, demo_history

# The screenless platform of Qt says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def plot(qtbot):
    widget = LossPlot()
    qtbot.addWidget(widget)
    widget.resize(480, 300)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_curves_equal_the_history(plot):
    history = demo_history()
    plot.set_history(history, "sparse_categorical_crossentropy")
    each = plot.items["each step"]
    assert np.array_equal(each.xData, history.steps)
    assert np.array_equal(each.yData, history.loss)
    for curve, name in (("training", "loss"), ("validation", "val_loss")):
        steps, values = history.column(name)
        assert np.array_equal(plot.items[curve].xData, steps)
        assert np.array_equal(plot.items[curve].yData, values)


def test_an_empty_plot_says_what_to_do(plot):
    assert plot.empty.isVisible() and "Press Train" in plot.empty.text()
    plot.set_history(demo_history(), "loss")
    assert not plot.empty.isVisible()
    plot.set_history(History(), "loss")
    assert plot.empty.isVisible()
    assert plot.last_step() == 0


def test_refresh_draws_only_what_is_new_and_seen(plot, monkeypatch):
    plot.set_history(demo_history(), "loss")
    drawn = []
    monkeypatch.setattr(plot, "draw", lambda: drawn.append(1))
    plot.refresh()
    assert drawn == []
    plot.hide()
    plot._history.append(np.ones(3, np.float32))
    plot.refresh()
    assert drawn == []
    plot.show()
    assert drawn == [1]


def test_a_million_points(plot):
    history = History()
    history.append(np.linspace(3, 1, 1_000_000, dtype=np.float32))
    plot.set_history(history, "loss")
    assert len(plot.items["each step"].xData) == 1_000_000
    plot.grab()
    shown, _ = plot.items["each step"].getData()
    assert len(shown) < 20_000


def test_values_at_a_step(plot):
    history = demo_history()
    plot.set_history(history, "loss")
    values = plot.values_at(100)
    assert values["each step"] == pytest.approx(float(history.loss[99]))
    assert values["validation"] == history.epochs[1]["val_loss"]
    assert (values["chance"], plot.values_at(1000)["chance"]) == (2.303, 0.325)
    assert plot.place(45) == "step 45, epoch 1"
    assert plot.place(46) == "step 46, epoch 2"


@pytest.mark.parametrize("logarithmic", [False, True])
def test_the_pointer_reads_values(plot, logarithmic):
    plot.set_history(demo_history(), "loss")
    plot.log_x.setChecked(logarithmic)
    plot.grab()
    centre = plot.plot.getViewBox().sceneBoundingRect().center()
    plot.point_at(centre)
    assert plot.hairline.isVisible()
    assert plot._pointer != plot.last_step()
    assert f"each step {plot.values_at(plot._pointer)['each step']:.3g}" in plot.readout.text()
    plot.point_at(QPointF(-1, -1))
    assert not plot.hairline.isVisible()
    assert plot.where.text() == plot.place(1800)


def test_chance_lines_end_where_the_next_begins():
    steps, values = chance_segments([(0, 2.3), (100, 0.5)], 300)
    assert steps.tolist() == [1, 100, 100, 100, 300, 300]
    assert np.array_equal(values, [2.3, 2.3, np.nan, 0.5, 0.5, np.nan], equal_nan=True)


def test_marks_follow_the_logarithmic_axis(plot):
    plot.set_history(demo_history(), "loss")
    (line, step) = plot._marks[0]
    assert (line.value(), line.label.format) == (900, "softmax → sigmoid")
    plot.log_x.setChecked(True)
    assert line.value() == pytest.approx(np.log10(step))


def test_saves_a_table(plot, tmp_path):
    history = demo_history()
    plot.set_history(history, "loss")
    plot.save(tmp_path / "loss.csv")
    with (tmp_path / "loss.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    each = [row for row in rows if row["curve"] == "each step"]
    assert np.allclose([float(row["value"]) for row in each], history.loss)
    assert [int(row["step"]) for row in each] == history.steps.tolist()
    assert {row["curve"] for row in rows} == {"each step", "training", "validation", "chance"}


@pytest.mark.parametrize("logarithmic", [False, True])
def test_saves_pictures(plot, tmp_path, logarithmic):
    history = demo_history()
    history.epochs, history.epoch_steps = [], []
    plot.set_history(history, "loss")
    plot.log_y.setChecked(logarithmic)
    plot.save(tmp_path / "loss.png")
    plot.save(tmp_path / "loss.svg")
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "loss.svg").read_text(encoding="utf-8")


def test_takes_the_colours_of_a_dark_palette(plot):
    palette = QPalette(QColor(40, 40, 40))
    palette.setColor(QPalette.ColorRole.Base, QColor(20, 20, 20))
    palette.setColor(QPalette.ColorRole.Text, QColor(240, 240, 240))
    plot.setPalette(palette)
    assert plot.theme.is_dark
    assert plot.plot.backgroundBrush().color() == QColor(20, 20, 20)


def test_the_latest_values_are_shown_in_the_end(plot, qtbot):
    history = demo_history()
    plot.set_history(history, "loss")
    history.append(np.array([0.5], np.float32))
    plot.refresh()
    assert "each step 0.5 " not in plot.readout.text()
    qtbot.waitUntil(lambda: "each step 0.5 " in plot.readout.text(), timeout=2000)
    assert plot.accessibleDescription().startswith("step 1,801, epoch 41: each step 0.5")
