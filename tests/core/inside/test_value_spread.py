"""Quantiles stand for numbers, and a histogram comes out of them again."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.inside.value_spread import MOST_VALUES, SHARES, share_in_bins, spread_of


def test_it_goes_from_the_smallest_number_over_the_median_to_the_largest() -> None:
    spread = spread_of(np.arange(101.0).reshape(1, 101))
    assert (spread[0], spread[len(SHARES) // 2], spread[-1]) == (0, 50, 100)
    assert spread == pytest.approx(np.quantile(np.arange(101), SHARES))


def test_of_many_numbers_the_ends_are_kept() -> None:
    values = np.random.default_rng(0).normal(size=20 * MOST_VALUES)
    spread = spread_of(values)
    assert spread[0] == np.float32(values.min())
    assert spread[-1] == np.float32(values.max())
    assert spread[1:-1] == pytest.approx(np.quantile(values, SHARES)[1:-1], abs=0.15)


def test_numbers_that_are_not_finite_are_left_out() -> None:
    assert spread_of(np.array([np.nan, 1.0, np.inf])).tolist() == [1.0] * len(SHARES)
    assert np.isnan(spread_of(np.array([np.nan]))).all()
    assert np.isnan(spread_of(np.zeros(0))).all()


def test_a_histogram_of_the_spread_is_nearly_that_of_the_numbers() -> None:
    values = np.random.default_rng(1).normal(size=4000)
    edges = np.linspace(-4, 4, 9)
    wanted = np.histogram(values, edges)[0] / len(values)
    assert share_in_bins(spread_of(values), edges) == pytest.approx(wanted, abs=0.02)


def test_equal_numbers_are_all_in_one_bin() -> None:
    edges = np.array([-1.5, -0.5, 0.5, 1.5])
    assert share_in_bins(spread_of(np.zeros(7)), edges).tolist() == [0, 1, 0]
    mostly_zero = np.concatenate([np.zeros(900), np.linspace(0.5, 1.5, 100)])
    assert share_in_bins(spread_of(mostly_zero), edges) == pytest.approx([0, 0.9, 0.1], abs=0.02)
    assert share_in_bins(spread_of(np.zeros(0)), edges).sum() == 0
