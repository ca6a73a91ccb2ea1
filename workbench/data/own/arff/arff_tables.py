"""Turns lines of an ARFF file's data into tables of text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from workbench.core.errors import UserError
from workbench.data.own.arff.arff_cells import WrongLine, dense_cells, sparse_cells
from workbench.data.own.arff.arff_header import ArffHeader
from workbench.data.own.arff.arff_lines import Lines

Cells = Sequence[str | None]
SPECIAL = "'\"%{\\"


def text_table(lines: Lines, header: ArffHeader, columns: Sequence[str], path: Path) -> pa.Table:
    """Returns the rows that stand in these lines.

    Raises:
        UserError: a line does not fit the declarations.
    """
    text = "".join(lines.lines)
    if not any(character in text for character in SPECIAL):
        try:
            return _plain_table(text, header, columns)
        except pa.ArrowInvalid:
            # The way through single lines knows which one is wrong.
            pass
    rows = [row_cells(line, number, header, path) for number, line in lines.rows()]
    return _table(rows, header, columns)


def row_cells(line: str, number: int, header: ArffHeader, path: Path) -> Cells:
    """Returns the cells of one row, as many as there are columns.

    Raises:
        UserError: the line does not fit the declarations.
    """
    try:
        return _sparse_row(line, header) if line.lstrip().startswith("{") else _dense_row(line, header)
    except WrongLine as error:
        raise UserError(f"{path.name}, line {number}: {error}; correct it in a text editor.") from None


def _dense_row(line: str, header: ArffHeader) -> Cells:
    cells = dense_cells(line)
    if len(cells) != len(header.names):
        raise WrongLine(f"it has {len(cells)} values, but {len(header.names)} columns are declared")
    return cells


def _sparse_row(line: str, header: ArffHeader) -> Cells:
    cells = list(header.defaults)
    for position, cell in sparse_cells(line).items():
        if position >= len(cells):
            raise WrongLine(f"it fills position {position}, but the last column has {len(cells) - 1}")
        cells[position] = cell
    return cells


def _table(rows: Sequence[Cells], header: ArffHeader, columns: Sequence[str]) -> pa.Table:
    cells = list(zip(*rows, strict=True)) or [()] * len(header.names)
    by_name = dict(zip(header.names, cells, strict=True))
    return pa.table({name: pa.array(by_name[name], pa.string()) for name in columns})


def _plain_table(text: str, header: ArffHeader, columns: Sequence[str]) -> pa.Table:
    """Returns rows without quotes, comments and braces, at the speed of the parser of CSV."""
    if not text.strip():
        return _table([], header, columns)
    table = pyarrow.csv.read_csv(
        pa.BufferReader(text.encode()),
        pyarrow.csv.ReadOptions(
            column_names=list(header.names), use_threads=False, block_size=len(text) * 4 + 1
        ),
        pyarrow.csv.ParseOptions(quote_char=False),
        pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(header.names, pa.string()),
            include_columns=list(columns),
            null_values=["?", ""],
            strings_can_be_null=True,
        ),
    )
    return _trimmed(table) if " " in text or "\t" in text else table


def _trimmed(table: pa.Table) -> pa.Table:
    missing = pa.array(["?", ""])
    arrays = []
    for column in table.columns:
        texts = pc.utf8_trim_whitespace(column)
        arrays.append(pc.if_else(pc.is_in(texts, value_set=missing), pa.scalar(None, pa.string()), texts))
    return pa.table(dict(zip(table.column_names, arrays, strict=True)))
