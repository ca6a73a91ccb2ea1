"""The row of tables that are text: what is proposed, the first rows, and all rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from workbench.core.fields import Field, Value, filled
from workbench.core.own_data import Reading
from workbench.data.own.delimited.ahead import in_order
from workbench.data.own.delimited.block_table import BlockTable
from workbench.data.own.delimited.decimal_marks import DECIMAL_MARKS, decimal_mark_of
from workbench.data.own.delimited.delimiters import DELIMITERS, delimiter_of
from workbench.data.own.delimited.encodings import ENCODINGS, MARKS, encoding_of, looks_like_utf16
from workbench.data.own.delimited.head import HEAD_BYTES, Head, excel_delimiter, read_head
from workbench.data.own.delimited.headers import header_of
from workbench.data.own.delimited.layout import layout_of, table_records
from workbench.data.own.delimited.shape import shape_of
from workbench.data.own.delimited.text_blocks import TextBlock, block_bytes, text_blocks
from workbench.data.own.reader import SAMPLE_ROWS, Batch, Reader, Sample

FIELDS = (
    Field(
        "encoding",
        "Encoding",
        "choice",
        "utf-8",
        choices=ENCODINGS,
        tool_tip="Which characters the bytes of the file are; right when words with accents read right.",
    ),
    Field(
        "delimiter",
        "Delimiter",
        "choice",
        "comma",
        choices=tuple(DELIMITERS),
        tool_tip="What stands between the cells of a line.",
    ),
    Field(
        "decimal_mark",
        "Decimal mark",
        "choice",
        ".",
        choices=DECIMAL_MARKS,
        tool_tip="What stands between the whole part of a number and its decimals.",
    ),
    Field(
        "header",
        "First line has names",
        "flag",
        True,
        tool_tip="Whether the first line of the table names its columns.",
    ),
)


def recognises(path: Path) -> bool:
    """Returns whether a file is text: it has a byte-order mark, or hardly any control characters."""
    try:
        with path.open("rb") as file:
            head = file.read(65536)
    except OSError:
        return False
    if any(head.startswith(mark) for mark, _ in MARKS) or looks_like_utf16(head):
        return True
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in b"\t\n\r\f")
    return controls <= len(head) // 100 and b"\0" not in head[:4096]


def propose(path: Path, options: Mapping[str, Value]) -> Reading:
    """Returns how a file is read: what is given in `options`, and proposals for the rest.

    Raises:
        Question: the file does not say it by itself.
        UserError: the file holds no table.
    """
    head = read_head(path)
    known = dict(options)
    known.setdefault("encoding", encoding_of(path, head.raw) if "encoding" not in known else "")
    text = head.text(str(known["encoding"]))
    if "delimiter" not in known:
        known["delimiter"] = _declared_delimiter(text) or delimiter_of(path, text, head.is_short)
    _propose_from_rows(head, known)
    return Reading("delimited", filled(FIELDS, known, "This file"))


def sample(path: Path, reading: Reading, labels_file: Path | None = None) -> Sample:
    """Returns the first rows of a file as they stand there.

    Raises:
        UserError: they are no table.
    """
    head = read_head(path)
    layout = layout_of(head, reading.options)
    tables = BlockTable(path, layout, layout.columns, frozenset())
    table = pa.concat_tables(
        _first_tables(head, tables, text_blocks(path, layout, min(block_bytes(layout), HEAD_BYTES)))
    )
    is_whole = head.is_whole and table.num_rows <= SAMPLE_ROWS
    return Sample(table.slice(0, SAMPLE_ROWS), is_whole, notes=layout.notes)


def batches(
    path: Path, reading: Reading, columns: tuple[str, ...], numbers: frozenset[str]
) -> Iterator[Batch]:
    """Yields all rows of a file.

    Raises:
        UserError: a line is too long or too short, a cell is no number, or bytes are in another encoding.
    """
    layout = layout_of(read_head(path), reading.options)
    tables = BlockTable(path, layout, columns, numbers)
    blocks = text_blocks(path, layout, block_bytes(layout))
    yield from in_order(lambda block: Batch(tables.of(block), block.bytes_done), blocks)


def _first_tables(head: Head, tables: BlockTable, blocks: Iterator[TextBlock]) -> Iterator[pa.Table]:
    """Yields tables with enough rows for a sample, or all of them up to the end of the head."""
    rows = 0
    for block in blocks:
        table = tables.of(block)
        yield table
        rows += table.num_rows
        if rows > SAMPLE_ROWS or (block.bytes_done >= len(head.raw) and not head.is_whole):
            break


def _declared_delimiter(text: str) -> str | None:
    declared = excel_delimiter(text)
    return next((name for name, mark in DELIMITERS.items() if mark == declared), None)


def _propose_from_rows(head: Head, known: dict[str, Value]) -> None:
    """Adds the header and the decimal mark, which depend on everything else."""
    _, records = table_records(head, str(known["encoding"]), str(known["delimiter"]))
    shape = shape_of(head.path, records)
    rows = [record.cells for record in records[shape.start :] if len(record.cells) == shape.width]
    if "header" not in known:
        known["header"] = shape.has_short_header or header_of(head.path, rows)
    if "decimal_mark" not in known:
        body = rows[known["header"] is True and not shape.has_short_header :]
        known["decimal_mark"] = decimal_mark_of(head.path, body, str(known["delimiter"]))


DELIMITED = Reader(
    "delimited",
    "CSV, TSV and other text",
    (".csv", ".tsv", ".tab", ".txt", ".dat", ".data"),
    FIELDS,
    recognises,
    propose,
    sample,
    batches,
)
