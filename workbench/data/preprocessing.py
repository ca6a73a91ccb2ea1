"""Brings the columns of the inputs to one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.data.dataset import Inputs, Rows

# A column whose spread is nothing but rounding is as good as constant.
SMALLEST_RELATIVE_SCALE = 1e-7
FITTED_ROWS = 16_384


@dataclass(frozen=True, eq=False)
class Standardiser:
    """Subtracts each column's mean and divides by its standard deviation.

    Attributes:
        mean: Shape (d,), float64.
        scale: Shape (d,), float64; 1 for a column that is constant.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]

    @classmethod
    def fit(cls, inputs: NDArray[Any]) -> Standardiser:
        """Returns the standardiser of these rows, which must be training rows only, shape (n, d)."""
        return cls._of(inputs.mean(axis=0, dtype=np.float64), inputs.std(axis=0, dtype=np.float64))

    @classmethod
    def fit_rows(cls, inputs: NDArray[Any], rows: Rows) -> Standardiser:
        """Returns the standardiser of these rows of inputs mapped from a file, in little memory.

        The mean first and then the squares around it: one pass over squares alone would lose digits.
        """
        parts = [rows[i : i + FITTED_ROWS] for i in range(0, len(rows), FITTED_ROWS)]
        mean = sum(inputs[part].sum(axis=0, dtype=np.float64) for part in parts) / len(rows)
        squares = sum(np.square(inputs[part] - mean).sum(axis=0) for part in parts)
        return cls._of(mean, np.sqrt(squares / len(rows)))

    @classmethod
    def _of(cls, mean: NDArray[np.float64], scale: NDArray[np.float64]) -> Standardiser:
        constant = scale <= SMALLEST_RELATIVE_SCALE * np.abs(mean)
        return cls(mean, np.where(constant, 1.0, scale))

    def apply(self, inputs: NDArray[Any]) -> Inputs:
        """Returns the inputs on the common scale, shape (n, d), float32, C-contiguous.

        Raises:
            UserError: the number of columns differs from that of the rows it was fitted on.
        """
        if inputs.ndim != 2 or inputs.shape[1] != len(self.mean):
            found = inputs.shape[1] if inputs.ndim == 2 else 0
            raise UserError(f"The inputs have {found} columns, but {len(self.mean)} were prepared.")
        return np.ascontiguousarray((inputs - self.mean) / self.scale, np.float32)

    def to_arrays(self) -> dict[str, list[float]]:
        """Returns plain lists for a file."""
        return {"mean": self.mean.tolist(), "scale": self.scale.tolist()}

    @classmethod
    def from_arrays(cls, mean: Sequence[float], scale: Sequence[float]) -> Standardiser:
        """Returns the standardiser that `to_arrays` described.

        Raises:
            UserError: the lists do not fit each other or cannot be used.
        """
        means, scales = np.asarray(mean, np.float64), np.asarray(scale, np.float64)
        if means.ndim != 1 or means.shape != scales.shape:
            raise UserError("The stored means and scales of the inputs do not have the same length.")
        if not (np.isfinite(means).all() and np.isfinite(scales).all() and (scales > 0).all()):
            raise UserError("The stored means and scales of the inputs hold values that cannot be used.")
        return cls(means, scales)
