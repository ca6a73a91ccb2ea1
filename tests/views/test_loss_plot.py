"""The loss plot shows the history as it is, also when it is long."""

import csv
import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPicture

from workbench.core.history import History
from workbench.views.loss_plot import CURVES, SHOWN, LossPlot, chance_segments, demo_history

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
    plot.refresh()
    each = plot.points["each step"]
    assert np.array_equal(each.steps, history.steps)
    assert np.array_equal(each.values, history.loss)
    for curve, name in (("training", "loss"), ("validation", "val_loss")):
        steps, values = history.column(name)
        assert np.array_equal(plot.points[curve].steps, steps)
        assert np.array_equal(plot.points[curve].values, values)


def experiment_history(climbs: bool) -> History:
    history = History()
    for epoch in range(10):
        level = float(12 + epoch if climbs else 12 - epoch)
        history.append(np.full(3, level, np.float32))
        history.end_epoch({"loss": level, "val_loss": level, "shown_loss": 9.0, "val_shown_loss": 8.0})
    return history


def test_an_experiment_shows_the_loss_of_what_is_on_the_screen(plot, qtbot):
    plot.set_history(experiment_history(climbs=True), "categorical_crossentropy")
    plot.refresh()
    assert plot.points[SHOWN].values.tolist() == [8.0] * 10
    assert SHOWN == "loss of the shown probabilities" and SHOWN in plot.canvas.shown_curves()
    pens = {curve.name: curve.line for curve in CURVES}
    assert list(pens.values()).count(pens[SHOWN]) == 1
    qtbot.waitUntil(lambda: "shown 8" in plot.readout.text(), timeout=2000)
    plot.set_history(demo_history(), "loss")
    plot.refresh()
    assert SHOWN not in plot.canvas.shown_curves()


def test_the_legend_makes_room_for_a_loss_that_climbs(plot):
    left, right = Qt.Corner.TopLeftCorner, Qt.Corner.TopRightCorner
    for history, corner in (
        (experiment_history(climbs=False), right),
        (experiment_history(climbs=True), left),
        (demo_history(), right),
    ):
        plot.set_history(history, "loss")
        plot.refresh()
        assert plot.legend_corner() == corner
        middle = plot.canvas.legend.sceneBoundingRect().center().x()
        assert (middle < plot.canvas.sceneRect().center().x()) == (corner == left)


def test_an_empty_plot_says_what_to_do(plot):
    assert plot.empty.isVisible() and "Press Train" in plot.empty.text()
    plot.set_history(demo_history(), "loss")
    plot.refresh()
    assert not plot.empty.isVisible()
    plot.set_history(History(), "loss")
    plot.refresh()
    assert plot.empty.isVisible()
    assert plot.last_step() == 0


def test_refresh_draws_only_what_is_new_and_seen(plot, monkeypatch):
    plot.set_history(demo_history(), "loss")
    plot.refresh()
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


def shown(plot):
    """Returns the first and the last step that are seen."""
    return plot.canvas.step_range()


def test_a_million_points_are_drawn_with_few(plot):
    history = History()
    history.append(np.linspace(3, 1, 1_000_000, dtype=np.float32))
    plot.set_history(history, "loss")
    plot.refresh()
    plot.grab()
    assert len(plot.points["each step"]) == 1_000_000
    first, last = shown(plot)
    assert first <= 1 and last >= 1_000_000
    assert len(plot.canvas._items["each step"].xData) < 2_000
    assert plot.values_at(1_000_000) == {"each step": 1.0}


def test_the_axes_follow_a_run_and_stay_where_a_person_moved_them(plot, qtbot):
    history = demo_history()
    plot.set_history(history, "loss")
    plot.refresh()
    first = shown(plot)
    history.append(np.ones(2000, np.float32))
    plot.refresh()
    assert shown(plot)[1] > 3800 > first[1]
    qtbot.keyClick(plot.canvas, Qt.Key.Key_Plus)
    zoomed = shown(plot)
    history.append(np.ones(2000, np.float32))
    plot.refresh()
    assert shown(plot) == zoomed
    plot.fit.click()
    assert shown(plot)[1] > 5800


def test_the_canvas_is_made_when_there_is_something_to_draw(plot):
    assert plot._canvas is None
    plot.set_history(demo_history(), "loss")
    plot.refresh()
    assert plot._canvas is plot.canvas is plot.make_canvas()


def test_an_empty_plot_looks_the_same_before_there_is_a_canvas(plot):
    before = plot.grab().toImage()
    corner = plot.empty.geometry().topLeft()
    assert before.pixelColor(corner) == plot.theme.background
    plot.make_canvas()
    assert plot.empty.isVisible()
    assert plot.grab().toImage().pixelColor(corner) == plot.theme.background


