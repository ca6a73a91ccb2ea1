"""The arrays of a file as one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from workbench.data.own.arrays.array_columns import column_names, columns_of, image_shape, is_block
from workbench.data.own.arrays.array_parts import ArrayPart, array_parts, unused_arrays
from workbench.data.own.arrays.stored_arrays import stored_arrays

PART = "part"
BATCH_CELLS = 1 << 19
"""Cells that are in memory together: few enough that Cancel acts at once."""


class ArrayTable:
    """Rows of inputs with their labels and, where the file has several, the part that each belongs to.

    Attributes:
        names: All columns.
        labels: The columns of labels.
        text_names: The columns that are no block.
        image_shape: Height and width where the inputs are pictures.
        number_of_rows: The rows of all parts together.
        notes: What was noticed.
    """

    def __init__(self, path: Path) -> None:
        """Reads the headers of the arrays.

        Raises:
            UserError: they cannot be read, or their names do not tell what they are.
        """
        arrays = stored_arrays(path)
        self._parts = array_parts(path, arrays)
        first = self._parts[0]
        self._inputs = column_names(first.inputs, "x")
        self.labels = column_names(first.labels, "y") if first.labels else ()
        part = (PART,) if first.text else ()
        self.names = self._inputs + self.labels + part
        self.text_names = (() if is_block(first.inputs) else self._inputs) + self.labels + part
        self.image_shape = image_shape(first.inputs) if is_block(first.inputs) else None
        self.number_of_rows = sum(each.inputs.number_of_rows for each in self._parts)
        self.notes = tuple(f"The array {name!r} is not used." for name in unused_arrays(arrays, self._parts))

    def batches(self, columns: Sequence[str]) -> Iterator[pa.Table]:
        """Yields these columns of all rows, in types of their own.

        Raises:
            UserError: the file is damaged.
        """
        for part in self._parts:
            width = part.inputs.width + (part.labels.width if part.labels else 0)
            yield from self._rows(part, columns, max(1, BATCH_CELLS // width))

    def first_rows(self, rows: int) -> pa.Table:
        """Returns all columns of at most `rows` rows, shared among the parts by their size.

        Raises:
            UserError: the file is damaged.
        """
        shares = [max(1, rows * part.inputs.number_of_rows // self.number_of_rows) for part in self._parts]
        shares[0] = rows - sum(shares[1:])
        return pa.concat_tables(
            next(self._rows(part, self.names, share)) for part, share in zip(self._parts, shares, strict=True)
        )

    def _rows(self, part: ArrayPart, columns: Sequence[str], rows: int) -> Iterator[pa.Table]:
        blocks = [columns_of(part.inputs, self._inputs, rows)]
        if part.labels is not None:
            blocks.append(columns_of(part.labels, self.labels, rows))
        for tables in zip(*blocks, strict=True):
            named = {name: column for table in tables for name, column in table.items()}
            named[PART] = pa.repeat(part.text, len(tables[0][self._inputs[0]]))
            yield pa.table(named).select(columns)
