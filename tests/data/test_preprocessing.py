"""Columns on one scale."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.data.built_in import load
from workbench.data.preprocessing import Standardiser


def test_columns_get_mean_zero_and_standard_deviation_one() -> None:
    inputs = load("wine").inputs
    scaled = Standardiser.fit(inputs).apply(inputs)
    assert scaled.dtype == np.float32 and scaled.flags.c_contiguous
    assert np.allclose(scaled.mean(axis=0), 0, atol=1e-4) and np.allclose(scaled.std(axis=0), 1, atol=1e-4)


def test_a_constant_column_becomes_zero() -> None:
    inputs = np.full((1000, 1), 0.1, np.float32)
    standardiser = Standardiser.fit(inputs)
    assert standardiser.scale.tolist() == [1.0]
    assert np.allclose(standardiser.apply(inputs), 0, atol=1e-6)


def test_there_and_back_through_a_file() -> None:
    standardiser = Standardiser.fit(load("iris").inputs)
    again = Standardiser.from_arrays(**standardiser.to_arrays())
    assert (again.mean == standardiser.mean).all() and (again.scale == standardiser.scale).all()


@pytest.mark.parametrize(
    ("mean", "scale"), [([0.0], [1.0, 1.0]), ([0.0], [0.0]), ([float("nan")], [1.0]), ([0.0], [-1.0])]
)
def test_unusable_stored_values_are_refused(mean: list[float], scale: list[float]) -> None:
    with pytest.raises(UserError, match="stored means and scales"):
        Standardiser.from_arrays(mean, scale)


def test_other_columns_are_refused() -> None:
    with pytest.raises(UserError, match="2 columns, but 4"):
        Standardiser.fit(load("iris").inputs).apply(load("moons").inputs)
