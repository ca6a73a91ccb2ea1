"""Which examples a map shows, and how much of the plane around them."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.painted_data import empty_canvas
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.painted import load_painted
from workbench.data.plane.map_points import MOST_POINTS, evenly, map_points
from workbench.data.plane.planes import plane_of_two_inputs
from workbench.data.split import split


def test_both_parts_are_there_in_their_order() -> None:
    dataset = load("moons", {})
    points, parts = map_points(dataset, Shares(0.2), seed=3), split(dataset, Shares(0.2), 3)
    np.testing.assert_array_equal(points.training, parts.training_rows)
    np.testing.assert_array_equal(points.validation, parts.validation_rows)
    rows = np.concatenate([parts.training_rows, parts.validation_rows])
    np.testing.assert_array_equal(points.inputs, dataset.inputs[rows])


def test_of_many_examples_a_sample_is_shown() -> None:
    dataset = load("digits", {})
    points = map_points(dataset, Shares(0.2), seed=0)
    assert len(points.training) == MOST_POINTS < 0.8 * dataset.number_of_examples


@pytest.mark.parametrize(("count", "most"), [(0, 5), (5, 5), (7, 5), (1_000_000, 1_000)])
def test_a_sample_is_spread_over_all(count: int, most: int) -> None:
    places = evenly(count, most)
    assert len(places) == min(count, most) == len(np.unique(places))
    if count > most:
        assert np.diff(places).max() - np.diff(places).min() <= 1


def test_the_window_reaches_a_little_beyond_every_point() -> None:
    dataset = load("blobs", {})
    points = map_points(dataset, Shares(0.2), seed=0)
    plane = plane_of_two_inputs(points.measured, dataset.input_names, 0, 1)
    for column, (low, high) in enumerate(points.spans(plane)):
        values = points.inputs[:, column]
        assert low < values.min() and values.max() < high < 2 * values.max() - values.min()


def test_an_empty_canvas_has_a_window_too() -> None:
    dataset = load_painted(empty_canvas(), Shares(0.2))
    points = map_points(dataset, Shares(0.2), seed=0)
    plane = plane_of_two_inputs(points.measured, dataset.input_names, 0, 1)
    assert points.spans(plane) == ((-1, 1), (-1, 1))
