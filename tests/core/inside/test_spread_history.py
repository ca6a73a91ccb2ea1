"""Spreads over the steps are kept, thinned evenly, and forgotten where training goes back."""

from __future__ import annotations

import numpy as np

from workbench.core.inside.inside import Inside, LayerInside
from workbench.core.inside.spread_history import SpreadHistory
from workbench.core.inside.value_spread import spread_of

NONE = np.zeros(0, np.int64)


def seen(step: int, *titles: str) -> Inside:
    spreads = {"activations": spread_of(np.array([float(step)]))}
    layers = [LayerInside(title, np.zeros(2, np.float32), spreads, NONE, NONE) for title in titles or ("1",)]  # type: ignore[arg-type]
    return Inside(step, True, 0, 10, tuple(layers), None)


def medians(history: SpreadHistory) -> list[float]:
    return [float(spread[32]) for spread in history.spreads(0, "activations")]


def test_each_step_is_kept_once_with_what_was_seen_then() -> None:
    history = SpreadHistory()
    for step in (0, 3, 3, 9):
        history.add(seen(step))
    assert history.steps == [0, 3, 9]
    assert medians(history) == [0, 3, 9]
    assert history.spreads(0, "weights") == []


def test_many_steps_are_thinned_evenly_and_the_first_is_kept() -> None:
    history = SpreadHistory(most=20)
    for step in range(1000):
        history.add(seen(step))
    assert 10 <= len(history.steps) <= 20
    assert history.steps[0] == 0
    assert history.steps[-1] >= 900
    assert len(set(np.diff(history.steps))) == 1
    assert medians(history) == history.steps


def test_training_that_goes_back_or_begins_anew_forgets_what_came_after() -> None:
    history = SpreadHistory()
    for step in (0, 5, 10, 7):
        history.add(seen(step))
    assert history.steps == [0, 5, 7]
    history.add(seen(8, "1", "2"))
    assert history.steps == [8], "other layers"
