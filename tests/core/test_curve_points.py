"""Few points stand for many, without losing a peak or moving about."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.curve_points import CurvePoints


def curve(values: np.ndarray, first: int = 1) -> CurvePoints:
    points = CurvePoints()
    points.show(np.arange(first, first + len(values)), values)
    return points


@pytest.mark.parametrize("logarithmic", [False, True])
def test_a_million_points_become_a_few_a_pixel_with_every_peak(logarithmic: bool) -> None:
    values = np.random.default_rng(0).random(1_000_000).astype(np.float32)
    values[[3, 123_456, 999_999]] = 5, -5, 7
    steps, shown = curve(values).visible(1, 1_000_000, 800, logarithmic)
    assert len(steps) <= 4 * 800 + 50
    assert {5, -5, 7} <= set(shown.tolist())
    assert (shown.min(), shown.max()) == (-5, 7)


def test_seen_from_near_every_point_is_there() -> None:
    values = np.random.default_rng(0).random(1_000_000)
    steps, shown = curve(values).visible(500_000, 500_400, 800, False)
    assert steps[0] < 500_000 and steps[-1] > 500_400
    assert np.array_equal(shown, values[steps - 1])
    assert (np.diff(steps) == 1).all()


@given(
    st.integers(1, 5000),
    st.integers(1, 300),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(0, 9),
    st.booleans(),
)
@settings(deadline=None)
def test_the_extremes_of_what_is_seen_are_shown(
    count: int, pixels: int, one: float, other: float, seed: int, logarithmic: bool
) -> None:
    values = np.random.default_rng(seed).normal(size=count)
    low, high = sorted((1 + one * (count - 1), 1 + other * (count - 1)))
    high = max(high, low + 0.5)
    steps, shown = curve(values).visible(low, high, pixels, logarithmic)
    within = values[int(np.ceil(low)) - 1 : int(np.floor(high))]
    if len(within):
        assert shown.min() <= within.min() and shown.max() >= within.max()
    assert set(shown.tolist()) <= set(values.tolist())


@given(st.lists(st.integers(0, 400), max_size=30), st.integers(1, 50))
@settings(deadline=None)
def test_growing_by_parts_is_the_same_as_at_once(parts: list[int], pixels: int) -> None:
    values = np.random.default_rng(0).random(sum(parts) + 1)
    steps, grown = np.arange(1, len(values) + 1), CurvePoints()
    for end in np.cumsum([1, *parts]):
        grown.show(steps[:end], values[:end])
    at_once = curve(values)
    for some, others in zip(
        grown.visible(1, len(values) + 1, pixels, False), at_once.visible(1, len(values) + 1, pixels, False)
    ):
        assert np.array_equal(some, others)
    assert (grown.lowest, grown.highest) == (at_once.lowest, at_once.highest)


def test_what_is_drawn_stays_in_place_when_the_curve_grows() -> None:
    values = np.random.default_rng(0).random(100_500)
    before = curve(values[:100_000]).visible(1, 110_000, 700, False)
    after = curve(values).visible(1, 110_000, 700, False)
    same = len(before[0]) - 2
    assert np.array_equal(before[0][:same], after[0][:same]) and np.array_equal(
        before[1][:same], after[1][:same]
    )


def test_gaps_and_infinities_are_neither_lowest_nor_highest() -> None:
    points = curve(np.array([np.nan, 2, np.inf, -1, 0.5, -np.inf]))
    assert (points.lowest, points.highest, points.lowest_positive) == (-1, 2, 0.5)


def test_the_nearest_point_is_read_in_full() -> None:
    points = CurvePoints()
    points.show(np.array([10, 20, 40]), np.array([1.0, 2.0, 3.0]))
    assert [points.nearest(step) for step in (-5, 14, 16, 31, 99)] == [1, 1, 2, 3, 3]


def test_a_cleared_curve_is_empty() -> None:
    points = curve(np.ones(100))
    points.clear()
    assert len(points) == 0
    assert len(points.visible(1, 10, 100, False)[0]) == 0
