"""An array that grows at its end."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

SMALLEST = 1024


class GrowingArray:
    """Numbers in a buffer that doubles whenever it is full.

    One thread appends and any other may read at any time: the length is raised only after the values are in
    place, and a buffer that was outgrown stays valid for whoever still holds it.
    """

    def __init__(self, dtype: DTypeLike) -> None:
        self._buffer: NDArray[Any] = np.empty(SMALLEST, dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[Any]:
        """What there is so far, shape (length,); a view, not to be written to."""
        return self._buffer[: self._length]

    def extend(self, values: NDArray[Any]) -> None:
        """Adds values at the end, shape (count,)."""
        end = self._length + len(values)
        if end > len(self._buffer):
            grown = np.empty(max(end, 2 * len(self._buffer)), self._buffer.dtype)
            grown[: self._length] = self.values
            self._buffer = grown
        self._buffer[self._length : end] = values
        self._length = end
