"""The brush sprays points evenly over its disc, and never beside the canvas."""

from __future__ import annotations

import numpy as np

from workbench.core.painted_data import empty_canvas
from workbench.core.painted_edits import with_several
from workbench.qt.painting.brush import Brush


def test_all_points_of_a_dab_lie_under_the_brush() -> None:
    points = np.array(Brush(radius=0.2, points=500).dab((0.3, -0.3), np.random.default_rng(0)))
    distances = np.hypot(*(points - (0.3, -0.3)).T)
    assert len(points) == 500
    assert distances.max() <= 0.201
    # Even over the disc: half of its area lies within the radius divided by the root of two.
    assert abs((distances < 0.2 / np.sqrt(2)).mean() - 0.5) < 0.1


def test_a_single_point_lands_at_the_pointer() -> None:
    assert Brush(points=1).dab((0.25, 0.5), np.random.default_rng(0)) == [(0.25, 0.5)]


def test_nothing_is_painted_beside_the_canvas() -> None:
    points = Brush(radius=0.5, points=200).dab((1.0, 1.0), np.random.default_rng(0))
    assert 0 < len(points) < 200
    assert np.abs(points).max() <= 1


def test_the_labels_are_written_as_the_painting_keeps_them() -> None:
    painted = empty_canvas()
    assert Brush(frozenset({1})).label_in(painted) == 1
    assert Brush(frozenset({0, 1})).label_in(with_several(painted, True)) == 0b11
    assert Brush(frozenset()).label_in(with_several(painted, True)) == 0
