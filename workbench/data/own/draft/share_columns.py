"""Finds columns at the end that share out each row: labels written as probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from workbench.data.own.draft.column_profile import ColumnProfile

TOLERANCE = 0.01
"""By how much the shares of a row may miss one, having been rounded."""


def shares_at_the_end(table: pa.Table, profiles: Mapping[str, ColumnProfile]) -> tuple[str, ...]:
    """Returns the longest run of columns at the end that add up to one in every row, two of them at least."""
    names = list(table.column_names)
    last = list(takewhile(lambda name: is_share(profiles[name]), reversed(names)))
    numbers = {name: _numbers(table.column(names.index(name))) for name in last}
    for count in range(min(len(last), len(names) - 1), 1, -1):
        total = sum(numbers[name] for name in last[:count])
        if (np.abs(total - 1) <= TOLERANCE).all():
            return tuple(last[:count][::-1])
    return ()


def is_share(profile: ColumnProfile) -> bool:
    """Whether the column has a number from 0 to 1 in every row."""
    if profile.kind != "number" or profile.smallest is None or profile.largest is None or profile.missing:
        return False
    return profile.smallest >= 0 and profile.largest <= 1


def _numbers(column: pa.ChunkedArray) -> NDArray[np.float64]:
    return np.array([float(text.replace(",", ".")) for text in column.to_pylist()])
