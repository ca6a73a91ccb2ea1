"""How often two labels stand together on one example."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def co_occurrence(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Returns (k, k): in how many of n examples labels i and j both hold; on the diagonal, how often each does.

    Args:
        flags: (n, k): what is true, or what is said.
    """
    # A product of single-precision matrices is many times faster than one of whole numbers, and exact to 16 million.
    held: NDArray[Any] = flags.astype(np.float32 if len(flags) < 2**24 else np.float64)
    return np.asarray((held.T @ held).round(), np.int64)
