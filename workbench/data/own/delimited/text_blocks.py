"""A text file as blocks of whole records in UTF-8, in bounded memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.delimited.head import not_in
from workbench.data.own.delimited.layout import Layout
from workbench.data.own.delimited.record_ends import ends_inside_quotes, last_record_end
from workbench.data.own.delimited.records import LONGEST_RECORD, never_ends
from workbench.data.own.delimited.spacing import bytes_for

BLOCK_BYTES = 2 << 20
"""Small enough that cells and numbers of a few blocks stay in the processor's own memory."""

BYTES_A_COLUMN = 2 << 10
"""What a column needs at least in a block, or more time goes into handing it on than into reading it."""


@dataclass(frozen=True)
class TextBlock:
    """Some records.

    Attributes:
        data: Their text in UTF-8, whole lines.
        line: The line of the first one.
        bytes_done: How much of the file has been read up to here.
    """

    data: bytes
    line: int
    bytes_done: int


def block_bytes(layout: Layout) -> int:
    """Returns how much of a file is read at a time."""
    return min(max(BLOCK_BYTES, layout.width * BYTES_A_COLUMN), LONGEST_RECORD // 4)


def text_blocks(path: Path, layout: Layout, size: int) -> Iterator[TextBlock]:
    """Yields the rows of a file, all that stands before them left out.

    Args:
        path: The file.
        layout: Its layout.
        size: How many bytes are read at a time.

    Raises:
        UserError: it cannot be read, is in another encoding, or has a record that does not end.
    """
    line, skipped = layout.line, layout.start
    for block, done in _whole_records(path, layout, size):
        prepared = bytes_for(block, layout.mark)
        data = prepared[skipped:]
        skipped = max(0, skipped - len(prepared))
        if data:
            yield TextBlock(data, line, done)
        line += line_ends(data)


def line_ends(data: bytes) -> int:
    """Returns how many lines end in `data`, whichever way they do."""
    count = data.count(b"\n")
    return count + data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else count


def _whole_records(path: Path, layout: Layout, size: int) -> Iterator[tuple[bytes, int]]:
    rest, line = b"", 1
    for text, done in _utf8_pieces(path, layout.encoding, size):
        text = rest + text
        end = last_record_end(text, layout.mark)
        if end:
            yield text[:end], done
            line += line_ends(text[:end])
        rest = text[end:]
        if len(rest) > LONGEST_RECORD:
            raise never_ends(path, line)
    if ends_inside_quotes(rest, layout.mark):
        raise never_ends(path, line)
    if rest:
        yield rest, path.stat().st_size


def _utf8_pieces(path: Path, encoding: str, size: int) -> Iterator[tuple[bytes, int]]:
    """Yields the text of a file in UTF-8 without a byte-order mark, and how much of the file is read."""
    is_utf8 = encoding == "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    try:
        with path.open("rb") as file:
            while piece := file.read(size):
                done = file.tell()
                text = piece if is_utf8 else decoder.decode(piece).encode()
                yield (text.removeprefix(codecs.BOM_UTF8) if done == len(piece) else text), done
                lines += line_ends(text)
            if not is_utf8:
                decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise not_in(path, encoding, lines) from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}.") from None
