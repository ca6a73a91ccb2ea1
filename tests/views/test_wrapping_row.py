"""Controls stand in one row where there is room, and go on below where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.views.wrapping_row import WrappingRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def controls(qtbot: Any) -> Iterator[list[QPushButton]]:
    """Two of 100 pixels around one that is 50 wide at least and takes what is left."""
    view = QWidget()
    qtbot.addWidget(view)
    row = WrappingRow()
    column = QVBoxLayout(view)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(row)
    column.addStretch(1)
    buttons = [QPushButton() for _ in range(3)]
    for button in buttons:
        button.setFixedWidth(100)
    buttons[1].setMinimumWidth(50)
    buttons[1].setMaximumWidth(10_000)
    buttons[1].setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for button in (buttons[0], buttons[2]):
        row.addWidget(button)
    row.insert_before(buttons[2], buttons[1])
    # The view lives as long as the test.
    yield buttons
    view.close()


def show(controls: list[QPushButton], width: int, qtbot: Any) -> list[tuple[int, int, int]]:
    """Returns which line each control is on, where it begins and how wide it is."""
    view = controls[0].parentWidget()
    view.resize(width, 200)
    with qtbot.waitExposed(view):
        view.show()
    tops = sorted({button.y() for button in controls})
    return [(tops.index(button.y()), button.x(), button.width()) for button in controls]


def test_in_a_wide_view_one_takes_what_is_left(controls: list[QPushButton], qtbot: Any) -> None:
    assert show(controls, 400, qtbot) == [(0, 0, 100), (0, 108, 184), (0, 300, 100)]


def test_in_a_narrow_one_the_row_goes_on_below(controls: list[QPushButton], qtbot: Any) -> None:
    assert show(controls, 200, qtbot) == [(0, 0, 100), (0, 108, 92), (1, 0, 100)]


def test_a_hidden_control_takes_no_room(controls: list[QPushButton], qtbot: Any) -> None:
    controls[0].hide()
    assert show(controls, 300, qtbot)[1:] == [(0, 0, 192), (0, 200, 100)]


def test_a_view_may_be_as_narrow_as_its_widest_control(controls: list[QPushButton]) -> None:
    assert controls[0].parentWidget().minimumSizeHint().width() == 100
