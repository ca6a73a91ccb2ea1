"""The lines of an ARFF file's data, some at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from workbench.core.errors import UserError

BLOCK_CHARACTERS = 1 << 19


@dataclass(frozen=True)
class Lines:
    """Some lines that follow each other, with their ends.

    Attributes:
        lines: Their text.
        first: The number of the first one, from 1 at the file's beginning.
        bytes_done: How much of the file had been read behind them.
    """

    lines: list[str]
    first: int
    bytes_done: int

    def rows(self) -> Iterator[tuple[int, str]]:
        """Yields the lines that hold a row, with their numbers."""
        for number, line in enumerate(self.lines, start=self.first):
            text = line.strip()
            if text and not text.startswith("%"):
                yield number, line

    def line_of_row(self, row: int) -> int:
        """Returns the number of the line that holds this row, from 0."""
        return next(islice(self.rows(), row, None))[0]


@contextmanager
def readable(path: Path, encoding: str) -> Iterator[TextIOWrapper]:
    """Opens a file as text whose lines end in any of the three ways.

    Raises:
        UserError: the file cannot be read, or its bytes are not in this encoding.
    """
    try:
        with path.open(encoding=encoding) as file:
            yield file
    except UnicodeError:
        raise UserError(f"{path.name} is not in the encoding {encoding}; choose another encoding.") from None
    except OSError as error:
        raise UserError(f"{path.name} cannot be read ({error.strerror}).") from None


def data_lines(
    path: Path, encoding: str, skipped: int, largest: int, block: int = BLOCK_CHARACTERS
) -> Iterator[Lines]:
    """Yields all lines but the first `skipped`, at most `largest` at a time.

    Raises:
        UserError: the file cannot be read, or its bytes are not in this encoding.
    """
    first = skipped + 1
    with readable(path, encoding) as file:
        for _ in range(skipped):
            file.readline()
        while lines := file.readlines(block):
            for start in range(0, len(lines), largest):
                piece = lines[start : start + largest]
                yield Lines(piece, first, os.lseek(file.fileno(), 0, os.SEEK_CUR))
                first += len(piece)
