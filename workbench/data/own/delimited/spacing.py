"""Blanks that mean nothing: in columns that are lined up with them, and around cells in quotation marks."""

from __future__ import annotations

import re
from functools import cache

_RUNS = re.compile(rb'("(?:[^"]|"")*+")|^ +| +(?=[\r\n]|\Z)|(  +)', re.MULTILINE)


def text_for(text: str, mark: str) -> str:
    """Returns `text` without blanks that mean nothing where `mark` stands between cells."""
    return bytes_for(text.encode(), mark).decode()


def bytes_for(text: bytes, mark: str) -> bytes:
    """Returns what `text_for` does, of a text in UTF-8.

    Where blanks are the mark, a run of them is one, and those around a line are none. Else those between a mark and a
    quotation mark go, which would be taken for a part of the cell. What is looked for first is rare and quickly not found.
    """
    if mark == " ":
        return _RUNS.sub(_as_one_mark, text) if _has_runs(text) else text
    if mark.encode() + b' "' not in text and b'\n "' not in text:
        return text
    return _quoted_cells(mark).sub(rb"\1", text)


def _has_runs(text: bytes) -> bool:
    around = (b"  ", b" \n", b"\n ", b" \r", b"\r ")
    return text.startswith(b" ") or text.endswith(b" ") or any(run in text for run in around)


def _as_one_mark(run: re.Match[bytes]) -> bytes:
    return run[1] or (run[2] and b" ") or b""


@cache
def _quoted_cells(mark: str) -> re.Pattern[bytes]:
    """Returns what a whole quoted cell looks like with the blanks around it; its group is the cell."""
    ends = re.escape(mark.encode()) + rb"\r\n"
    return re.compile(rb"(?<![^" + ends + rb']) *("(?:[^"]|"")*+") *(?=[' + ends + rb"]|\Z)")
