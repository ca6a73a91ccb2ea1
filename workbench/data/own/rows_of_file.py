"""The rows of another file, for a network that was trained on any data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.core.errors import UserError
from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.core.project import DataChoice
from workbench.data.dataset import Dataset
from workbench.data.load import load
from workbench.data.own.doctor.encode_labels import form_named
from workbench.data.own.file_reference import read_failure, size_of
from workbench.data.own.new_rows.new_rows import NewRows
from workbench.data.own.new_rows.rows_like import batches_like
from workbench.data.row_parts import RowPart, RowParts


def rows_of_file(data: DataChoice, path: Path) -> RowParts:
    """Returns the rows of `path`, which has columns for the inputs of `data`; labels where it has those too.

    Raises:
        UserError: the data of the network cannot be had.
    """
    own = data.own or named_like(load(data))
    kind = form_named(own.labels.form).label_kind if data.own else load(data).label_kind
    return RowParts(path.name, kind, len(own.labels.class_names), lambda: _parts(own, path))


def named_like(dataset: Dataset) -> OwnData:
    """Returns how a file is read whose columns are called like the inputs of a built-in set, without labels."""
    columns = tuple(Column(name) for name in dataset.input_names)
    labels = LabelReading("", dataset.class_names, dataset.class_names)
    return OwnData(FileReference(dataset.title), Reading(""), columns, labels)


def _parts(own: OwnData, path: Path) -> Iterator[RowPart]:
    try:
        size = max(size_of(path), 1)
    except OSError as error:
        raise UserError(read_failure(path, error)) from None
    for rows in batches_like(own, path):
        yield _part(rows, min(rows.bytes_done / size, 1.0))


def _part(rows: NewRows, done: float) -> RowPart:
    shown = {name: _texts(rows.columns.column(name)) for name in rows.columns.column_names}
    return RowPart(
        rows.inputs, rows.labels, ~rows.labelled, {n: t for n, t in shown.items() if t}, done, rows.notes
    )


def _texts(column: pa.ChunkedArray) -> list[Any]:
    """Returns the cells as texts; nothing for a block of numbers, which is no help as text."""
    if pa.types.is_list(column.type) or pa.types.is_fixed_size_list(column.type):
        return []
    if pa.types.is_floating(column.type):
        return ["" if value is None or value != value else _number(value) for value in column.to_pylist()]
    texts: list[Any] = pc.fill_null(column.cast(pa.string()), "").to_pylist()
    return texts


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
