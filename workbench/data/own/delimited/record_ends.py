"""Where records end in a piece of text: at line ends that are not inside quotation marks."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from workbench.data.own.delimited.spacing import cell_after_blanks, cell_start

QUOTE = ord('"')


def last_record_end(text: bytes, mark: str) -> int:
    """Returns the place after the last record that certainly ends in `text`, 0 where none does.

    Args:
        text: UTF-8 that begins with a record.
        mark: The character between cells.
    """
    newline = _newline(text)
    if b'"' not in text:
        return text.rfind(newline, 0, _searchable(text, newline)) + 1
    quotes = np.flatnonzero(np.frombuffer(text, np.uint8) == QUOTE)
    if not _all_open_or_close(text, quotes, mark):
        return _end_after_stray_quotes(text, newline, mark)
    end = _searchable(text, newline)
    while end > 0:
        place = text.rfind(newline, 0, end)
        before = int(np.searchsorted(quotes, place))
        if before % 2 == 0:
            return place + 1
        end = int(quotes[before - 1])
    return 0


def ends_inside_quotes(text: bytes, mark: str) -> bool:
    """Returns whether the last cell of `text` is opened by a quotation mark and not closed."""
    if b'"' not in text:
        return False
    return any(cell.end() == len(text) and cell[1] == b"" for cell in _quoted_cells(mark).finditer(text))


def _newline(text: bytes) -> bytes:
    return b"\n" if b"\n" in text else b"\r"


def _searchable(text: bytes, newline: bytes) -> int:
    """Returns up to where line ends count: a carriage return at the very end may be half of one."""
    return len(text) - (newline == b"\r")


def _all_open_or_close(text: bytes, quotes: npt.NDArray[np.int64], mark: str) -> bool:
    """Returns whether every second quotation mark, from the first one on, begins a cell or doubles the one before it.

    Then the others close cells or are doubled, and being inside of quotation marks is a matter of even and odd.
    """
    opening = quotes[::2]
    before = np.frombuffer(text, np.uint8)[opening - 1]
    begins = (before == ord(mark)) | (before == ord("\n")) | (before == ord("\r")) | (opening == 0)
    doubled = np.zeros(len(opening), bool)
    doubled[1:] = opening[1:] == quotes[1::2][: len(opening) - 1] + 1
    return bool((begins | doubled).all())


@cache
def _quoted_cells(mark: str) -> re.Pattern[bytes]:
    """Returns what a quoted cell looks like; its first group is its end, empty where it has none."""
    return re.compile(cell_start(mark) + rb'(?:"[^"]*+(?:""[^"]*+)*+("?)|' + cell_after_blanks(mark) + rb")")


def _end_after_stray_quotes(text: bytes, newline: bytes, mark: str) -> int:
    end, start = 0, 0
    for cell in _quoted_cells(mark).finditer(text):
        end = max(end, text.rfind(newline, start, cell.start()) + 1)
        start = cell.end()
    return max(end, text.rfind(newline, start, _searchable(text, newline)) + 1)
