"""What was done to the inputs as Keras layers, so that a model takes raw ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.data.preprocessing import Preprocessing

if TYPE_CHECKING:
    import keras

Numbers: TypeAlias = NDArray[np.float64]

LARGEST_SHIFT = 1e-6
"""How far, in units of its scale, rounding may move a column."""

SMALLEST_SCALE, LARGEST_SCALE = 1e-6, 1e15
"""Normalization divides by 1e-7 at least, and squares its scales in single precision."""

LARGEST_POWER = 126
"""Of two, in single precision and with its reciprocal."""


FILL_MISSING = "fill_missing"
"""What the part of an exported model is called that puts something in place of missing values."""


def scaling_layers(preprocessing: Preprocessing, shape: tuple[int, ...]) -> list[keras.layers.Layer]:
    """Returns layers that do to raw inputs (n, *shape) what the preprocessing does, up to rounding; NaN is missing.

    Where nothing can be missing that is one Normalization, as long as single precision holds its numbers. Where it does
    not, as for times in seconds since 1970 or capacities in farad, there are two Rescalings instead: the first brings
    each column near 1 by a power of two, which is exact, and takes off the shift as far as single precision holds it;
    the second divides by the scale and takes off the rest. Missing values are filled between two such Rescalings: the
    first takes off what stands in for them, so that zero does.

    Args:
        preprocessing: Fitted on rows (n, d).
        shape: That of an example, with d numbers.
    """
    if preprocessing.fill is not None:
        return _filling(preprocessing.shift, preprocessing.scale, preprocessing.fill, shape)
    if not preprocessing.scales:
        return []
    if _fits_single_precision(preprocessing.shift, preprocessing.scale):
        return [_normalization(preprocessing, shape)]
    return _two_rescalings(preprocessing.shift, preprocessing.scale, preprocessing.shift, shape)


def _normalization(preprocessing: Preprocessing, shape: tuple[int, ...]) -> keras.layers.Layer:
    import keras

    axis = tuple(range(1, len(shape) + 1)) if len(shape) > 1 else -1
    mean, variance = preprocessing.shift, preprocessing.scale**2
    return keras.layers.Normalization(axis, _lists(mean, shape), _lists(variance, shape))


def _two_rescalings(shift: Numbers, scale: Numbers, first: Numbers, shape: tuple[int, ...]) -> list[Any]:
    """Takes off `first`, as far as single precision holds it, and then the rest of the shift."""
    import keras

    powers = np.exp2(np.clip(-np.round(np.log2(scale)), -LARGEST_POWER, LARGEST_POWER))
    shift, scale, first = shift * powers, scale * powers, first * powers
    coarse = first.astype(np.float32).astype(np.float64)
    # A product stands between the two differences: converters would join them, and lose what they are for.
    return [
        keras.layers.Rescaling(_lists(powers, shape), _lists(-coarse, shape)),
        keras.layers.Rescaling(_lists(1 / scale, shape), _lists((coarse - shift) / scale, shape)),
    ]


def _filling(shift: Numbers, scale: Numbers, fill: Numbers, shape: tuple[int, ...]) -> list[Any]:
    import keras

    take_off, rest = _two_rescalings(shift, scale, fill, shape)
    raw = keras.Input(shape)
    # A model within the model: a Sequential takes layers, and what replaces NaN in Keras is a function.
    return [keras.Model(raw, keras.ops.nan_to_num(take_off(raw)), name=FILL_MISSING), rest]


def _fits_single_precision(shift: Numbers, scale: Numbers) -> bool:
    lost = np.abs(shift - shift.astype(np.float32)) / scale
    within = (scale > SMALLEST_SCALE) & (scale < LARGEST_SCALE) & (lost < LARGEST_SHIFT)
    return bool(within.all())


def _lists(values: Numbers, shape: tuple[int, ...]) -> Any:
    """Lists, because a file of Keras's holds them as they are."""
    return values.reshape(shape).tolist()
