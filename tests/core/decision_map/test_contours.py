"""Contours go where numbers cross a level."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.decision_map.contours import contour_lines


def test_a_slope_is_crossed_by_a_straight_line() -> None:
    heights = np.tile(np.arange(4.0), (3, 1))
    lines = contour_lines(heights, 1.25)
    assert lines.shape == (2, 2, 2)
    np.testing.assert_allclose(lines[..., 0], 1.25)
    assert sorted(lines[..., 1].ravel()) == [0, 1, 1, 2]


def test_every_point_of_a_hill_lies_at_its_height() -> None:
    x, y = np.meshgrid(np.linspace(-2, 2, 201), np.linspace(-2, 2, 201))
    lines = contour_lines(np.hypot(x, y), 1.003)
    points = lines.reshape(-1, 2) / 200 * 4 - 2
    np.testing.assert_allclose(np.hypot(*points.T), 1.003, atol=1e-3)
    # Each end of a line is that of another, so that nothing is left open.
    _, counts = np.unique(points.round(9), axis=0, return_counts=True)
    assert (counts == 2).all()


@pytest.mark.parametrize(("high", "joined"), [(1.0, False), (3.0, True)])
def test_at_a_saddle_the_middle_says_what_belongs_together(high: float, joined: bool) -> None:
    lines = contour_lines(np.array([[high, -1.0], [-1.0, high]]) - 0.5, 0.0)
    assert len(lines) == 2
    # Where the high corners are joined, the lines go around the low ones: top right and bottom left.
    ends = {tuple(sorted(map(tuple, (line > 0.999) | (line < 0.001)))) for line in lines}
    around_top_right = any((line[:, 0] - line[:, 1]).min() >= 0 for line in lines)
    assert ends and around_top_right is joined


@pytest.mark.parametrize("heights", [np.zeros((5, 5)), np.ones((5, 5)), np.zeros((1, 5))])
def test_where_nothing_crosses_there_are_no_lines(heights: np.ndarray) -> None:
    assert contour_lines(heights, 0.5).shape == (0, 2, 2)
