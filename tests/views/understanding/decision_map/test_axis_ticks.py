"""Axes carry round numbers."""

from __future__ import annotations

import pytest

from workbench.views.understanding.decision_map.axis_ticks import axis_ticks, tick_text


@pytest.mark.parametrize(
    ("span", "most", "ticks"),
    [
        ((-1.08, 1.08), 5, [-1, -0.5, 0, 0.5, 1]),
        ((-1.08, 1.08), 3, [-1, 0, 1]),
        ((-12, 11), 3, [-10, 0, 10]),
        ((0.001, 0.0042), 4, [0.001, 0.002, 0.003, 0.004]),
        ((150, 4200), 3, [2000, 4000]),
    ],
)
def test_ticks_are_round_and_no_more_than_there_is_room_for(span, most: int, ticks: list[float]) -> None:
    assert axis_ticks(span, most) == pytest.approx(ticks)


def test_numbers_are_written_short() -> None:
    assert [tick_text(value) for value in (-0.5, 2000.0, 0.30000000000000004)] == ["−0.5", "2000", "0.3"]
