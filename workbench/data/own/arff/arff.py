"""The reader of ARFF files."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pyarrow as pa

from workbench.core.fields import Field, Value, filled
from workbench.core.own_data import Reading
from workbench.data.own.arff.arff_header import ArffHeader, read_header
from workbench.data.own.arff.arff_lines import BLOCK_CHARACTERS, Lines, data_lines
from workbench.data.own.arff.arff_tables import text_table
from workbench.data.own.arff.declared_labels import declared_labels
from workbench.data.own.cell_numbers import with_numbers
from workbench.data.own.delimited.encodings import ENCODINGS, encoding_of
from workbench.data.own.reader import SAMPLE_ROWS, Batch, Reader, Sample

NAME = "arff"
HEAD_BYTES = 1 << 20
SAMPLE_CHARACTERS = 1 << 16
BATCH_CELLS = 1 << 20
"""Cells that are in memory together: few enough that Cancel acts at once."""

ENCODING = Field(
    "encoding",
    "Encoding",
    "choice",
    "utf-8",
    choices=ENCODINGS,
    tool_tip="How the bytes of the file become characters.",
)


def recognises(path: Path) -> bool:
    """Whether the first line that is no comment begins with `@relation`."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return False
    is_wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    lines = map(str.strip, head.decode("utf-16" if is_wide else "utf-8-sig", "replace").splitlines())
    told = (line for line in lines if line and not line.startswith("%"))
    return next(told, "").lower().startswith("@relation")


def propose(path: Path, options: Mapping[str, Value]) -> Reading:
    """Returns the encoding.

    Raises:
        Question: the file does not say in which encoding it is.
    """
    if "encoding" not in options:
        with path.open("rb") as file:
            options = {**options, "encoding": encoding_of(path, file.read(HEAD_BYTES))}
    return Reading(NAME, filled((ENCODING,), options, "ARFF"))


def sample(path: Path, reading: Reading, labels_file: Path | None) -> Sample:
    """Returns the first rows, the values that nominal columns declare, and the columns declared to be labels.

    Raises:
        UserError: the file or the one of label names cannot be read.
    """
    header = _header(path, reading)
    labels, notes = declared_labels(path, header, labels_file)
    tables, rows = [text_table(Lines([], 0, 0), header, header.names, path)], 0
    for lines in _lines(path, reading, header, SAMPLE_CHARACTERS):
        tables.append(text_table(lines, header, header.names, path))
        rows += tables[-1].num_rows
        if rows > SAMPLE_ROWS:
            break
    table = pa.concat_tables(tables).slice(0, SAMPLE_ROWS)
    return Sample(table, rows <= SAMPLE_ROWS, labels, header.categories, notes=notes)


def batches(
    path: Path, reading: Reading, columns: tuple[str, ...], numbers: frozenset[str]
) -> Iterator[Batch]:
    """Yields all rows.

    Raises:
        UserError: a line does not fit the declarations, or a cell among the numbers is none.
    """
    header = _header(path, reading)
    for lines in _lines(path, reading, header):
        table = text_table(lines, header, columns, path)
        yield Batch(with_numbers(table, numbers, path, partial(_place, lines)), lines.bytes_done)


def _header(path: Path, reading: Reading) -> ArffHeader:
    return read_header(path, str(reading.options["encoding"]))


def _lines(
    path: Path, reading: Reading, header: ArffHeader, block: int = BLOCK_CHARACTERS
) -> Iterator[Lines]:
    largest = max(1, BATCH_CELLS // len(header.names))
    return data_lines(path, str(reading.options["encoding"]), header.lines, largest, block)


def _place(lines: Lines, row: int) -> str:
    return f"line {lines.line_of_row(row)}"


ARFF = Reader(NAME, "ARFF", (".arff",), (ENCODING,), recognises, propose, sample, batches)
