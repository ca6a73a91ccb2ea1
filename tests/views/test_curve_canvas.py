"""The canvas hands pyqtgraph few points, and is zoomed and moved by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QWidget

from workbench.core.curve_points import CurvePoints
from workbench.qt.palette import theme_of
from workbench.views.curve import FEW_POINTS, Curve
from workbench.views.curve_canvas import CurveCanvas

CURVES = (
    Curve("thin", "training"),
    Curve("wide", "validation", width=2, line=Qt.PenStyle.DashLine, symbol="o"),
)
MANY = 100_000


@pytest.fixture
def canvas(qtbot) -> Iterator[CurveCanvas]:
    host = QWidget()
    qtbot.addWidget(host)
    widget = CurveCanvas(CURVES, {curve.name: CurvePoints() for curve in CURVES}, "value")
    widget.setParent(host)
    widget.resize(400, 240)
    with qtbot.waitExposed(host):
        host.show()
    widget.set_theme(theme_of(widget.palette()))
    widget.follow((0, 100), (0, 10))
    show(widget, "wide", np.arange(0, 101, 10), np.linspace(0, 10, 11))
    yield widget


def show(canvas: CurveCanvas, name: str, steps: np.ndarray, values: np.ndarray) -> None:
    canvas._points[name].clear()
    canvas._points[name].show(steps, values)
    canvas.draw_curves()


def place(canvas: CurveCanvas, step: float, value: float) -> QPoint:
    """Returns the pixel of a step and a value."""
    return canvas.mapFromScene(canvas.view.mapViewToScene(QPointF(step, value)))


def drawn(canvas: CurveCanvas, name: str) -> tuple[np.ndarray, np.ndarray]:
    return canvas._items[name].getData()


def wheel(canvas: CurveCanvas, position: QPoint, notches: int) -> None:
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        position.toPointF(),
        position.toPointF(),
        QPoint(),
        QPoint(0, 120 * notches),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    canvas.wheelEvent(event)


def test_a_curve_is_where_the_axes_say(canvas) -> None:
    middle, color = place(canvas, 50, 5), CURVES[1].color(theme_of(canvas.palette()))
    image = canvas.grab().toImage()
    around = [
        image.pixelColor(middle.x() + dx, middle.y() + dy) for dx in range(-4, 5) for dy in range(-4, 5)
    ]
    assert any(_near(pixel, color) for pixel in around)
    assert canvas.step_at(middle.toPointF()) == pytest.approx(50, abs=0.5)
    assert canvas.step_at(QPointF(1, 1)) is None


def _near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def test_only_curves_with_points_are_in_the_legend(canvas) -> None:
    assert [label.text for _, label in canvas.legend.items] == ["wide"]
    show(canvas, "thin", np.arange(3), np.ones(3))
    assert [label.text for _, label in canvas.legend.items] == ["thin", "wide"]


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize(
    "values",
    [np.full(50, np.nan), np.array([1.0]), np.array([1, np.nan, 2, np.inf, 0]), np.linspace(-1e30, 1e30, 9)],
    ids=["gaps only", "one point", "broken", "far outside"],
)
def test_awkward_curves_are_painted(canvas, values, logarithmic: bool) -> None:
    canvas.set_logarithmic(logarithmic, logarithmic)
    canvas.follow((0, 2), (0, 1))
    for curve in CURVES:
        show(canvas, curve.name, np.arange(1, len(values) + 1), values)
    assert not canvas.grab().isNull()


def test_a_new_theme_colours_the_legend_too(canvas) -> None:
    palette = canvas.palette()
    palette.setColor(palette.ColorRole.Base, QColor(20, 20, 20))
    palette.setColor(palette.ColorRole.Text, QColor(240, 240, 240))
    theme = theme_of(palette)
    canvas.set_theme(theme)
    ((_, label),) = canvas.legend.items
    assert theme.foreground.name() in label.item.toHtml()
    assert canvas.grab().toImage().pixelColor(1, 1) == theme.background


def test_a_gap_stays_a_gap(canvas) -> None:
    show(canvas, "thin", np.arange(4), np.array([1.0, np.nan, 2.0, 3.0]))
    assert np.array_equal(drawn(canvas, "thin")[1], [1, np.nan, 2, 3], equal_nan=True)
    assert canvas._items["thin"].opts["connect"] == "finite"


def test_many_points_are_few_on_the_screen_and_every_one_from_near(canvas) -> None:
    steps, values = np.arange(MANY), np.random.default_rng(0).random(MANY)
    canvas.follow((0, MANY), (0, 1))
    show(canvas, "thin", steps, values)
    assert len(drawn(canvas, "thin")[0]) < 2_000
    assert drawn(canvas, "thin")[1].max() == values.max()
    canvas.setRange(xRange=(5_000, 5_050), padding=0)
    canvas.draw_curves()
    seen_steps, seen = drawn(canvas, "thin")
    assert np.array_equal(seen_steps, steps[4_999:5_052])
    assert np.array_equal(seen, values[4_999:5_052])


def test_zooming_draws_the_curves_once_however_often_the_view_changes(canvas, qtbot, monkeypatch) -> None:
    drawings: list[str] = []
    monkeypatch.setattr(canvas, "_draw_curve", lambda curve: drawings.append(curve.name))
    for _ in range(5):
        wheel(canvas, canvas.viewport().rect().center(), 1)
    qtbot.waitUntil(lambda: drawings != [], timeout=2000)
    qtbot.wait(50)
    assert drawings == ["thin", "wide"]


def test_a_wide_line_with_symbols_is_for_few_points(canvas) -> None:
    options = canvas._items["wide"].opts
    assert (options["pen"].width(), options["symbol"]) == (2, "o")
    show(canvas, "wide", np.linspace(0, 100, MANY), np.random.default_rng(0).random(MANY))
    options = canvas._items["wide"].opts
    assert (options["pen"].width(), options["symbol"]) == (1, None)
    assert options["pen"].style() is Qt.PenStyle.DashLine


@pytest.mark.parametrize("points", [FEW_POINTS, FEW_POINTS + 1])
def test_every_pen_is_quick_to_draw_with(canvas, points: int) -> None:
    for curve in CURVES:
        pen = curve.pen(theme_of(canvas.palette()), points)
        assert pen.isCosmetic() and pen.color().alpha() == 255
        assert points <= FEW_POINTS or pen.width() == 1


def test_the_axes_are_painted_anew_when_the_range_is_another_alone(canvas, qtbot) -> None:
    canvas.grab()
    axis = canvas.getAxis("bottom")
    picture = axis.picture
    show(canvas, "wide", np.arange(0, 99, 3), np.linspace(0, 9, 33))
    canvas.follow((0, 100), (0, 10))
    qtbot.wait(20)
    assert axis.picture is picture is not None
    canvas.follow((0, 200), (0, 10))
    assert axis.picture is not picture


def test_the_wheel_zooms_and_beside_an_axis_along_it_alone(canvas) -> None:
    wheel(canvas, place(canvas, 50, 5), 1)
    (left, right), (low, high) = canvas.view.viewRange()
    assert right - left < 100 and high - low < 10
    wheel(canvas, QPoint(8, canvas.height() // 2), 1)
    now = canvas.view.viewRange()
    assert now[0] == [left, right] and now[1][1] - now[1][0] < high - low


def test_an_axis_that_was_zoomed_stays_while_the_other_follows(canvas) -> None:
    wheel(canvas, QPoint(8, canvas.height() // 2), 1)
    zoomed = canvas.view.viewRange()[1]
    canvas.follow((0, 200), (0, 20))
    assert canvas.view.viewRange() == [[0, 200], zoomed]
    canvas.show_all()
    canvas.follow((0, 200), (0, 20))
    assert canvas.view.viewRange() == [[0, 200], [0, 20]]


def test_another_kind_of_axis_follows_again(canvas, qtbot) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    canvas.set_logarithmic(True, False)
    canvas.follow((0, 2), (0, 10))
    assert canvas.view.viewRange() == [[0, 2], [0, 10]]
    assert canvas.step_range() == (1, 100)


def test_the_left_button_moves(canvas, qtbot) -> None:
    middle = place(canvas, 50, 5)
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    for way in (20, 40, 60):
        qtbot.mouseMove(canvas.viewport(), middle + QPoint(way, 0))
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    assert canvas.view.viewRange()[0][0] < 0


@pytest.mark.parametrize("key", ["Left", "Right", "Up", "Down", "Plus", "Minus"])
def test_keys_do_what_the_mouse_does(canvas, qtbot, key: str) -> None:
    before = canvas.view.viewRange()
    qtbot.keyClick(canvas, Qt.Key[f"Key_{key}"])
    after = canvas.view.viewRange()
    assert after != before
    canvas.follow((0, 100), (0, 10))
    assert canvas.view.viewRange() == after


@pytest.mark.parametrize("share", [0.5, 2])
@pytest.mark.parametrize("logarithmic", [False, True])
def test_zooming_ends_where_numbers_do(canvas, logarithmic: bool, share: float) -> None:
    canvas.set_logarithmic(logarithmic, logarithmic)
    canvas.follow((0.1, 2), (0.1, 1))
    for _ in range(600):
        canvas.view.scaleBy((share, share))
    canvas.draw_curves()
    assert not canvas.grab().isNull()


def test_home_and_a_double_click_ask_for_everything(canvas, qtbot) -> None:
    for act in (
        lambda: qtbot.keyClick(canvas, Qt.Key.Key_Home),
        lambda: qtbot.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton),
    ):
        with qtbot.waitSignal(canvas.fit_wanted, timeout=1000):
            act()
