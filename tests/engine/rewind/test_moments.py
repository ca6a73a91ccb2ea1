"""Moments stay within their budget, evenly apart, whatever the length of the run."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.engine.networks.weights import Weights
from workbench.engine.rewind.moment import Glance, Moment, Place
from workbench.engine.rewind.moments import BUDGET, Moments

DIGITS = 14_430
"""Numbers of the digits' network and its Adam."""


def moment(step: int, numbers: int = DIGITS) -> Moment:
    # The numbers themselves do not matter here, so all moments share them.
    weights = Weights([np.broadcast_to(np.float32(0), numbers)], [], [])
    glance = Glance(np.zeros((1, 2), np.float32), np.zeros(2, np.float32))
    return Moment(Place(step, 0, step, 45, 0.0), weights, 2, b"Adam", glance)


def filled(moments: Moments, steps: range, numbers: int = DIGITS) -> int:
    """Offers a moment at each step; returns the most bytes that there were."""
    most = 0
    for step in steps:
        if moments.wants(step):
            moments.add(moment(step, numbers))
            most = max(most, moments.size)
    return most


def test_all_are_kept_while_there_is_room() -> None:
    moments = Moments()
    filled(moments, range(0, 500))
    assert moments.steps == tuple(range(500))


def test_a_million_steps_stay_within_the_budget_and_evenly_apart() -> None:
    moments = Moments()
    assert filled(moments, range(0, 1_000_001)) <= BUDGET == 64 * 2**20
    gaps = np.diff(moments.steps)
    assert moments.steps[0] == 0 and moments.steps[-1] > 998_000
    assert set(gaps) == {gaps[0]}
    assert moments.size > BUDGET / 3, "what there is room for is used"


def test_moments_that_come_unevenly_are_thinned_evenly() -> None:
    moments, random = Moments(budget=100 * moment(0).size), np.random.default_rng(0)
    step = 0
    for pause in random.integers(1, 400, 5_000):
        step += int(pause)
        if moments.wants(step):
            moments.add(moment(step))
    gaps = np.diff(moments.steps)
    assert 40 <= len(moments) <= 100
    # A moment can only be where a chunk ended, and chunks have up to 400 steps.
    assert gaps.max() < 2 * gaps.min() and gaps.min() > 2 * 400


def test_a_small_network_has_no_more_moments_than_a_slider_has_places() -> None:
    moments = Moments(most=300)
    filled(moments, range(0, 10_000), numbers=10)
    assert 150 <= len(moments) <= 300


def test_of_a_network_that_is_too_large_none_is_kept() -> None:
    moments = Moments(budget=1_000_000)
    moments.add(moment(0, numbers=200_000))
    assert moments.too_large and len(moments) == 0 and moments.size == 0
    assert not moments.wants(1)


@pytest.mark.parametrize(("step", "found"), [(0, 0), (1, 0), (9, 0), (10, 10), (25, 20), (900, 30)])
def test_the_last_moment_before_a_step_is_found(step: int, found: int) -> None:
    moments = Moments()
    filled(moments, range(0, 31, 10))
    at = moments.at(step)
    assert at is not None and at.step == found
    assert Moments().at(step) is None


def test_what_came_later_is_forgotten() -> None:
    moments = Moments()
    filled(moments, range(0, 31, 10))
    moments.forget_after(20)
    assert moments.steps == (0, 10, 20)
    assert moments.size == 3 * moment(0).size and moments.wants(21)
