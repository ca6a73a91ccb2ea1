"""A little may be spent at once, and then a share of the time."""

from __future__ import annotations

from workbench.engine.working.allowance import Allowance


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def spend(allowance: Allowance, clock: Clock, seconds: float) -> None:
    with allowance.spending():
        clock.now += seconds


def test_at_once_a_little_and_then_a_share() -> None:
    clock = Clock()
    allowance = Allowance(share=0.5, at_once=1.0, clock=clock)
    assert allowance.is_left
    spend(allowance, clock, 1.0)
    assert allowance.is_left, "half of that second is allowed too"
    spend(allowance, clock, 1.0)
    assert not allowance.is_left
    clock.now += 0.5
    assert allowance.is_left


def test_a_run_begins_with_nothing_spent() -> None:
    clock = Clock()
    allowance = Allowance(share=0.1, at_once=1.0, clock=clock)
    spend(allowance, clock, 10.0)
    assert not allowance.is_left
    allowance.begin()
    assert allowance.is_left
