"""Which line of a file is wrong, looked for only once something is."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.delimited.head import not_in
from workbench.data.own.delimited.layout import Layout
from workbench.data.own.delimited.numbers import NoNumber
from workbench.data.own.delimited.records import Record, all_records, is_blank
from workbench.data.own.delimited.text_blocks import TextBlock, line_ends


def structure_error(path: Path, block: TextBlock, layout: Layout) -> UserError:
    """Returns what is wrong with the lines of a block that is no table."""
    try:
        block.data.decode()
    except UnicodeDecodeError as error:
        return not_in(path, layout.encoding, block.line + line_ends(block.data[: error.start]))
    for record in _records(path, block, layout):
        if len(record.cells) != layout.width:
            return _wrong_width(path, record, layout)
        if layout.has_trailing and record.cells[-1]:
            return UserError(
                f"{path.name}, line {record.line}: “{_short(record.cells[-1])}” stands after the last delimiter, where other lines have nothing; "
                "mend the line."
            )
    return UserError(
        f"{path.name}, from line {block.line} on, is not a table that can be read; choose another delimiter."
    )


def cell_error(path: Path, block: TextBlock, layout: Layout, error: NoNumber, column: str) -> UserError:
    """Returns the refusal of a cell that is no number."""
    line = next(
        (each.line for row, each in enumerate(_records(path, block, layout)) if row == error.row), block.line
    )
    return UserError(
        f"{path.name}, line {line}: “{_short(error.text)}” in column “{column}” is no number; "
        f"{_remedy(error.text, layout)}, or give the column another type."
    )


def _records(path: Path, block: TextBlock, layout: Layout) -> list[Record]:
    found = all_records(path, block.data.decode(), layout.mark, block.line)
    return [record for record in found if not is_blank(record.cells, layout.width)]


def _wrong_width(path: Path, record: Record, layout: Layout) -> UserError:
    cells = f"{len(record.cells)} cell{'s' * (len(record.cells) != 1)}"
    return UserError(
        f"{path.name}, line {record.line}: there are {cells} where the table has {layout.width}; mend the line, or choose another delimiter."
    )


def _remedy(text: str, layout: Layout) -> str:
    other = "," if layout.decimal_mark == "." else "."
    if "%" in text:
        return "take the percent signs out"
    if other in text and any(character.isdigit() for character in text):
        return f"take marks between thousands out, or choose “{other}” as the decimal mark"
    return "mend the cell"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
