"""Gives each different row of the label columns a number, so that labels are understood once and not row by row."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from workbench.data.own.doctor.label_rows import LabelRows

OWN_BITS = 32
"""Of a pair, for the number of the text; the number of the row so far stands above them."""

OWN = 2**OWN_BITS - 1


class LabelCodes:
    """The different rows of the label columns, as they come along in batches.

    A column has a number for each of its texts. Columns are joined from left to right: each pair of a number so far and
    a number of the next column gets one number in turn, so that the last ones stand for whole rows.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._texts: list[dict[Any, int]] = []
        self._pairs: list[dict[Any, int]] = []
        self._counts = np.zeros(0, np.int64)
        self._first_rows = np.zeros(0, np.int64)
        self._rows = 0

    def codes(self, table: pa.Table) -> NDArray[np.int32]:
        """Returns the number of each row, shape (n,), and remembers the rows that are new.

        Args:
            table: Some rows of the label columns, all of them texts; there is at least one column.
        """
        if not self._names:
            self._names = table.column_names
            self._texts, self._pairs = [{} for _ in self._names], [{} for _ in self._names]
        codes = np.zeros(table.num_rows, np.int64)
        for name, texts, pairs in zip(self._names, self._texts, self._pairs, strict=True):
            own = _numbered(table.column(name), texts)
            codes = _numbered(pa.array(codes << OWN_BITS | own), pairs)
        self._count(codes)
        return codes.astype(np.int32)

    def _count(self, codes: NDArray[np.int64]) -> None:
        known = len(self._counts)
        counts = np.bincount(codes, minlength=len(self._pairs[-1]))
        first_rows = np.zeros(len(counts), np.int64)
        # Written from the back, the first row of each number is what stays.
        first_rows[codes[::-1]] = self._rows + np.arange(len(codes))[::-1]
        counts[:known] += self._counts
        first_rows[:known] = self._first_rows
        self._counts, self._first_rows = counts, first_rows
        self._rows += len(codes)

    def rows(self) -> LabelRows:
        """Returns the different rows in the order of their numbers."""
        codes = np.arange(len(self._counts))
        columns: dict[str, pa.Array] = {}
        for name, texts, pairs in zip(
            reversed(self._names), reversed(self._texts), reversed(self._pairs), strict=True
        ):
            joined = np.fromiter(pairs, np.int64, len(pairs))[codes]
            columns[name] = pa.array(list(texts), pa.string()).take(pa.array(joined & OWN))
            codes = joined >> OWN_BITS
        table = pa.table({name: columns[name] for name in self._names})
        return LabelRows(table, self._counts, self._first_rows)


def _numbered(column: pa.ChunkedArray | pa.Array, numbers: dict[Any, int]) -> NDArray[np.int64]:
    """Returns the number of each value, shape (n,); values not yet in `numbers` are put there."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    encoded = pc.dictionary_encode(column, null_encoding="encode")
    known = np.fromiter(
        (numbers.setdefault(value, len(numbers)) for value in encoded.dictionary.to_pylist()), np.int64
    )
    return known[encoded.indices.to_numpy()] if len(known) else np.zeros(len(column), np.int64)
