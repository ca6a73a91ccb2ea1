"""Many numbers a row as one column of a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def block_column(rows: NDArray[Any]) -> pa.Array:
    """Returns rows of numbers, shape (n, width), as one column of float32 lists of that width."""
    flat = pa.array(np.ascontiguousarray(rows, np.float32).ravel())
    return pa.FixedSizeListArray.from_arrays(flat, rows.shape[1])
