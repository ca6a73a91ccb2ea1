"""What is done to inputs, and how it is kept in a file."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.data.preprocessing import Preprocessing

SCALED = Preprocessing(np.array([1.0, 10.0]), np.array([2.0, 5.0]))
FILLED = Preprocessing(np.array([1.0, 10.0]), np.array([2.0, 5.0]), np.array([3.0, 20.0]))
IDENTITY = Preprocessing(np.zeros(2), np.ones(2))
ROWS = np.array([[3, 10], [np.nan, 20], [5, np.nan]], np.float32)


def test_columns_are_shifted_and_then_divided() -> None:
    prepared = SCALED.apply(ROWS[:1])
    assert prepared.tolist() == [[1, 0]]
    assert prepared.dtype == np.float32 and prepared.flags.c_contiguous


def test_what_is_missing_is_filled_in_first() -> None:
    before = ROWS.copy()
    assert FILLED.apply(ROWS).tolist() == [[1, 0], [1, 2], [2, 2]]
    np.testing.assert_array_equal(ROWS, before)


def test_the_identity_changes_no_bit() -> None:
    rows = np.random.default_rng(0).normal(size=(20, 2)).astype(np.float32)
    assert IDENTITY.is_identity and not SCALED.is_identity and not FILLED.is_identity
    np.testing.assert_array_equal(IDENTITY.apply(rows), rows)


@pytest.mark.parametrize("preprocessing", [SCALED, FILLED, IDENTITY])
def test_there_and_back_through_a_file(preprocessing: Preprocessing) -> None:
    again = Preprocessing.from_arrays(preprocessing.to_arrays())
    np.testing.assert_array_equal(again.apply(ROWS), preprocessing.apply(ROWS))
    assert again.to_arrays().keys() == preprocessing.to_arrays().keys()


@pytest.mark.parametrize(
    "arrays",
    [
        {},
        {"shift": [0.0]},
        {"shift": [0.0], "scale": [1.0, 1.0]},
        {"shift": [0.0], "scale": [0.0]},
        {"shift": [0.0], "scale": [-1.0]},
        {"shift": [np.nan], "scale": [1.0]},
        {"shift": [0.0], "scale": [1.0], "fill": [np.nan]},
        {"shift": [0.0], "scale": [1.0], "fill": [0.0, 0.0]},
        {"shift": [[0.0]], "scale": [[1.0]]},
    ],
)
def test_unusable_stored_values_are_refused(arrays: dict[str, list[float]]) -> None:
    with pytest.raises(UserError, match="stored shifts and scales"):
        Preprocessing.from_arrays({name: np.array(values) for name, values in arrays.items()})


def test_other_columns_are_refused() -> None:
    with pytest.raises(UserError, match="3 columns, but 2"):
        SCALED.apply(np.zeros((4, 3), np.float32))
