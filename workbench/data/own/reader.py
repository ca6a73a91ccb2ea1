"""What every kind of file offers: proposals for how it is read, a sample, and all rows in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from workbench.core.errors import UserError
from workbench.core.fields import Field, Value
from workbench.core.own_data import Reading

SAMPLE_ROWS = 1000
"""Rows that a preview and all proposals look at."""


class Question(UserError):
    """What a file does not say by itself, and a person has to.

    Attributes:
        field: The name of the reader's field that answers it.
        choices: Answers that are possible, the likeliest first.
    """

    def __init__(self, message: str, field: str, choices: tuple[Value, ...] = ()) -> None:
        super().__init__(message)
        self.field, self.choices = field, choices


@dataclass(frozen=True, eq=False)
class Sample:
    """The first rows of a file, and what the file says of itself.

    Attributes:
        table: At most `SAMPLE_ROWS` rows. A column is `pa.string()`, the cells exactly as they stand in the file, with null
            only where the format has a mark for “no value”; or a block of numbers, `pa.list_(pa.float32(), width)`.
        is_whole: Whether these are all rows.
        labels: Columns that the file itself declares to be labels.
        categories: The values that the file itself declares for a column, in its order.
        image_shape: Height and width where the one block of the table is a picture; a colour picture has three
            numbers a pixel.
        notes: What was noticed on the way, as sentences.
    """

    table: pa.Table
    is_whole: bool
    labels: tuple[str, ...] = ()
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    image_shape: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Some rows of a file, in its order.

    Attributes:
        table: The columns that were asked for, as in `Sample.table`; those of `numbers` are `pa.float64()`, with null for
            a missing value.
        bytes_done: How much of the file has been read, for the progress.
        notes: In the last batch, what is to be said of the whole file instead of what the sample says of its beginning.
    """

    table: pa.Table
    bytes_done: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reader:
    """One row: a kind of file.

    Attributes:
        name: The key in project files.
        title: What a person reads.
        suffixes: Endings of names, in lower case, that dialogs offer.
        fields: What can be chosen about reading it; `Reading.options` has a value for each.
        recognises: Whether this path is such a file, by its first bytes rather than by its name. Never raises.
        propose: Takes the path and the options that are already chosen, and returns a reading with all of them filled in.
            Raises `Question` or `UserError`.
        sample: Takes the path, a complete reading, and the file that names the labels if there is one. Raises `UserError`.
        batches: Takes the path, a complete reading, the columns wanted and, of these, the ones wanted as numbers; yields
            all rows. A cell that is no number and no mark of a missing value raises `UserError` with its row and column.
        is_folder: Whether such data is a folder.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    fields: tuple[Field, ...]
    recognises: Callable[[Path], bool]
    propose: Callable[[Path, Mapping[str, Value]], Reading]
    sample: Callable[[Path, Reading, Path | None], Sample]
    batches: Callable[[Path, Reading, tuple[str, ...], frozenset[str]], Iterator[Batch]]
    is_folder: bool = False
