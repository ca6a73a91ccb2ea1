"""What a network says is painted in the colours of the classes, above up and right to the right."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from workbench.qt.palette import class_color, mixed
from workbench.views.painting.answer_image import SIDE, STRENGTH, answer_image, canvas_places

WHITE = QColor("white")


def test_the_places_run_from_the_top_left_to_the_bottom_right() -> None:
    places = canvas_places()
    edge = 1 - 1 / SIDE
    assert places[0] == pytest.approx((-edge, edge))
    assert places[SIDE - 1] == pytest.approx((edge, edge))
    assert places[-1] == pytest.approx((edge, -edge))


def test_each_place_has_the_colour_of_its_class() -> None:
    above = canvas_places()[:, 1] > 0
    image = answer_image(np.stack([above, ~above], axis=1).astype(np.float32), WHITE)
    assert image.pixelColor(5, 0) == mixed(WHITE, class_color(0), STRENGTH)
    assert image.pixelColor(5, SIDE - 1) == mixed(WHITE, class_color(1), STRENGTH)


def test_labels_that_do_not_hold_leave_the_background_and_two_that_hold_share() -> None:
    nothing, both = np.zeros((SIDE**2, 2)), np.ones((SIDE**2, 2))
    assert answer_image(nothing, WHITE).pixelColor(0, 0) == WHITE
    half = mixed(class_color(0), class_color(1), 0.5)
    found, wanted = answer_image(both, WHITE).pixelColor(0, 0), mixed(WHITE, half, STRENGTH)
    assert np.abs(np.subtract(found.getRgb(), wanted.getRgb())).max() <= 1
