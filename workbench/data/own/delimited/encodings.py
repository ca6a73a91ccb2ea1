"""How the bytes of a text file become characters: by its mark, else strict UTF-8, else a person says."""

from __future__ import annotations

import codecs
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.reader import Question

ENCODINGS: tuple[str, ...] = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "iso-8859-15", "cp1250", "cp1251", "cp1253",
    "cp1254", "koi8-r", "cp437", "cp850", "mac-roman", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
"""By Python's names. A byte-order mark at the beginning of the first five is left out by itself."""

LIKELY_ENCODINGS = ("cp1252", "latin-1", "mac-roman", "cp1250", "cp1251", "shift_jis", "gb18030", "utf-16-le")
"""What a file that is not UTF-8 is in, the commonest first."""

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks. That of UTF-32 begins like one of UTF-16, so it comes first."""


def encoding_of(path: Path, head: bytes) -> str:
    """Returns the encoding that the first bytes of a file prove.

    Raises:
        Question: they are text, but they do not say in which encoding.
        UserError: they are not text.
    """
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        raise _with_zero_bytes(path, head)
    if not is_utf8(head):
        raise Question(
            f"{path.name} is not in UTF-8; choose the encoding in which its words read right.",
            "encoding",
            LIKELY_ENCODINGS,
        )
    return "utf-8"


def is_utf8(head: bytes) -> bool:
    """Returns whether these bytes begin a UTF-8 text; a character cut off at the end is none of its faults."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def looks_like_utf16(head: bytes) -> bool:
    """Returns whether every second byte is zero, as in UTF-16 without its mark."""
    even, odd = head[0:4096:2], head[1:4096:2]
    zeros = max(even.count(0) / max(len(even), 1), odd.count(0) / max(len(odd), 1))
    return zeros > 0.7 and min(even.count(0), odd.count(0)) < len(odd) // 10


def _with_zero_bytes(path: Path, head: bytes) -> UserError:
    if not looks_like_utf16(head):
        return UserError(
            f"{path.name} contains zero bytes, so it is not a text file; save the table as CSV and open that."
        )
    likely = ("utf-16-le", "utf-16-be") if head[1:2] == b"\0" else ("utf-16-be", "utf-16-le")
    return Question(
        f"{path.name} seems to be in UTF-16 but does not say so; choose the encoding.", "encoding", likely
    )
