"""The range of an axis holds all values, and keeps still while they grow."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from workbench.views.steady_range import GROWING_PARTS, SMALLEST, TINY, on_axis, steady_range

VALUES = st.floats(-1e6, 1e6, allow_subnormal=False)
POSITIVE = st.floats(1e-9, 1e9)


@given(VALUES, VALUES)
def test_it_holds_all_values_and_little_more(one: float, other: float) -> None:
    low, high = sorted((one, other))
    first, last = steady_range(low, high, False)
    assert first <= low <= high <= last and first < last
    assert last - first <= (max(high - low, TINY) if low < high else abs(high) or 1) * 1.25


@given(POSITIVE, POSITIVE)
def test_a_logarithmic_one_holds_their_powers_of_ten(one: float, other: float) -> None:
    low, high = sorted((one, other))
    first, last = steady_range(low, high, True)
    assert first <= math.log10(low) <= math.log10(high) <= last and first < last


def test_it_keeps_still_for_some_time_as_a_run_goes_on() -> None:
    assert len({steady_range(0, step, False) for step in range(10_000, 11_000)}) <= 3


def test_the_axis_of_the_steps_has_few_ends_in_a_long_run() -> None:
    ends = {steady_range(0, step, False, GROWING_PARTS)[1] for step in range(1, 100_000, 45)}
    assert len(ends) <= 75
    assert (
        max(
            end / step for step in range(1, 5_000) for end in [steady_range(0, step, False, GROWING_PARTS)[1]]
        )
        <= 2
    )


def test_without_values_it_shows_something() -> None:
    assert steady_range(math.inf, -math.inf, False) == (0, 1)
    assert steady_range(math.inf, -math.inf, True) == (0, 1)


def test_what_a_logarithmic_axis_has_no_place_for_is_at_its_low_end() -> None:
    assert on_axis(-1, True) == on_axis(0, True) == math.log10(SMALLEST)
    assert on_axis(-1, False) == -1
