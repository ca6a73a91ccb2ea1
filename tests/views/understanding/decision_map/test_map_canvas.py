"""The map is read with the pointer or the keyboard, and drawn with its hatch and its examples."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from map_examples import slopes
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from workbench.qt.palette import theme_of
from workbench.views.understanding.decision_map.map_canvas import MapCanvas
from workbench.views.understanding.decision_map.map_drawing import ALL, drawing_of


@pytest.fixture
def canvas(qtbot: Any) -> MapCanvas:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 340)
    canvas.show_plane(("x", "y"), ((0, 10), (-1, 1)))
    canvas.show()
    return canvas


def test_the_pointer_reads_the_point_beneath_it(canvas: MapCanvas, qtbot: Any) -> None:
    read: list[Any] = []
    canvas.pointed.connect(read.append)
    qtbot.mouseMove(canvas, canvas.place_of((2.5, 0.5)).toPoint())
    assert read[-1] == pytest.approx((2.5, 0.5), abs=0.05)
    qtbot.mouseMove(canvas, canvas.rect().bottomLeft())
    assert read[-1] is None


def test_arrow_keys_walk_and_stay_on_the_map(canvas: MapCanvas, qtbot: Any) -> None:
    read: list[Any] = []
    canvas.pointed.connect(read.append)
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert read[-1] == pytest.approx((5, 0.04))
    for _ in range(60):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert read[-1] == pytest.approx((10, 0.04))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert read[-1] is None


def test_nobodys_places_are_hatched(canvas: MapCanvas) -> None:
    canvas.show_drawing(drawing_of(slopes("sigmoid"), ALL, True, theme_of(canvas.palette())))
    picture, middle = canvas.grab().toImage(), canvas.place_of((5, 0.8)).toPoint()
    seen = {picture.pixelColor(middle.x() + x, middle.y()).name() for x in range(12)}
    assert theme_of(canvas.palette()).background.name() in seen and len(seen) > 1


def test_examples_are_drawn_and_each_part_can_be_hidden(canvas: MapCanvas) -> None:
    empty = canvas.grab().toImage()
    canvas.show_examples(np.array([[3.0, 0.0], [7.0, 0.0]]), [(0,), ()], checking_from=1)
    both = canvas.grab().toImage()
    canvas.show_parts(training=True, validation=False)
    training = canvas.grab().toImage()
    left, right = (canvas.place_of((x, 0)).toPoint() for x in (3, 7))
    assert both.pixelColor(left) == training.pixelColor(left) != empty.pixelColor(left)
    assert both != training
    canvas.show_parts(training=False, validation=False)
    assert canvas.grab().toImage() == empty


def test_without_a_map_it_says_why(canvas: MapCanvas) -> None:
    canvas.show_drawing(None, "Train first.")
    assert canvas.accessibleDescription() == "Train first."


def test_a_new_theme_is_told(canvas: MapCanvas, qtbot: Any) -> None:
    with qtbot.waitSignal(canvas.theme_changed):
        canvas.setPalette(QPalette(QColor("#333333"), QColor("#222222")))


def test_a_click_on_an_example_chooses_it(canvas: MapCanvas, qtbot: Any) -> None:
    chosen: list[int] = []
    canvas.chosen.connect(chosen.append)
    canvas.show_examples(np.array([[2, 0], [8, 0.5], [5, -0.5]]), [(0,), (1,), (0,)], 2)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(canvas, left, pos=canvas.place_of((8, 0.5)).toPoint())
    qtbot.mouseClick(canvas, left, pos=canvas.place_of((5, -0.5)).toPoint())
    assert chosen == [1, 2]
    qtbot.mouseClick(canvas, left, pos=canvas.place_of((5, 0.8)).toPoint())
    canvas.show_parts(False, True)
    qtbot.mouseClick(canvas, left, pos=canvas.place_of((8, 0.5)).toPoint())
    assert chosen == [1, 2]


def test_enter_chooses_the_example_beside_the_place_that_is_read(canvas: MapCanvas, qtbot: Any) -> None:
    chosen: list[int] = []
    canvas.chosen.connect(chosen.append)
    canvas.show_examples(np.array([[0, 0], [5, 0]]), [(0,), (1,)], 2)
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen == [1]
