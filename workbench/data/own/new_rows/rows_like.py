"""Reads another file as the data of a network was read; it need not have labels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData
from workbench.data.dataset import Labels
from workbench.data.own.doctor.encode_labels import form_named
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.importing.columns.category_column import CategoryColumn
from workbench.data.own.importing.columns.input_column import InputColumn
from workbench.data.own.importing.columns.input_columns import input_column
from workbench.data.own.importing.file_batches import file_batches
from workbench.data.own.importing.read_rows import number_columns, numbers_of
from workbench.data.own.importing.write_arrays import inputs_of
from workbench.data.own.new_rows.matching_reading import input_columns, matching_reading
from workbench.data.own.new_rows.new_rows import NewRows
from workbench.data.own.reader import Batch


def rows_like(own: OwnData, path: Path) -> NewRows:
    """Returns all rows of a file at once; see `batches_like` for files larger than memory.

    Raises:
        UserError: the file cannot be read, has no rows, or lacks a column that is an input.
    """
    parts = list(batches_like(own, path))
    if not parts:
        raise UserError(f"{path.name} has no rows; bring a file with rows below its header.")
    labels = [part.labels for part in parts if part.labels is not None]
    return NewRows(
        np.concatenate([part.inputs for part in parts]),
        np.concatenate(labels) if labels else None,
        np.concatenate([part.labelled for part in parts]),
        pa.concat_tables([part.columns for part in parts]),
        tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        parts[-1].bytes_done,
    )


def batches_like(own: OwnData, path: Path) -> Iterator[NewRows]:
    """Yields the rows of a file in its order, some at a time.

    Args:
        own: The data that the network was trained on, as its import returned it.
        path: The file. Columns that are no inputs may be missing in it, and others may be there.

    Raises:
        UserError: the file cannot be read, or lacks a column that is an input.
    """
    reading, first_rows = matching_reading(own, path)
    names = tuple(first_rows.column_names)
    with closing(file_batches(path, reading, names, number_columns(own))) as batches:
        for batch in batches:
            yield _new_rows(own, batch)


def _new_rows(own: OwnData, batch: Batch) -> NewRows:
    columns = tuple(input_column(column, is_closed=True) for column in input_columns(own))
    inputs = inputs_of(columns, columns, numbers_of(columns, batch.table))
    labels, labelled, unknown = _labels(own, batch.table)
    notes = (*_notes(columns), *unknown)
    return NewRows(inputs, labels, labelled, batch.table, notes, batch.bytes_done)


def _labels(own: OwnData, table: pa.Table) -> tuple[Labels | None, NDArray[np.bool_], tuple[str, ...]]:
    """Returns the labels of the rows, which of them have one that the network knows, and a note about the others."""
    names = [column.name for column in own.columns if column.role in ("label", "tags")]
    if not names or not set(names) <= set(table.column_names):
        return None, np.zeros(table.num_rows, bool), ()
    columns = LabelColumns.of(table.select(names))
    read = form_named(own.labels.form).read(columns, own.labels)
    strange = np.flatnonzero(~read.rows_fit & ~read.unlabelled)
    return read.values, read.rows_fit & ~read.unlabelled, _unknown(columns, strange)


def _unknown(columns: LabelColumns, rows: NDArray[np.intp]) -> tuple[str, ...]:
    if not len(rows):
        return ()
    where = "“" + "”, “".join(columns.names[:3]) + "”"
    example = columns.row_text(int(rows[0]))
    return (f"{where} holds {example}, a label that the network does not know: such rows are not compared.",)


def _notes(columns: tuple[InputColumn, ...]) -> Iterator[str]:
    for column in columns:
        if isinstance(column, CategoryColumn) and column.strange:
            texts = ", ".join(f"“{text}”" for text in list(column.strange)[:3])
            yield f"“{column.column.name}” holds {texts}, which the training never met: taken as missing."
