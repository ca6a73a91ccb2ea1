"""A standardiser as Keras layers, so that a model takes raw inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.preprocessing import Standardiser

if TYPE_CHECKING:
    import keras

LARGEST_SHIFT = 1e-6
"""How far, in standard deviations, rounding may move a column."""

SMALLEST_SCALE, LARGEST_SCALE = 1e-6, 1e15
"""Normalization divides by 1e-7 at least, and squares its scales in single precision."""

LARGEST_POWER = 126
"""Of two, in single precision and with its reciprocal."""


def scaling_layers(standardiser: Standardiser, shape: tuple[int, ...]) -> list[keras.layers.Layer]:
    """Returns layers that do to raw inputs (n, *shape) what the standardiser does, up to rounding.

    That is one Normalization, as long as single precision holds its means and variances. Where it does not, as for
    times in seconds since 1970 or capacities in farad, there are two Rescalings instead: the first brings each
    column near 1 by a power of two, which is exact, and takes off the mean as far as single precision holds it;
    the second divides by the deviation and takes off the rest.

    Args:
        standardiser: Fitted on rows (n, d).
        shape: That of an example, with d numbers.
    """
    import keras

    mean, scale = standardiser.mean, standardiser.scale
    if _fits_single_precision(mean, scale):
        axis = tuple(range(1, len(shape) + 1)) if len(shape) > 1 else -1
        return [keras.layers.Normalization(axis, _lists(mean, shape), _lists(scale**2, shape))]
    powers = np.exp2(np.clip(-np.round(np.log2(scale)), -LARGEST_POWER, LARGEST_POWER))
    mean, scale = mean * powers, scale * powers
    coarse = mean.astype(np.float32).astype(np.float64)
    # A product stands between the two differences: converters would join them, and lose what they are for.
    return [
        keras.layers.Rescaling(_lists(powers, shape), _lists(-coarse, shape)),
        keras.layers.Rescaling(_lists(1 / scale, shape), _lists((coarse - mean) / scale, shape)),
    ]


def _fits_single_precision(mean: NDArray[np.float64], scale: NDArray[np.float64]) -> bool:
    shift = np.abs(mean - mean.astype(np.float32)) / scale
    within = (scale > SMALLEST_SCALE) & (scale < LARGEST_SCALE) & (shift < LARGEST_SHIFT)
    return bool(within.all())


def _lists(values: NDArray[np.float64], shape: tuple[int, ...]) -> Any:
    """Lists, because a file of Keras's holds them as they are."""
    return values.reshape(shape).tolist()
