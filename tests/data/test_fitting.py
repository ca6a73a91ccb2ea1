"""What is measured on the training part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from workbench.core.project import SCALINGS
from workbench.data import fitting
from workbench.data.built_in import load
from workbench.data.fitting import MEASURES, fit, medians


def with_gaps(rows: int = 500) -> np.ndarray:
    """Returns columns of very different sizes, a fifth of their values missing."""
    generator = np.random.default_rng(0)
    inputs = generator.normal([3, 2000, 0, 1e-3], [1, 5, 1e6, 1e-4], (rows, 4)).astype(np.float32)
    inputs[generator.random(inputs.shape) < 0.2] = np.nan
    return inputs


def mapped(inputs: np.ndarray, folder: Path) -> np.memmap:
    np.save(folder / "inputs.npy", inputs)
    return np.load(folder / "inputs.npy", mmap_mode="r")


def test_every_scaling_has_a_measure() -> None:
    assert MEASURES.keys() == SCALINGS.keys()


def test_standardised_columns_have_mean_zero_and_deviation_one() -> None:
    inputs = load("wine").inputs
    scaled = fit(inputs, np.arange(len(inputs)), "standardise", may_miss=False).preprocessing.apply(inputs)
    assert np.allclose(scaled.mean(axis=0), 0, atol=1e-4) and np.allclose(scaled.std(axis=0), 1, atol=1e-4)


def test_min_max_brings_columns_to_the_range_from_zero_to_one() -> None:
    inputs = load("wine").inputs
    scaled = fit(inputs, np.arange(len(inputs)), "min_max", may_miss=False).preprocessing.apply(inputs)
    assert (scaled.min(axis=0) == 0).all() and (scaled.max(axis=0) == 1).all()


@pytest.mark.parametrize("scaling", ["standardise", "min_max"])
def test_a_constant_column_becomes_zero_and_is_told_of(scaling: str) -> None:
    inputs = np.tile(np.array([[0.1, 0.0, 1.0]], np.float32), (1000, 1))
    inputs[500, 2] = 2
    fitted = fit(inputs, np.arange(1000), scaling, may_miss=False)
    assert fitted.constant.tolist() == [True, True, False]
    assert fitted.preprocessing.scale[:2].tolist() == [1, 1]
    assert np.allclose(fitted.preprocessing.apply(inputs)[:, :2], 0, atol=1e-6)


@pytest.mark.parametrize("scaling", MEASURES)
def test_other_rows_than_those_of_the_training_part_change_nothing(scaling: str) -> None:
    inputs = with_gaps()
    rows = np.arange(0, 500, 2)
    before = fit(inputs, rows, scaling, may_miss=True).preprocessing.to_arrays()
    inputs[1::2] = 1e9
    after = fit(inputs, rows, scaling, may_miss=True).preprocessing.to_arrays()
    for name, array in before.items():
        np.testing.assert_array_equal(after[name], array)


def test_medians_leave_out_what_is_missing() -> None:
    rows = np.array([[1, np.nan, 5], [2, np.nan, 6], [9, np.nan, np.nan]], np.float32)
    assert medians(rows).tolist() == [2, 0, 5.5]


def test_a_median_is_a_number_that_single_precision_holds() -> None:
    middle = medians(np.array([[0.1], [0.2]], np.float32))
    assert middle.astype(np.float32).astype(np.float64) == middle


@pytest.mark.parametrize("may_miss", [False, True])
@pytest.mark.parametrize("scaling", MEASURES)
def test_a_mapped_file_is_measured_part_by_part_to_the_same_values(
    scaling: str, may_miss: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "PART_VALUES", 4 * 30)
    inputs = with_gaps() if may_miss else np.nan_to_num(with_gaps())
    rows = np.flatnonzero(np.arange(500) % 5)
    there = fit(inputs, rows, scaling, may_miss).preprocessing.to_arrays()
    from_file = fit(mapped(inputs, tmp_path), rows, scaling, may_miss).preprocessing.to_arrays()
    assert there.keys() == from_file.keys()
    for name, array in there.items():
        np.testing.assert_allclose(from_file[name], array, rtol=1e-12, atol=1e-12)


def test_the_medians_of_a_large_mapped_file_are_those_of_some_rows_evenly_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "SAMPLED_ROWS", 101)
    inputs = np.arange(10_100, dtype=np.float32)[:, None]
    rows = np.arange(10_100)
    fitted = fit(mapped(inputs, tmp_path), rows, "none", may_miss=True)
    assert fitted.sampled_rows == 101 and fitted.preprocessing.fill == 5000
    assert fit(inputs, rows, "none", may_miss=True).sampled_rows == 10_100
