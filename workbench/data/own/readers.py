"""The table of all kinds of files that can be read."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.arff.arff import ARFF
from workbench.data.own.arrays.arrays import ARRAYS
from workbench.data.own.delimited.delimited import DELIMITED
from workbench.data.own.parquet.parquet import PARQUET
from workbench.data.own.pictures.pictures import PICTURES
from workbench.data.own.reader import Reader
from workbench.data.own.unreadable_files import unreadable_kind

READERS: dict[str, Reader] = {reader.name: reader for reader in (PARQUET, ARFF, ARRAYS, PICTURES, DELIMITED)}
"""In the order in which they are asked whether they recognise a file."""


def reader_for(path: Path) -> Reader:
    """Returns the row that reads what lies at `path`.

    Raises:
        UserError: nothing lies there, it is empty, or it is of a kind that is not read.
    """
    _check_there(path)
    kind = unreadable_kind(path)
    if kind is not None:
        raise UserError(f"{path.name} is {kind.title} and cannot be read as data; {kind.advice}.")
    for reader in READERS.values():
        if reader.recognises(path):
            return reader
    raise UserError(f"{path.name} is no data that can be read; {_what_can_be()}.")


def _check_there(path: Path) -> None:
    if not path.exists():
        raise UserError(f"{path} does not exist; check the name, or look where the file went.")
    if path.is_dir():
        return
    if not path.is_file():
        raise UserError(f"{path} is neither a file nor a folder; choose one that is.")
    if path.stat().st_size == 0:
        raise UserError(f"{path.name} is empty; choose a file with rows of data.")
    if not os.access(path, os.R_OK):
        raise UserError(f"{path.name} may not be read; ask its owner for the permission, or choose another.")


def _what_can_be() -> str:
    return f"choose one of {', '.join(reader.title for reader in READERS.values())}"
