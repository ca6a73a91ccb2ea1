"""Lines go where the answer changes."""

from __future__ import annotations

from map_examples import slopes
from PySide6.QtGui import QPalette

from workbench.qt.palette import theme_of
from workbench.views.understanding.decision_map.map_drawing import ALL, drawing_of

THEME = theme_of(QPalette())


def test_softmax_has_one_border_between_two_classes() -> None:
    drawing = drawing_of(slopes("softmax"), ALL, True, THEME)
    (border,) = drawing.contours
    places = [border.lines.elementAt(index) for index in range(border.lines.elementCount())]
    assert {round(place.x, 6) for place in places} == {9.5}
    assert [place.isMoveTo() for place in places[:4]] == [True, False, True, False], "lines, not one long one"


def test_sigmoid_has_a_border_for_each_label_that_is_there() -> None:
    drawing = drawing_of(slopes("sigmoid"), ALL, True, THEME)
    assert len(drawing.contours) == 2
    assert drawing.contours[0].color != drawing.contours[1].color
    assert drawing.has_hatch


def test_one_label_has_lines_of_height_and_a_strong_one() -> None:
    steep, deciding = drawing_of(slopes("sigmoid"), 0, True, THEME).contours
    assert not steep.decides and deciding.decides
    assert steep.lines.elementCount() > deciding.lines.elementCount() > 0


def test_lines_can_be_left_away() -> None:
    assert drawing_of(slopes("sigmoid"), ALL, False, THEME).contours == ()
    assert drawing_of(slopes("sigmoid"), 1, False, THEME).contours == ()
