"""Files of a person for tests: a table written as it is given, and the choices that go with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading


def write_table(path: Path, columns: dict[str, list[Any]], rows_together: int = 2) -> Path:
    """Writes a Parquet file that is read in batches of `rows_together`."""
    pq.write_table(pa.table(columns), path, row_group_size=rows_together)
    return path


def own_table(path: Path, columns: dict[str, list[Any]], *described: Column, **others: Any) -> OwnData:
    """Writes the columns to a file, and returns it as data: the last column is the label unless `described` says else."""
    write_table(path, columns)
    known = {column.name: column for column in described}
    *inputs, label = columns
    proposed = (*map(Column, inputs), Column(label, "label", "text"))
    return OwnData(
        file=FileReference(str(path)),
        reading=Reading("parquet"),
        columns=tuple(known.get(column.name, column) for column in proposed),
        labels=LabelReading(""),
        **others,
    )
