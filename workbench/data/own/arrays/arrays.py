"""The reader of NumPy's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from workbench.core.fields import Value, filled
from workbench.core.own_data import Reading
from workbench.data.own.arrays.array_table import ArrayTable
from workbench.data.own.arrays.stored_arrays import is_npz
from workbench.data.own.cell_numbers import with_numbers
from workbench.data.own.reader import SAMPLE_ROWS, Batch, Reader, Sample
from workbench.data.own.text_columns import as_text

NAME = "arrays"
MAGIC = b"\x93NUMPY"


def recognises(path: Path) -> bool:
    """Whether the file is a `.npy` or a zip archive with one in it."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC or is_npz(path)
    except OSError:
        return False


def propose(path: Path, options: Mapping[str, Value]) -> Reading:
    """Returns the only way to read such a file.

    Raises:
        UserError: the file cannot be read, or the names of its arrays do not tell what they are.
    """
    ArrayTable(path)
    return Reading(NAME, filled((), options, "NumPy arrays"))


def sample(path: Path, reading: Reading, labels_file: Path | None) -> Sample:
    """Returns the first rows of all parts; the array of labels declares itself.

    Raises:
        UserError: the file cannot be read.
    """
    arrays = ArrayTable(path)
    table = arrays.first_rows(SAMPLE_ROWS)
    return Sample(
        as_text(table, arrays.text_names),
        table.num_rows == arrays.number_of_rows,
        arrays.labels,
        image_shape=arrays.image_shape,
        notes=arrays.notes,
    )


def batches(
    path: Path, reading: Reading, columns: tuple[str, ...], numbers: frozenset[str]
) -> Iterator[Batch]:
    """Yields all rows, part by part.

    Raises:
        UserError: the file cannot be read, or a text among the numbers is none.
    """
    arrays, size, done = ArrayTable(path), path.stat().st_size, 0
    texts = [name for name in columns if name in arrays.text_names and name not in numbers]
    for rows in arrays.batches(columns):
        place = partial(_place, done)
        done += rows.num_rows
        table = with_numbers(as_text(rows, texts), numbers, path, place)
        yield Batch(table, size * done // arrays.number_of_rows)


def _place(done: int, row: int) -> str:
    return f"row {done + row + 1}"


ARRAYS = Reader(NAME, "NumPy arrays", (".npz", ".npy"), (), recognises, propose, sample, batches)
