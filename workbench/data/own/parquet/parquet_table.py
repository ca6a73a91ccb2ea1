"""The columns of a Parquet file that can be read, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.core.errors import UserError

LARGEST_BUFFER, ALL_BUFFERS = 1 << 20, 64 << 20
"""Bytes of a column, and of all, read at a time. Without it whole parts of the file come at once and, by default, stay."""
DAMAGES = (pa.ArrowException, OSError, ValueError)
"""What pyarrow raises for damaged files."""

UNREADABLE_TYPES: tuple[tuple[Callable[[Any], bool], str], ...] = (
    (pa.types.is_nested, "holds lists or records; write their parts as columns of their own"),
    (lambda type_: "binary" in str(type_), "holds bytes; write them as text or as numbers"),
    (pa.types.is_duration, "holds durations; write them as numbers"),
)
"""Types of columns that are left out, with what to do about them."""


class ParquetTable:
    """An open Parquet file.

    Attributes:
        path: The file.
        names: The columns that can be read.
        notes: What is said of the others.
        number_of_rows: As many as the file declares.
    """

    def __init__(self, path: Path) -> None:
        """Reads what the file says of itself.

        Raises:
            UserError: the file is damaged, or its columns cannot be read.
        """
        self.path = path
        self._file = _opened(path)
        self.number_of_rows = int(self._file.metadata.num_rows)
        fields = list(self._file.schema_arrow)
        self._check_names([field.name for field in fields])
        advice = {field.name: text for field in fields if (text := _advice(field.type))}
        self.names = tuple(field.name for field in fields if field.name not in advice)
        self.notes = tuple(f"Column {name!r} is left out: it {text}." for name, text in advice.items())
        if not self.names:
            raise UserError(f"{path.name} has no column that can be read. {' '.join(self.notes)}".strip())

    def _check_names(self, names: list[str]) -> None:
        wrong = next((name for name in names if not name or names.count(name) > 1), None)
        if wrong is not None:
            raise UserError(
                f"{self.path.name} has columns that share the name {wrong!r}, or have none;"
                " write it again with a name of its own for each."
            )

    def batches(self, columns: Iterable[str], rows: int) -> Iterator[pa.Table]:
        """Yields these columns of all rows in tables of at most `rows`, in the types that the file has.

        Raises:
            UserError: the file is damaged.
        """
        names = list(columns)
        try:
            for batch in self._file.iter_batches(rows, columns=names):
                table = pa.Table.from_batches([batch]).select(names)
                # Texts that are not UTF-8 would only fail where they are shown.
                table.validate(full=True)
                yield table
        except DAMAGES as error:
            raise _damaged(self.path, error) from None

    def first_rows(self, rows: int) -> pa.Table:
        """Returns at most `rows` rows of all columns, in the types that the file has.

        Raises:
            UserError: the file is damaged.
        """
        empty = self._file.schema_arrow.empty_table().select(self.names)
        return next(self.batches(self.names, rows), empty)


def _opened(path: Path) -> Any:
    try:
        columns = pq.read_metadata(path).num_columns
        buffer = min(LARGEST_BUFFER, max(4096, ALL_BUFFERS // max(1, columns)))
        return pq.ParquetFile(path, buffer_size=buffer, pre_buffer=False)
    except DAMAGES as error:
        raise _damaged(path, error) from None


def _damaged(path: Path, error: Exception) -> UserError:
    reason = str(error).splitlines()[0].rstrip(".")
    return UserError(f"{path.name} cannot be read as Parquet ({reason}); write or copy it again.")


def _advice(type_: Any) -> str:
    if pa.types.is_dictionary(type_):
        return _advice(type_.value_type)
    return next((text for is_so, text in UNREADABLE_TYPES if is_so(type_)), "")
