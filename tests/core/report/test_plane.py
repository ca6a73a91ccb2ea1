"""The picture of the plane of two inputs."""

from __future__ import annotations

import numpy as np
from core.report.made_report import made_report

from workbench.core.decision_map.decision_map import DecisionMap
from workbench.core.heads import HEADS
from workbench.core.report.line_chart import Range
from workbench.core.report.page import page_of
from workbench.core.report.plane import SIDE, Plane, map_pixels, places_of, plane_figure, ranges_of

LEFT_HALF = np.array([[[0.9, 0.1], [0.9, 0.9]], [[0.1, 0.1], [0.1, 0.9]]])
"""Probabilities of two labels at four places: one, both; none, the other."""


def plane(thresholds: np.ndarray | None) -> Plane:
    decided = DecisionMap(("sun", "rain"), LEFT_HALF, thresholds, sums_to_one=thresholds is None)
    points = np.array([[0.0, 0.0], [1.0, 1.0], [0.5, np.nan]])
    return Plane(("x", "y"), (Range(0, 1), Range(0, 1)), decided, points, np.array([0, -1, 1]))


def test_places_of_nobody_are_white_and_shared_ones_a_mixture() -> None:
    pixels = map_pixels(plane(np.array([0.5, 0.5])).decided).astype(int)
    assert pixels[1, 0].tolist() == [255, 255, 255]
    mixture = (pixels[0, 0] + pixels[1, 1]) / 2
    assert np.abs(pixels[0, 1] - mixture).max() <= 1


def test_classes_that_compete_leave_no_place_to_nobody() -> None:
    decided = plane(None).decided
    assert not (map_pixels(decided) == 255).all(axis=-1).any()
    assert "exactly one class" in plane_figure(plane(None))


def test_the_words_tell_how_much_is_shared_and_nobodys() -> None:
    words = plane_figure(plane(np.array([0.5, 0.5])))
    assert "25% of the plane belongs to several labels at once" in words and "25% to none" in words


def test_examples_are_dots_in_the_colour_of_their_first_label() -> None:
    drawn = plane_figure(plane(None))
    assert (
        drawn.count("<title>") == 2 and "<title>sun</title>" in drawn and "<title>no label</title>" in drawn
    )


def test_the_plane_holds_all_points_with_the_top_row_first() -> None:
    ranges = ranges_of(np.array([[0.0, 10.0], [1.0, 20.0]]))
    places = places_of(ranges)
    assert places.shape == (SIDE * SIDE, 2)
    np.testing.assert_allclose(places[0], [-0.05, 20.5], rtol=1e-6)
    np.testing.assert_allclose(places[-1], [1.05, 9.5], rtol=1e-6)


def test_only_a_report_with_a_plane_has_a_decision_map() -> None:
    report = made_report(HEADS[0])
    assert "Decision map" not in page_of(report)
