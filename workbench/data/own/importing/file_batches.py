"""All rows of a file, some at a time, the next ones always being read already."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from workbench.core.errors import UserError
from workbench.core.own_data import Reading
from workbench.data.own.file_reference import read_failure
from workbench.data.own.importing.read_ahead import read_ahead
from workbench.data.own.reader import Batch
from workbench.data.own.readers import READERS


def file_batches(
    path: Path, reading: Reading, columns: tuple[str, ...], numbers: frozenset[str]
) -> Generator[Batch]:
    """Yields the rows of a file in its order; close it where not all of them are wanted.

    Args:
        path: The file or folder.
        reading: How it is read.
        columns: The columns wanted.
        numbers: Those of them that are wanted as numbers.

    Raises:
        UserError: the file cannot be read, or a cell is no number.
    """
    batches = READERS[reading.format].batches(path, reading, columns, numbers)
    with closing(read_ahead(_readable(path, batches))) as ahead:
        yield from ahead


def _readable(path: Path, batches: Iterator[Batch]) -> Iterator[Batch]:
    # Here and not around the caller's work with the rows, whose troubles with a disk are others.
    try:
        yield from batches
    except OSError as error:
        raise UserError(read_failure(path, error)) from None
