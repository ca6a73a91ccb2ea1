"""How wide a table is and where it begins among the first records of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.delimited.delimiters import table_width
from workbench.data.own.delimited.headers import is_header
from workbench.data.own.delimited.records import Record

COMMENT_MARKS = "#%"


@dataclass(frozen=True)
class Shape:
    """What the first records have in common.

    Attributes:
        width: Cells of a line.
        start: The number of the record that begins the table: its names, or its first row.
        has_trailing: Whether the last cell is never filled and has no name, since lines end in a delimiter.
        has_short_header: Whether the names have no such last cell, which makes them names for sure.
    """

    width: int
    start: int
    has_trailing: bool = False
    has_short_header: bool = False


def shape_of(path: Path, records: list[Record]) -> Shape:
    """Returns the shape of the table that these records begin.

    Raises:
        UserError: a line of names lacks some.
    """
    width = table_width(records)
    start = _first_record(records, width)
    rows = [record.cells for record in records[start:] if len(record.cells) == width]
    if width > 1 and all(cells[-1] == "" for cells in rows):
        is_short = start > 0 and len(records[start - 1].cells) == width - 1
        return Shape(width, start - is_short, has_trailing=True, has_short_header=is_short)
    _check_names(path, records, start, width)
    return Shape(width, start)


def _first_record(records: list[Record], width: int) -> int:
    """Returns the number of the first record that is neither a comment nor a title."""
    start = _comments(records)
    if start and len(records[start - 1].cells) == width and not is_header(_rows(records[start:], width)):
        return start - 1
    while start < len(records) - 1 and _is_title(records[start].cells, width):
        start += 1
    return start


def _comments(records: list[Record]) -> int:
    """Returns how many records at the beginning are comments, 0 where most lines begin like one."""
    marked = [_is_comment(record) for record in records]
    if sum(marked) > len(marked) / 2:
        return 0
    return marked.index(False)


def _is_comment(record: Record) -> bool:
    return record.cells[0].lstrip().startswith(tuple(COMMENT_MARKS))


def _is_title(cells: tuple[str, ...], width: int) -> bool:
    """Returns whether a record is no part of the table: too short or too long, or nearly empty."""
    return len(cells) != width or (width > 2 and not any(cell.strip() for cell in cells[1:]))


def _rows(records: list[Record], width: int) -> list[tuple[str, ...]]:
    return [record.cells for record in records if len(record.cells) == width] or [("",) * width]


def _check_names(path: Path, records: list[Record], start: int, width: int) -> None:
    """Refuses a table above which a line stands that seems to belong to it, but has another number of cells."""
    titles = [record for record in records[:start] if not _is_comment(record)]
    wrong = [record for record in titles if len(record.cells) > width]
    if titles and 1 < len(titles[-1].cells) < width and not is_header(_rows(records[start:], width)):
        wrong.append(titles[-1])
    if wrong:
        raise UserError(
            f"{path.name}, line {wrong[0].line}: there are {len(wrong[0].cells)} names but {width} columns below them; "
            "mend the line, or choose another delimiter."
        )
