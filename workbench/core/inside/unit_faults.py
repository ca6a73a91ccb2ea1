"""Units that learn nothing any more: dead and saturated ones."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

BOUNDS: dict[str, tuple[float, float]] = {
    "sigmoid": (0.0, 1.0),
    "hard_sigmoid": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "softsign": (-1.0, 1.0),
}
"""Between which outputs an activation lies; near them it is flat, and no gradient comes through."""
NEAR = 0.02
"""The share of that range that is near a bound."""
NEARLY_ALWAYS = 0.95
"""The share of the examples for which a saturated unit is near a bound."""


def dead_units(outputs: NDArray[Any]) -> NDArray[np.int64]:
    """Returns the units, counted from 0, whose output is the same for every example.

    Args:
        outputs: What the layer makes of some examples, (n, units).
    """
    if len(outputs) < 2:
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.ptp(outputs, axis=0) == 0)


def saturated_units(outputs: NDArray[Any], activation: str) -> NDArray[np.int64]:
    """Returns the units, counted from 0, that are near a bound of their activation for nearly every example.

    Args:
        outputs: What the layer makes of some examples, (n, units).
        activation: Keras's name of it; one without bounds never saturates.
    """
    if activation not in BOUNDS or not len(outputs):
        return np.zeros(0, np.int64)
    low, high = BOUNDS[activation]
    margin = NEAR * (high - low)
    near = (outputs <= low + margin) | (outputs >= high - margin)
    return np.flatnonzero(near.mean(axis=0) >= NEARLY_ALWAYS)
