"""At first sight: one colour a place under softmax; darker overlaps and clear places under sigmoid."""

from __future__ import annotations

import pytest
from map_examples import slopes
from PySide6.QtGui import QColor, QPalette

from workbench.qt.palette import class_color, theme_of
from workbench.views.understanding.decision_map.map_image import label_image, territory_image

LIGHT = theme_of(QPalette(QColor("#eeeeee"), QColor("#dddddd")))
DARK = theme_of(QPalette(QColor("#333333"), QColor("#222222")))
LEFT, RIGHT, BELOW, ABOVE = (0, 10), (19, 10), (9, 19), (9, 0)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_under_softmax_every_place_is_covered_by_one_colour(theme) -> None:
    image = territory_image(slopes("softmax"), theme)
    assert all(image.pixelColor(x, y).alpha() == 255 for x in range(20) for y in range(20))
    left, right = image.pixelColor(*LEFT), image.pixelColor(*RIGHT)
    assert abs(left.hue() - class_color(0).hue()) < 12
    assert abs(right.hue() - class_color(1).hue()) < 12


@pytest.mark.parametrize(("theme", "sign"), [(LIGHT, -1), (DARK, 1)], ids=["light", "dark"])
def test_under_sigmoid_overlaps_stand_out_and_nobodys_places_are_left_free(theme, sign: int) -> None:
    image = territory_image(slopes("sigmoid"), theme)
    assert image.pixelColor(*ABOVE).alpha() == 0
    both = image.pixelColor(*BELOW)
    assert both.alpha() == 255
    for alone in (LEFT, RIGHT):
        assert sign * (both.lightness() - image.pixelColor(*alone).lightness()) > 10


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_one_labels_probability_goes_from_the_background_to_its_colour(theme) -> None:
    image = label_image(slopes("sigmoid"), 0, theme)
    little, much = image.pixelColor(*RIGHT), image.pixelColor(*LEFT)
    assert max(abs(a - b) for a, b in zip(little.getRgb(), theme.background.getRgb())) < 12
    assert abs(much.hue() - class_color(0).hue()) < 12
