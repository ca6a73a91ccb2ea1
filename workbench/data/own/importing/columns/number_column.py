"""Numbers as inputs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from workbench.core.own_data import Column
from workbench.data.dataset import Inputs
from workbench.data.own.importing.columns.input_column import InputColumn

COARSE_SHARE = 1e-3
"""Of the range of the numbers: an error of rounding above it is one that a network could notice."""


class NumberColumn(InputColumn):
    """A number is one input."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        self._first: np.float32 | None = None
        self._varies = False
        self._smallest, self._largest, self._rounding = np.inf, -np.inf, 0.0

    def numbers(self, cells: pa.ChunkedArray) -> Inputs:
        """Returns the numbers as they are, but NaN for infinite ones too."""
        # Some are too large for 32 bits. A sum is the quickest way to see that there is nothing to look for.
        with np.errstate(over="ignore", invalid="ignore"):
            exact = cells.to_numpy()
            numbers: Inputs = exact.astype(np.float32)
            total = numbers.sum(dtype=np.float64)
        if not np.isfinite(total):
            self._clear(numbers, cells.null_count)
        if not self._varies:
            self._compare(exact, numbers)
        return numbers.reshape(-1, 1)

    def _clear(self, numbers: Inputs, missing: int) -> None:
        unusable = ~np.isfinite(numbers)
        numbers[unusable] = np.nan
        self.missing += missing
        self.infinite += int(unusable.sum()) - missing

    def _compare(self, exact: NDArray[np.float64], numbers: Inputs) -> None:
        present = np.isfinite(numbers)
        exact, numbers = exact[present], numbers[present]
        if len(numbers):
            self._first = numbers[0] if self._first is None else self._first
            self._varies = bool((numbers != self._first).any())
            # The rows up to the first that differ are enough to see how finely they do.
            self._smallest = min(self._smallest, float(exact.min()))
            self._largest = max(self._largest, float(exact.max()))
            self._rounding = max(self._rounding, float(np.abs(exact - numbers).max()))
            self.is_coarse = self._rounding > COARSE_SHARE * (self._largest - self._smallest) > 0

    @property
    def is_constant(self) -> bool:
        """Whether all numbers are the same, as far as 32 bits can tell."""
        return not self._varies
