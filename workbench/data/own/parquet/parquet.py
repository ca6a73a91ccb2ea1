"""The reader of Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from workbench.core.fields import Value, filled
from workbench.core.own_data import Reading
from workbench.data.own.cell_numbers import with_numbers
from workbench.data.own.parquet.parquet_table import ParquetTable
from workbench.data.own.reader import SAMPLE_ROWS, Batch, Reader, Sample
from workbench.data.own.text_columns import as_text

NAME = "parquet"
MAGIC = b"PAR1"
BATCH_CELLS = 1 << 19
"""Cells that are in memory together: few enough that Cancel acts at once."""
FEWEST_ROWS = 1024
"""Of a batch, however wide: every column of one costs some time, whatever its length."""


def recognises(path: Path) -> bool:
    """Whether the file begins as Parquet does."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def propose(path: Path, options: Mapping[str, Value]) -> Reading:
    """Returns the only way to read such a file.

    Raises:
        UserError: the file cannot be read.
    """
    ParquetTable(path)
    return Reading(NAME, filled((), options, "Parquet"))


def sample(path: Path, reading: Reading, labels_file: Path | None) -> Sample:
    """Returns the first rows as text.

    Raises:
        UserError: the file cannot be read.
    """
    parquet = ParquetTable(path)
    rows = parquet.first_rows(SAMPLE_ROWS)
    return Sample(as_text(rows, parquet.names), parquet.number_of_rows <= rows.num_rows, notes=parquet.notes)


def batches(
    path: Path, reading: Reading, columns: tuple[str, ...], numbers: frozenset[str]
) -> Iterator[Batch]:
    """Yields all rows; numbers are taken from the file as they are, without a way through text.

    Raises:
        UserError: the file cannot be read, or a text among the numbers is none.
    """
    parquet, size, done = ParquetTable(path), path.stat().st_size, 0
    texts = [name for name in columns if name not in numbers]
    for rows in parquet.batches(columns, max(FEWEST_ROWS, BATCH_CELLS // len(columns))):
        place = partial(_place, done)
        done += rows.num_rows
        table = with_numbers(as_text(rows, texts), numbers, path, place)
        yield Batch(table, size * done // max(done, parquet.number_of_rows))


def _place(done: int, row: int) -> str:
    return f"row {done + row + 1}"


PARQUET = Reader(NAME, "Parquet", (".parquet", ".pq"), (), recognises, propose, sample, batches)
