"""An array grows without disturbing those who hold what there was."""

from __future__ import annotations

import numpy as np

from workbench.core.growing_array import SMALLEST, GrowingArray


def test_values_are_kept_in_order_across_growth() -> None:
    array = GrowingArray(np.float64)
    for part in np.split(np.arange(10.0 * SMALLEST), [1, SMALLEST, SMALLEST + 1, 5 * SMALLEST]):
        array.extend(part)
    assert len(array) == 10 * SMALLEST
    assert np.array_equal(array.values, np.arange(10 * SMALLEST))


def test_what_was_taken_stays_as_it_was() -> None:
    array = GrowingArray(np.int64)
    array.extend(np.ones(SMALLEST))
    before = array.values
    array.extend(np.zeros(SMALLEST))
    assert len(before) == SMALLEST and (before == 1).all()
