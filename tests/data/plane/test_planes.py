"""Planes through the inputs: two of them, or the directions in which the examples differ most."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from workbench.data.plane.planes import plane_of_principal_components, plane_of_two_inputs

NAMES = ("a", "b", "c", "d")


@pytest.fixture
def rows() -> np.ndarray:
    generator = np.random.default_rng(0)
    mixed = generator.normal(size=(200, 4)) @ generator.normal(size=(4, 4))
    return (mixed * [1, 10, 100, 1] + [0, 5, 0, 7]).astype(np.float32)


def test_of_two_inputs_the_others_are_at_their_median(rows: np.ndarray) -> None:
    plane = plane_of_two_inputs(rows, NAMES, x=2, y=0)
    assert plane.titles == ("c", "a")
    there = plane.rows_at(np.array([[50.0, -2.0]]))
    np.testing.assert_allclose(there[0], [-2, np.median(rows[:, 1]), 50, np.median(rows[:, 3])], rtol=1e-6)
    np.testing.assert_allclose(plane.points_of(rows), rows[:, [2, 0]], rtol=1e-6)


def test_principal_components_are_those_of_scikit_learn(rows: np.ndarray) -> None:
    plane = plane_of_principal_components(rows)
    scaled = StandardScaler().fit_transform(rows.astype(float))
    known = PCA(2).fit(scaled)
    ours, theirs = plane.points_of(rows.astype(float)), known.transform(scaled)
    np.testing.assert_allclose(np.abs(ours), np.abs(theirs), atol=1e-9)
    assert f"{known.explained_variance_ratio_[0]:.0%}" in plane.titles[0]


def test_what_is_put_on_the_plane_is_found_there_again(rows: np.ndarray) -> None:
    plane, points = plane_of_principal_components(rows), np.array([[1.5, -0.5], [0, 2]])
    np.testing.assert_allclose(plane.points_of(plane.rows_at(points)), points, atol=1e-5)


def test_missing_values_do_not_spread(rows: np.ndarray) -> None:
    rows[:150, 1] = np.nan
    rows[:, 3] = np.nan
    plane = plane_of_two_inputs(rows, NAMES, 0, 2)
    assert np.isfinite(plane.origin).all() and plane.origin[3] == 0
    assert np.isfinite(plane.points_of(rows)).all()
    assert np.isfinite(plane_of_principal_components(rows).directions).all()


@pytest.mark.parametrize("rows", [np.ones((1, 3), np.float32), np.zeros((5, 3), np.float32)])
def test_rows_that_do_not_differ_still_have_a_plane(rows: np.ndarray) -> None:
    plane = plane_of_principal_components(rows)
    assert np.isfinite(plane.points_of(rows)).all()


def test_a_grid_goes_row_by_row_from_the_top_left(rows: np.ndarray) -> None:
    plane = plane_of_two_inputs(rows, NAMES, 0, 1)
    grid = plane.grid((0, 4), (10, 12), side=2)
    np.testing.assert_allclose(grid[:, :2], [[1, 11.5], [3, 11.5], [1, 10.5], [3, 10.5]])
