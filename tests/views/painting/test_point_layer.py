"""A stroke only adds to the picture of the points, which is then the same as one drawn anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPalette

from workbench.core.painted_data import PaintedData
from workbench.core.painted_edits import with_points, without_points_near
from workbench.qt.palette import Theme, class_color, theme_of
from workbench.views.painting.point_layer import PointLayer

SIZE = QSize(100, 100)
TWO = PaintedData(("A", "B"), False, ((-0.5, 0.5), (0.5, -0.5)), (0, 1))
SETS = PaintedData(("A", "B"), True, ((-0.5, 0.5), (0.5, -0.5), (0.0, 0.0)), (0b01, 0b11, 0b00))


@pytest.fixture
def theme(qapp) -> Theme:
    return theme_of(QPalette(QColor("#eeeeee")))


def drawn(layer: PointLayer, painted: PaintedData, theme: Theme) -> QImage:
    return layer.picture(painted, SIZE, theme, 1.0).toImage()


def test_each_point_lies_where_it_was_painted_in_the_colour_of_its_class(theme: Theme) -> None:
    image = drawn(PointLayer(), TWO, theme)
    assert image.pixelColor(25, 25) == class_color(0)
    assert image.pixelColor(75, 75) == class_color(1)
    assert image.pixelColor(50, 50).alpha() == 0


def test_a_point_without_a_label_is_a_ring(theme: Theme) -> None:
    image = drawn(PointLayer(), SETS, theme)
    assert image.pixelColor(50, 50).alpha() == 0
    assert any(image.pixelColor(x, 50).alpha() > 0 for x in range(44, 50))


@pytest.mark.parametrize(
    "change",
    [
        lambda painted: with_points(painted, [(0.1, 0.1), (0.9, 0.9)], 1),
        lambda painted: without_points_near(painted, (-0.5, 0.5), 0.2),
        lambda painted: PaintedData(painted.class_names, painted.several, painted.points, (1,) * 2),
        lambda painted: painted,
    ],
)
def test_after_every_change_the_picture_is_that_of_the_points_there_are(change, theme: Theme) -> None:
    layer = PointLayer()
    drawn(layer, TWO, theme)
    assert drawn(layer, change(TWO), theme) == drawn(PointLayer(), change(TWO), theme)


def test_another_size_is_drawn_anew(theme: Theme) -> None:
    layer = PointLayer()
    drawn(layer, TWO, theme)
    image = layer.picture(TWO, QSize(200, 200), theme, 1.0).toImage()
    assert image.pixelColor(50, 50) == class_color(0)
