"""Units that learn nothing any more are found."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.inside.unit_faults import BOUNDS, dead_units, saturated_units


def test_a_unit_is_dead_where_its_output_is_the_same_for_every_example() -> None:
    outputs = np.array([[0, 1, 0.3], [0, 0, 0.3], [0, 0, 0.3]])
    assert dead_units(outputs).tolist() == [0, 2]
    assert not len(dead_units(outputs[:1])), "one example says nothing"


@pytest.mark.parametrize("activation", BOUNDS)
def test_a_unit_is_saturated_where_it_is_near_either_bound_for_nearly_every_example(activation: str) -> None:
    low, high = BOUNDS[activation]
    outputs = np.full((100, 4), (low + high) / 2)
    outputs[:, 0] = high
    outputs[::2, 1], outputs[1::2, 1] = low, high
    outputs[:96, 2] = low
    outputs[:90, 3] = high
    assert saturated_units(outputs, activation).tolist() == [0, 1, 2]


@pytest.mark.parametrize("activation", ["relu", "linear", ""])
def test_what_has_no_bounds_does_not_saturate(activation: str) -> None:
    assert not len(saturated_units(np.full((5, 2), 1e9), activation))
