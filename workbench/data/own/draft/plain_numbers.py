"""The quick way through columns of nothing but numbers, of which a table can have thousands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.own.draft.cells import CODE


@dataclass(frozen=True)
class PlainNumbers:
    """A column in which every cell is a finite number that comes back as it was written."""

    smallest: float
    largest: float
    distinct: int
    whole: bool


def plain_numbers(column: pa.ChunkedArray, more_than: int) -> PlainNumbers | None:
    """Returns the column in numbers, if it is so plain and has more than so many different cells."""
    distinct = pc.count_distinct(column).as_py()
    if distinct <= more_than or column.null_count:
        return None
    try:
        numbers = column.cast(pa.float64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    smallest, largest = float(numbers.min()), float(numbers.max())
    # A value that is no number makes both limits so.
    if not np.isfinite([smallest, largest]).all():
        return None
    whole = bool((np.floor(numbers) == numbers).all())
    if whole and pc.any(pc.match_substring_regex(column, CODE)).as_py():
        return None
    return PlainNumbers(smallest, largest, distinct, whole)
