"""The first records of a text: cells, the line where each begins, and where it lies in the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from workbench.core.errors import UserError

LONGEST_RECORD = 64 << 20
"""Bytes after which a cell in quotation marks is taken for one that was never closed."""
# Python's own limit is for the whole program, and lower than what is read elsewhere here.
csv.field_size_limit(max(csv.field_size_limit(), LONGEST_RECORD))

HEAD_RECORDS = 1000
"""Records that proposals look at."""


@dataclass(frozen=True)
class Record:
    """One record, which is one line unless a quoted cell goes on in the next.

    Attributes:
        line: The line where it begins, from 1.
        start: How many characters stand before it.
        cells: Its cells.
    """

    line: int
    start: int
    cells: tuple[str, ...]


def first_records(path: Path, text: str, mark: str, is_whole: bool) -> list[Record]:
    """Returns the first records of `text`, without blank lines, and without the last one where the text goes on after it.

    Args:
        path: The file, for messages.
        text: How it begins.
        mark: The character between cells.
        is_whole: Whether this is all of it.

    Raises:
        UserError: a cell never ends.
    """
    found = list(islice(all_records(path, text, mark), HEAD_RECORDS + 1))
    if len(found) > 1 and not is_whole:
        found.pop()
    return [record for record in found if not is_blank(record.cells)][:HEAD_RECORDS]


def all_records(path: Path, text: str, mark: str, first_line: int = 1) -> Iterator[Record]:
    """Yields every record of `text` with its place, blank lines too; `mark` is the character between cells.

    Raises:
        UserError: a cell never ends.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=mark)
    line, start = 0, 0
    try:
        for cells in reader:
            yield Record(first_line + line, start, tuple(cells))
            line, start = reader.line_num, lines.taken
    except csv.Error:
        raise never_ends(path, first_line + line) from None


def is_blank(cells: tuple[str, ...], width: int = 2) -> bool:
    """Returns whether a record is a blank line; in a table of one column, blanks are a cell."""
    return not cells or (width > 1 and len(cells) == 1 and not cells[0].strip())


def never_ends(path: Path, line: int) -> UserError:
    """Returns the refusal of a file whose record at `line` has no end."""
    return UserError(
        f"{path.name}, line {line}: a cell that begins here never ends; close the quotation mark that opens it."
    )


class _Lines:
    """The lines of a text, ended as they are, and how many characters were taken of them."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.taken = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken += len(line)
        return line
