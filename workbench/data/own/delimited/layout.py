"""Where the table lies in a text file: what stands before it, its columns, and its first row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.data.own.delimited.delimiters import DELIMITERS
from workbench.data.own.delimited.head import Head, after_excel_line, empty
from workbench.data.own.delimited.headers import column_names, numbered_names
from workbench.data.own.delimited.records import Record, first_records
from workbench.data.own.delimited.shape import COMMENT_MARKS, Shape, shape_of
from workbench.data.own.delimited.spacing import text_for


@dataclass(frozen=True)
class Layout:
    """Everything about a file that stays the same from its first row to its last.

    Attributes:
        encoding: Python's name of it.
        delimiter: The key in `DELIMITERS`.
        decimal_mark: Point or comma.
        columns: A name of its own for each column.
        has_trailing: Whether every line ends in a delimiter after which nothing may stand.
        start: How many bytes stand before the first row, in UTF-8 without a byte-order mark.
        line: The line of the first row.
        notes: What is left out, as sentences.
    """

    encoding: str
    delimiter: str
    decimal_mark: str
    columns: tuple[str, ...]
    has_trailing: bool
    start: int
    line: int
    notes: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The character between cells."""
        return DELIMITERS[self.delimiter]

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return len(self.columns) + self.has_trailing


def table_records(head: Head, encoding: str, delimiter: str) -> tuple[str, list[Record]]:
    """Returns the text of a head, without blanks that mean nothing, and its records.

    Raises:
        UserError: the text is not in this encoding, is empty, or has a record that does not end.
    """
    mark = DELIMITERS[delimiter]
    text = text_for(head.text(encoding), mark)
    skipped = after_excel_line(text)
    found = first_records(head.path, text[skipped:], mark, head.is_short)
    if not found:
        raise empty(head.path)
    lines = int(skipped > 0)
    return text, [Record(each.line + lines, each.start + skipped, each.cells) for each in found]


def layout_of(head: Head, options: Mapping[str, Value]) -> Layout:
    """Returns the layout of a file that is read with complete `options`.

    Raises:
        UserError: there is no table in it, or it has no rows.
    """
    encoding, delimiter = str(options["encoding"]), str(options["delimiter"])
    text, records = table_records(head, encoding, delimiter)
    shape = shape_of(head.path, records)
    has_header = options["header"] is True
    first_row = shape.start + has_header
    if first_row >= len(records):
        raise _without_rows(head, records)
    row = records[first_row]
    return Layout(
        encoding,
        delimiter,
        str(options["decimal_mark"]),
        _names(records[shape.start].cells, shape, has_header),
        shape.has_trailing,
        len(text[: row.start].encode()),
        row.line,
        _notes(records, shape),
    )


def _names(first: tuple[str, ...], shape: Shape, has_header: bool) -> tuple[str, ...]:
    width = shape.width - shape.has_trailing
    if not has_header:
        return numbered_names(width)
    return column_names((first[0].lstrip(COMMENT_MARKS + " "), *first[1:])[:width])


def _notes(records: list[Record], shape: Shape) -> tuple[str, ...]:
    notes = []
    if shape.start:
        lines = records[shape.start].line - 1
        notes.append(
            f"The first {lines} lines stand before the table."
            if lines > 1
            else "The first line stands before the table."
        )
    if shape.has_trailing:
        notes.append("Every line ends in a delimiter with nothing after it, which is no column.")
    return tuple(notes)


def _without_rows(head: Head, records: list[Record]) -> UserError:
    if head.is_short:
        return UserError(
            f"{head.path.name} has names of columns but no rows; add rows, or say that it has no line of names."
        )
    return UserError(f"{head.path.name} has lines that are too long for a table; choose another delimiter.")
