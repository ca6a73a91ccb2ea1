"""The different rows that the columns of labels hold, each once, with how often it stands in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class LabelRows:
    """All that the doctor needs to see of a file, small however long the file is.

    Attributes:
        table: The different rows of the label columns, all columns `pa.string()`, in the order of their first appearance.
        counts: How many rows of the file are like that, shape (m,).
        first_rows: The first one of them, counted from 0, shape (m,).
    """

    table: pa.Table
    counts: NDArray[np.int64]
    first_rows: NDArray[np.int64]

    @classmethod
    def of(cls, table: pa.Table, first_row: int = 0) -> LabelRows:
        """Returns the different rows of `table`, which holds the label columns alone.

        Args:
            table: Columns of texts, or blocks of numbers, `pa.list_(pa.float32(), width)`.
            first_row: The place of its first row in the file.
        """
        places = np.arange(first_row, first_row + table.num_rows)
        return _grouped(text_columns(table), np.ones(table.num_rows, np.int64), places)

    @classmethod
    def merged(cls, *parts: LabelRows) -> LabelRows:
        """Returns the different rows of all parts of a file together; there must be at least one part."""
        return _grouped(
            pa.concat_tables([part.table for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.concatenate([part.first_rows for part in parts]),
        )

    def head(self, count: int) -> LabelRows:
        """Returns the first `count` of the different rows, or all of them."""
        return LabelRows(self.table.slice(0, count), self.counts[:count], self.first_rows[:count])

    @property
    def number_of_rows(self) -> int:
        """How many rows of the file these stand for."""
        return int(self.counts.sum())


def text_columns(table: pa.Table) -> pa.Table:
    """Returns the table with each block of numbers spread over columns of texts."""
    columns = dict(column for field in table.schema for column in _spread(field, table.column(field.name)))
    return pa.table(columns)


def _spread(field: pa.Field, column: pa.ChunkedArray) -> Iterator[tuple[str, pa.ChunkedArray]]:
    if not pa.types.is_fixed_size_list(field.type):
        yield field.name, pc.cast(column, pa.string())
        return
    for place in range(field.type.list_size):
        yield f"{field.name} {place + 1}", pc.cast(pc.list_element(column, place), pa.string())


def _grouped(table: pa.Table, counts: NDArray[np.int64], first_rows: NDArray[np.int64]) -> LabelRows:
    # Names of a person's columns could be the same as those that grouping makes up.
    keys = [str(place) for place in range(table.num_columns)]
    numbered = table.rename_columns(keys).append_column("count", pa.array(counts))
    numbered = numbered.append_column("first", pa.array(first_rows))
    groups = numbered.group_by(keys).aggregate([("count", "sum"), ("first", "min")])
    groups = groups.sort_by("first_min")
    return LabelRows(
        groups.select(keys).rename_columns(table.column_names),
        groups["count_sum"].to_numpy().astype(np.int64),
        groups["first_min"].to_numpy().astype(np.int64),
    )
