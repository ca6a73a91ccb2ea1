"""The beginning of a text file, which everything is proposed from."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.delimited.encodings import LIKELY_ENCODINGS
from workbench.data.own.reader import Question

HEAD_BYTES = 4_000_000
HEAD_CHARACTERS = 1_000_000
"""What proposals look at of it; the rest is looked through for bytes that are not in the encoding."""

FEWEST_LINES = 20
"""In what is looked at; there is more of it where lines are so long that it has not as many."""

_EXCEL_LINE = re.compile("sep=(.)(\r\n|\r|\n)", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """The first bytes of a file, and whether these are all."""

    path: Path
    raw: bytes
    is_whole: bool

    @property
    def is_short(self) -> bool:
        """Whether `text` is all of the file."""
        return self.is_whole and len(self.raw) <= HEAD_CHARACTERS

    def text(self, encoding: str) -> str:
        """Returns the first characters, without a byte-order mark.

        Raises:
            Question: the bytes are not in this encoding.
        """
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(self.raw, final=self.is_whole).removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise not_in(self.path, encoding) from None
        first = text[:HEAD_CHARACTERS]
        return first if first.count("\n") + first.count("\r") >= FEWEST_LINES else text


def read_head(path: Path) -> Head:
    """Returns the head of a file.

    Raises:
        UserError: it cannot be read, is empty, or is compressed.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(HEAD_BYTES)
            is_whole = not file.read(1)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}.") from None
    if raw.startswith(b"\x1f\x8b"):
        raise UserError(f"{path.name} is compressed; unpack it and open the file that comes out.")
    if not raw.strip(b" \t\r\n\xef\xbb\xbf"):
        raise empty(path)
    return Head(path, raw, is_whole)


def empty(path: Path) -> UserError:
    """Returns the refusal of a file in which there is nothing to read."""
    return UserError(f"{path.name} is empty; open a file that holds a table.")


def not_in(path: Path, encoding: str, line: int = 0) -> Question:
    """Returns the question that bytes of another encoding lead to."""
    where = f"{path.name}, line {line}," if line else path.name
    choices = tuple(each for each in LIKELY_ENCODINGS if each != encoding)
    return Question(
        f"{where} is not in {encoding}; choose the encoding in which its words read right.",
        "encoding",
        choices,
    )


def excel_delimiter(text: str) -> str | None:
    """Returns the delimiter that Excel's own first line `sep=;` declares."""
    declared = _EXCEL_LINE.match(text)
    return declared[1] if declared else None


def after_excel_line(text: str) -> int:
    """Returns how many characters Excel's own first line takes, which is 0 where there is none."""
    declared = _EXCEL_LINE.match(text)
    return declared.end() if declared else 0
