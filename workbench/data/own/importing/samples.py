"""Looks at the first rows of the files, to see at once whether they fit what was chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbench.core.errors import UserError
from workbench.core.fields import filled
from workbench.core.own_data import OwnData
from workbench.data.own.importing.matching_columns import check_columns
from workbench.data.own.reader import Reader, Sample
from workbench.data.own.readers import READERS


def reader_of(own: OwnData) -> Reader:
    """Returns the row of the table of readers.

    Raises:
        UserError: there is no such format.
    """
    if own.reading.format not in READERS:
        raise UserError(
            f"{Path(own.file.path).name} is kept as “{own.reading.format}”, which this version cannot read;"
            " open it with a newer one."
        )
    return READERS[own.reading.format]


def check_reading(own: OwnData) -> None:
    """Refuses a way of reading that is not complete, or not one of this version.

    Raises:
        UserError: there is no such format, or a field of it has no value, or one that cannot be.
    """
    reader = reader_of(own)
    absent = filled(reader.fields, own.reading.options, reader.title).keys() - own.reading.options.keys()
    if absent:
        raise UserError(
            f"It is not said how {Path(own.file.path).name} is read: {', '.join(sorted(absent))}."
        )


def checked_sample(own: OwnData) -> Sample:
    """Returns what the table says of itself, without its rows, after a look at the first ones of each file.

    Raises:
        UserError: a file cannot be read or lacks a column, or no column is an input or none a label.
    """
    check_reading(own)
    _check_roles(own)
    needed = tuple(column for column in own.columns if column.role != "ignore")
    sample = _sample(own, Path(own.file.path))
    check_columns(needed, sample.table, Path(own.file.path))
    if own.test_file is not None:
        second = Path(own.test_file.path)
        check_columns(needed, _sample(own, second).table, second)
    return replace(sample, table=sample.table.schema.empty_table())


def _sample(own: OwnData, path: Path) -> Sample:
    labels_file = None if own.labels_file is None else Path(own.labels_file.path)
    return reader_of(own).sample(path, own.reading, labels_file)


def _check_roles(own: OwnData) -> None:
    roles = {column.role for column in own.columns}
    name = Path(own.file.path).name
    if not roles & {"label", "tags"}:
        raise UserError(f"No column of {name} is the label; say which one the network shall learn to tell.")
    if "input" not in roles:
        raise UserError(f"No column of {name} is an input; say what the network shall look at.")
