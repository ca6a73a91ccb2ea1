"""The shapes of the points in the plane."""

from __future__ import annotations

import numpy as np

from workbench.data.built_in import load


def test_xor_without_noise_is_a_question_of_signs() -> None:
    xor = load("xor", {"noise": 0.0})
    assert ((np.prod(xor.inputs, axis=1) < 0) == xor.labels).all()


def test_the_inner_circle_is_inside() -> None:
    circles = load("circles", {"noise": 0.0})
    radius = np.linalg.norm(circles.inputs, axis=1)
    assert radius[circles.labels == 1].max() < radius[circles.labels == 0].min()


def test_each_spiral_is_the_first_one_turned() -> None:
    spirals = load("spirals", {"noise": 0.0, "arms": 4})
    radius = np.linalg.norm(spirals.inputs, axis=1)
    turned = np.arctan2(spirals.inputs[:, 1], spirals.inputs[:, 0]) - 2 * np.pi * (
        radius + spirals.labels / 4
    )
    assert np.allclose(np.cos(turned), 1, atol=1e-4)


def test_discs_overlap_and_leave_points_outside() -> None:
    discs = load("overlapping-discs", {"size": 5000, "discs": 3})
    assert np.unique(discs.labels_per_row).tolist() == [0, 1, 2, 3]
    inside = np.linalg.norm(discs.inputs - (0.75, 0), axis=1) <= 1
    assert (inside == discs.labels[:, 0]).mean() > 0.999
