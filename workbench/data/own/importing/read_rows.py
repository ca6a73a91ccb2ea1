"""The one time that all rows of the files are read: everything is written down as numbers, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData
from workbench.data.own.doctor.label_rows import LabelRows, text_columns
from workbench.data.own.file_reference import size_of
from workbench.data.own.importing.array_file import ArrayFile
from workbench.data.own.importing.columns.input_column import InputColumn
from workbench.data.own.importing.columns.input_columns import input_column
from workbench.data.own.importing.columns.part_column import CHECKS, named_parts
from workbench.data.own.importing.course import Course
from workbench.data.own.importing.file_batches import file_batches
from workbench.data.own.importing.label_codes import LabelCodes
from workbench.data.own.importing.row_error import RowError
from workbench.data.own.importing.row_places import RowPlaces

PIECE_BYTES = 2**21
"""Of the numbers that are handled at once: little enough that other threads get their turn and Cancel acts."""

MANY_LABELS = 5000
"""Different rows of labels from which on it is worth a look whether they are labels at all."""


@dataclass(frozen=True, eq=False)
class RowsRead:
    """All rows of the files as numbers in files, shape (n, ...) each.

    Attributes:
        numbers: (n, sum of the widths of `columns`) float32.
        codes: (n,) int32, the number of the row in `labels`.
        parts: (n,) uint8, whether it trains, checks or tests, see `part_column`.
        columns: What the numbers are.
        labels: The different rows of labels.
        places: Which row of which file each one is.
        notes: What the readers say of the whole files.
    """

    numbers: Path
    codes: Path
    parts: Path
    columns: tuple[InputColumn, ...]
    labels: LabelRows
    places: RowPlaces
    notes: tuple[str, ...] = ()


class _Rows:
    """Where the rows of the batches are written."""

    def __init__(self, own: OwnData, folder: Path, look: Callable[[LabelRows], object]) -> None:
        self._look: Callable[[LabelRows], object] | None = look
        self.columns = tuple(input_column(column) for column in own.columns if column.role == "input")
        self.labels = LabelCodes()
        self.notes: list[str] = []
        self._label_names = [column.name for column in own.columns if column.role in ("label", "tags")]
        self._part_names = [column.name for column in own.columns if column.role == "part"]
        width = sum(column.width for column in self.columns)
        self.numbers = ArrayFile(folder / "numbers.npy", np.float32, (width,))
        self.codes = ArrayFile(folder / "codes.npy", np.int32)
        self.parts = ArrayFile(folder / "parts.npy", np.uint8)
        self.piece_rows = max(PIECE_BYTES // (4 * width), 1)

    def append(self, table: pa.Table, all_check: bool) -> None:
        """Writes some rows; a second file's check, all of them."""
        # Nothing is written before every cell is understood, so that a bad one's row is known.
        numbers = numbers_of(self.columns, table)
        parts = np.zeros(table.num_rows, np.uint8)
        for name in self._part_names:
            parts = np.maximum(parts, named_parts(table.column(name), name))
        if all_check:
            parts[:] = CHECKS
        self.numbers.append(numbers)
        self.codes.append(self.labels.codes(text_columns(table.select(self._label_names))))
        self.parts.append(parts)
        if self._look is not None and len(self.labels) > MANY_LABELS:
            self._look(self.labels.rows())
            self._look = None


def numbers_of(
    columns: tuple[InputColumn, ...], table: pa.Table
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Returns the numbers of some rows, column beside column.

    Raises:
        RowError: a cell cannot be understood.
    """
    numbers = np.empty((table.num_rows, sum(column.width for column in columns)), np.float32)
    first = 0
    for column in columns:
        numbers[:, first : first + column.width] = column.numbers(table.column(column.column.name))
        first += column.width
    return numbers


def pieces(table: pa.Table, rows: int) -> Iterator[pa.Table]:
    """Yields the table in parts of so many rows at most; nothing is copied."""
    for first in range(0, table.num_rows, rows):
        yield table.slice(first, rows)


def read_rows(own: OwnData, folder: Path, course: Course, look: Callable[[LabelRows], object]) -> RowsRead:
    """Reads all rows of the file, and then those of the second one, and writes them to `folder` as numbers.

    Args:
        own: What was chosen.
        folder: Where the files go.
        course: Hears of the progress.
        look: Is shown the labels as soon as there are suspiciously many different ones. What it raises ends the work:
            a large file need not be read to its end to see that its labels are none.

    Raises:
        UserError: a file cannot be read, or a cell cannot be understood.
        Cancelled: `course` said so.
    """
    rows = _Rows(own, folder, look)
    places = RowPlaces()
    paths = [Path(reference.path) for reference in (own.file, own.test_file) if reference is not None]
    ends = np.cumsum([0, *map(size_of, paths)]) / max(sum(map(size_of, paths)), 1)
    with rows.numbers, rows.codes, rows.parts:
        for number, path in enumerate(paths):
            places.begin(path.name, rows.numbers.rows)
            stretch = course.stretch(float(ends[number]), float(ends[number + 1]))
            try:
                _read_file(path, own, rows, all_check=number > 0, course=stretch)
            except RowError as error:
                raise UserError(f"{places.name(rows.numbers.rows + error.row)}: {error}") from None
    return RowsRead(
        rows.numbers.path,
        rows.codes.path,
        rows.parts.path,
        rows.columns,
        rows.labels.rows(),
        places,
        tuple(rows.notes),
    )


def _read_file(path: Path, own: OwnData, rows: _Rows, all_check: bool, course: Course) -> None:
    wanted = tuple(column.name for column in own.columns if column.role != "ignore")
    size = max(size_of(path), 1)
    with closing(file_batches(path, own.reading, wanted, number_columns(own))) as batches:
        for batch in batches:
            for piece in pieces(batch.table, rows.piece_rows):
                course.at(batch.bytes_done / size)
                rows.append(piece, all_check)


def number_columns(own: OwnData) -> frozenset[str]:
    """Returns the columns that a reader gives as numbers."""
    return frozenset(
        column.name
        for column in own.columns
        if column.role == "input" and column.kind == "number" and column.width == 1
    )