def test_values_at_a_step(plot):
    history = demo_history()
    plot.set_history(history, "loss")
    plot.refresh()
    values = plot.values_at(100)
    assert values["each step"] == pytest.approx(float(history.loss[99]))
    assert values["validation"] == history.epochs[1]["val_loss"]
    assert (values["chance"], plot.values_at(1000)["chance"]) == (2.303, 0.325)
    assert plot.place(45) == "step 45, epoch 1"
    assert plot.place(46) == "step 46, epoch 2"


@pytest.mark.parametrize("logarithmic", [False, True])
def test_the_pointer_reads_values(plot, qtbot, logarithmic):
    plot.set_history(demo_history(), "loss")
    plot.refresh()
    plot.log_x.setChecked(logarithmic)
    centre = plot.canvas.mapFromScene(plot.canvas.view.sceneBoundingRect().center())
    for way in (5, 0):
        qtbot.mouseMove(plot.canvas.viewport(), centre - QPoint(way, 0))
    qtbot.waitUntil(plot.canvas.lines.hairline.isVisible, timeout=2000)
    place = plot.canvas.lines.hairline.value()
    step = 10**place if logarithmic else place
    assert 1 < step < plot.last_step()
    words = f"each step {plot.values_at(step)['each step']:.3g}"
    qtbot.waitUntil(lambda: words in plot.readout.text(), timeout=2000)
    plot.canvas.pointed.emit(None)
    assert not plot.canvas.lines.hairline.isVisible()
    qtbot.waitUntil(lambda: plot.where.text() == plot.place(1800), timeout=2000)


def test_chance_lines_end_where_the_next_begins():
    steps, values = chance_segments([(0, 2.3), (100, 0.5)], 300)
    assert steps.tolist() == [1, 100, 100, 100, 300, 300]
    assert np.array_equal(values, [2.3, 2.3, np.nan, 0.5, 0.5, np.nan], equal_nan=True)


def test_marks_follow_the_logarithmic_axis(plot):
    plot.set_history(demo_history(), "loss")
    plot.refresh()
    assert plot.marks == ((900, "softmax → sigmoid"),)
    (line,) = plot.canvas.lines.marks
    assert line.value() == 900 and line.label.toPlainText() == "softmax → sigmoid"
    plot.log_x.setChecked(True)
    assert line.value() == pytest.approx(np.log10(900))
    plot.grab()


def test_saves_a_table(plot, tmp_path):
    history = demo_history()
    plot.set_history(history, "loss")
    plot.refresh()
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
    plot.refresh()
    plot.log_y.setChecked(logarithmic)
    plot.save(tmp_path / "loss.png")
    plot.save(tmp_path / "loss.svg")
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "loss.svg").read_text(encoding="utf-8")


def test_a_drawing_has_no_pixels_of_the_screen_in_it(plot, tmp_path):
    plot.set_history(demo_history(), "loss")
    plot.refresh()
    plot.canvas.lines.show_hairline(900)
    plot.save(tmp_path / "loss.svg")
    assert "<image" not in (tmp_path / "loss.svg").read_text(encoding="utf-8")
    assert plot.canvas.lines.hairline.isVisible()


def test_takes_the_colours_of_a_dark_palette(plot):
    palette = QPalette(QColor(40, 40, 40))
    palette.setColor(QPalette.ColorRole.Base, QColor(20, 20, 20))
    palette.setColor(QPalette.ColorRole.Text, QColor(240, 240, 240))
    plot.setPalette(palette)
    assert plot.theme.is_dark
    assert plot.canvas.grab().toImage().pixelColor(1, 1) == QColor(20, 20, 20)


def test_the_latest_values_are_shown_in_the_end(plot, qtbot):
    history = demo_history()
    plot.set_history(history, "loss")
    plot.refresh()
    history.append(np.array([0.5], np.float32))
    plot.refresh()
    assert "each step 0.5 " not in plot.readout.text()
    qtbot.waitUntil(lambda: "each step 0.5 " in plot.readout.text(), timeout=2000)
    assert plot.accessibleDescription().startswith("step 1,801, epoch 41: each step 0.5")


def numbers_at(axis):
    """Returns the rectangles of the numbers that an axis paints."""
    picture = QPicture()
    painter = QPainter(picture)
    try:
        _, _, numbers = axis.generateDrawSpecs(painter)
    finally:
        painter.end()
    return [rectangle for rectangle, _, _ in numbers]


@pytest.mark.parametrize("size", [(480, 300), (640, 280), (1280, 700)])
@pytest.mark.parametrize("logarithmic", [(False, False), (True, False), (False, True), (True, True)])
def test_numbers_at_the_axes_do_not_cover_each_other(plot, qtbot, size, logarithmic):
    plot.set_history(demo_history(), "loss")
    plot.log_x.setChecked(logarithmic[0])
    plot.log_y.setChecked(logarithmic[1])
    plot.resize(*size)
    plot.refresh()
    qtbot.wait(20)
    for name in ("bottom", "left"):
        numbers = numbers_at(plot.canvas.getAxis(name))
        assert len(numbers) >= 2
        assert not any(one.intersects(other) for one, other in itertools.combinations(numbers, 2))
