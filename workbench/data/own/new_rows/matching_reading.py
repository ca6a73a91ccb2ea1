"""Finds how a new file is read, so that it has the columns that a network takes."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from workbench.core.errors import UserError
from workbench.core.own_data import Column, OwnData, Reading
from workbench.data.own.importing.matching_columns import check_columns
from workbench.data.own.reader import Question
from workbench.data.own.readers import READERS, reader_for


def input_columns(own: OwnData) -> tuple[Column, ...]:
    """Returns the columns that a network gets."""
    return tuple(column for column in own.columns if column.role == "input")


def matching_reading(own: OwnData, path: Path) -> tuple[Reading, pa.Table]:
    """Returns how `path` is read, and its first rows: as the data of the network where that fits, else as proposed.

    Raises:
        UserError: it cannot be read, or lacks a column that is an input.
    """
    name = reader_for(path).name
    if name == own.reading.format:
        try:
            return own.reading, _first_rows(own, path, own.reading)
        except UserError:
            # It may be written in another way, with other separators, say.
            pass
    reading = _proposed(own, path, name)
    return reading, _first_rows(own, path, reading)


def _proposed(own: OwnData, path: Path, name: str) -> Reading:
    try:
        return READERS[name].propose(path, {})
    except Question as question:
        if name != own.reading.format:
            raise
        return READERS[name].propose(path, {question.field: own.reading.options[question.field]})


def _first_rows(own: OwnData, path: Path, reading: Reading) -> pa.Table:
    table = READERS[reading.format].sample(path, reading, None).table
    check_columns(input_columns(own), table, path)
    return table
