"""Blanks that mean nothing: in columns that are lined up with them, and around cells in quotation marks."""

from __future__ import annotations

import re
from functools import cache

_RUNS = re.compile(rb'("(?:[^"]|"")*+")|^ +| +(?=[\r\n]|\Z)|(  +)', re.MULTILINE)

_AT_THE_BEGINNING = re.compile(rb' +"')


def text_for(text: str, mark: str) -> str:
    """Returns `text` without blanks that mean nothing where `mark` stands between cells."""
    return bytes_for(text.encode(), mark).decode()


def bytes_for(text: bytes, mark: str) -> bytes:
    """Returns what `text_for` does, of a text in UTF-8.

    Where blanks are the mark, a run of them is one, and those around a line are none. Else those around a cell in
    quotation marks go, if it ends in its line: they would make its marks a part of it. Both are rare, and quickly not found.
    """
    if mark == " ":
        return _RUNS.sub(_as_one_mark, text) if _has_runs(text) else text
    return _quoted_cells(mark).sub(_without_blanks, text) if _has_blanks_before_cells(text, mark) else text


def _has_runs(text: bytes) -> bool:
    around = (b"  ", b" \n", b"\n ", b" \r", b"\r ")
    return text.startswith(b" ") or text.endswith(b" ") or any(run in text for run in around)


def _has_blanks_before_cells(text: bytes, mark: str) -> bool:
    if b' "' not in text:
        return False
    return _AT_THE_BEGINNING.match(text) is not None or _blank_before_cell(mark).search(text) is not None


@cache
def _blank_before_cell(mark: str) -> re.Pattern[bytes]:
    """Returns the pattern of a blank that may be the last before a quoted cell; it begins with it, since that is found fast."""
    return re.compile(rb" (?<=[\r\n " + re.escape(mark.encode()) + rb'] )"')


def _as_one_mark(run: re.Match[bytes]) -> bytes:
    return run[1] or (run[2] and b" ") or b""


def _without_blanks(cell: re.Match[bytes]) -> bytes:
    return cell[1] or cell[2]


@cache
def _quoted_cells(mark: str) -> re.Pattern[bytes]:
    """Returns what a cell in quotation marks looks like: as it stands, or, as its second group, without blanks around it."""
    return re.compile(cell_start(mark) + rb'(?:("(?:[^"]|"")*+")|' + cell_after_blanks(mark) + rb")")


def cell_start(mark: str) -> bytes:
    """Returns the pattern of the place where a cell begins."""
    return rb"(?<![^\r\n" + re.escape(mark.encode()) + rb"])"


def cell_after_blanks(mark: str) -> bytes:
    """Returns the pattern of blanks, a cell in quotation marks that ends in its line as a group, and blanks."""
    return rb' +("(?:[^"\r\n]|"")*+") *(?=[\r\n' + re.escape(mark.encode()) + rb"]|\Z)"
