"""What is done to raw inputs before a network sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.data.dataset import Inputs

FILL, SHIFT, SCALE = "fill", "shift", "scale"
"""The keys of the arrays in a file."""


@dataclass(frozen=True, eq=False)
class Preprocessing:
    """Fills in what is missing, takes `shift` off each column and divides it by `scale`.

    Attributes:
        shift: Shape (d,), float64.
        scale: Shape (d,), float64; 1 for a column that is constant.
        fill: What stands in for a missing value, shape (d,), float64 that single precision holds; None where no value
            can be missing.
    """

    shift: NDArray[np.float64]
    scale: NDArray[np.float64]
    fill: NDArray[np.float64] | None = None

    @cached_property
    def scales(self) -> bool:
        """Whether any column is moved or stretched."""
        return bool(self.shift.any() or (self.scale != 1).any())

    @property
    def is_identity(self) -> bool:
        """Whether inputs stay as they are."""
        return self.fill is None and not self.scales

    def apply(self, inputs: NDArray[Any]) -> Inputs:
        """Returns the inputs as the network takes them, shape (n, d), float32, C-contiguous.

        Args:
            inputs: Raw rows, shape (n, d), NaN for a missing value.

        Raises:
            UserError: the number of columns differs from that of the rows it was fitted on.
        """
        if inputs.ndim != 2 or inputs.shape[1] != len(self.shift):
            found = inputs.shape[1] if inputs.ndim == 2 else 0
            raise UserError(f"The inputs have {found} columns, but {len(self.shift)} were prepared.")
        inputs = filled(inputs, self.fill)
        if self.scales:
            inputs = (inputs - self.shift) / self.scale
        return np.ascontiguousarray(inputs, np.float32)

    def to_arrays(self) -> dict[str, NDArray[np.float64]]:
        """Returns its arrays by name, for a file."""
        arrays = {FILL: self.fill, SHIFT: self.shift, SCALE: self.scale}
        return {name: array for name, array in arrays.items() if array is not None}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Preprocessing:
        """Returns the preprocessing that `to_arrays` described.

        Raises:
            UserError: an array is missing, or they do not fit each other, or cannot be used.
        """
        stored = {name: np.asarray(array, np.float64) for name, array in arrays.items()}
        shapes = {array.shape for array in stored.values()}
        if not {SHIFT, SCALE} <= stored.keys() or len(shapes) != 1 or stored[SHIFT].ndim != 1:
            raise UserError("The stored shifts and scales of the inputs do not have the same length.")
        if not all(np.isfinite(array).all() for array in stored.values()) or (stored[SCALE] <= 0).any():
            raise UserError("The stored shifts and scales of the inputs hold values that cannot be used.")
        return cls(stored[SHIFT], stored[SCALE], stored.get(FILL))


def filled(inputs: NDArray[Any], fill: NDArray[np.float64] | None) -> NDArray[Any]:
    """Returns the inputs with `fill` (d,) in place of NaN, in their own precision."""
    if fill is None:
        return inputs
    missing = np.isnan(inputs)
    return np.where(missing, fill.astype(inputs.dtype), inputs) if missing.any() else inputs
