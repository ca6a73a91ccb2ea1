"""Gives each different row of the label columns a number, so that labels are understood once and not row by row."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from workbench.data.own.doctor.label_rows import LabelRows


class LabelCodes:
    """The different rows of the label columns, as they come along in batches.

    Each column has a number for each of its texts; a row is the bytes of these numbers.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._texts: list[dict[Any, int]] = []
        self._keys: dict[Any, int] = {}
        self._counts = np.zeros(0, np.int64)
        self._first_rows = np.zeros(0, np.int64)
        self._rows = 0

    def __len__(self) -> int:
        return len(self._keys)

    def codes(self, table: pa.Table) -> NDArray[np.int32]:
        """Returns the number of each row, shape (n,), and remembers the rows that are new.

        Args:
            table: Some rows of the label columns, all of them texts; there is at least one column.
        """
        if not self._names:
            self._names, self._texts = table.column_names, [{} for _ in table.column_names]
        numbers = np.empty((table.num_rows, len(self._names)), np.int32)
        for place, (name, texts) in enumerate(zip(self._names, self._texts, strict=True)):
            numbers[:, place] = _numbered(table.column(name).combine_chunks(), texts)
        rows = pa.FixedSizeBinaryArray.from_buffers(
            pa.binary(4 * len(self._names)), len(numbers), [None, pa.py_buffer(numbers)]
        )
        codes = _numbered(rows, self._keys)
        self._count(codes)
        return codes

    def _count(self, codes: NDArray[np.int32]) -> None:
        known = len(self._counts)
        counts = np.bincount(codes, minlength=len(self._keys))
        first_rows = np.zeros(len(counts), np.int64)
        # Written from the back, the first row of each number is what stays.
        first_rows[codes[::-1]] = self._rows + np.arange(len(codes))[::-1]
        counts[:known] += self._counts
        first_rows[:known] = self._first_rows
        self._counts, self._first_rows = counts, first_rows
        self._rows += len(codes)

    def rows(self) -> LabelRows:
        """Returns the different rows in the order of their numbers."""
        numbers = np.frombuffer(b"".join(self._keys), np.int32).reshape(len(self._keys), -1)
        columns = {
            name: pa.array(list(texts), pa.string()).take(pa.array(numbers[:, place]))
            for place, (name, texts) in enumerate(zip(self._names, self._texts, strict=True))
        }
        return LabelRows(pa.table(columns), self._counts, self._first_rows)


def _numbered(column: pa.Array, numbers: dict[Any, int]) -> NDArray[np.int32]:
    """Returns the number of each value, shape (n,); values not yet in `numbers` are put there."""
    encoded = pc.dictionary_encode(column, null_encoding="encode")
    values = encoded.dictionary.to_pylist()
    known = np.fromiter((numbers.setdefault(value, len(numbers)) for value in values), np.int32, len(values))
    return known[encoded.indices.to_numpy()] if len(known) else np.zeros(len(column), np.int32)
