"""One block of text becomes a table, by pyarrow's own parser wherever that is right."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from workbench.core.errors import UserError
from workbench.data.own.delimited.bad_row import cell_error, structure_error
from workbench.data.own.delimited.layout import Layout
from workbench.data.own.delimited.numbers import NoNumber, numbers_of, without_infinities, without_nan
from workbench.data.own.delimited.text_blocks import TextBlock, line_ends
from workbench.data.own.missing_values import MISSING_VALUES

_TRAILING = "\0"
"""The name of what stands after the last delimiter; no column of a file has it, since files have no zero bytes."""

_ESCAPE = re.compile(rb'[,;\t|\n]"[^"\r\n]*(\\")[^,;\t|\r\n"]')
"""A quotation mark that is meant to go on, in a cell that began with one."""

_MISSING_NUMBERS = tuple(
    before + mark + after for mark in MISSING_VALUES for before in ("", " ") for after in ("", " ")
)
"""For pyarrow, which takes blanks from around numbers but not from around these."""


class BlockTable:
    """Turns blocks of one file into tables.

    Columns with numbers that pyarrow does not know, such as `#DIV/0!`, are converted here, from the first such cell on.
    """

    def __init__(self, path: Path, layout: Layout, wanted: tuple[str, ...], numbers: frozenset[str]) -> None:
        self._path, self._layout, self._wanted, self._numbers = path, layout, wanted, numbers
        self._fast = set(numbers) & set(wanted)
        missing = [name for name in wanted if name not in layout.columns]
        if missing:
            raise UserError(f"{path.name} has no column “{missing[0]}”; it has {_listed(layout.columns)}.")

    def of(self, block: TextBlock) -> pa.Table:
        """Returns the wanted columns of a block.

        Raises:
            UserError: a line has too many or too few cells, or a cell is no number.
        """
        self._refuse_zero_bytes(block)
        self._refuse_escapes(block)
        table = self._parsed(block)
        if self._layout.has_trailing:
            self._refuse_trailing(block, table.column(_TRAILING))
        return pa.table({name: self._converted(block, name, table.column(name)) for name in self._wanted})

    def _parsed(self, block: TextBlock) -> pa.Table:
        """Returns the table with numbers where pyarrow can read them, else as text."""
        try:
            return self._read(block, self._fast)
        except pa.ArrowInvalid:
            pass
        try:
            texts = self._read(block, set())
        except pa.ArrowInvalid:
            raise structure_error(self._path, block, self._layout) from None
        self._fast = {name for name in self._fast if _is_castable(texts.column(name))}
        return texts

    def _read(self, block: TextBlock, as_numbers: set[str]) -> pa.Table:
        layout = self._layout
        trailing = (_TRAILING,) * layout.has_trailing
        return csv.read_csv(
            pa.BufferReader(block.data),
            csv.ReadOptions(
                column_names=[*layout.columns, *trailing], block_size=len(block.data) + 1, use_threads=False
            ),
            csv.ParseOptions(delimiter=layout.mark, newlines_in_values=True, invalid_row_handler=_skip_blank),
            csv.ConvertOptions(
                include_columns=[*self._wanted, *trailing],
                column_types={
                    name: pa.float64() if name in as_numbers else pa.string()
                    for name in (*self._wanted, *trailing)
                },
                null_values=_MISSING_NUMBERS,
                decimal_point=layout.decimal_mark,
            ),
        )

    def _converted(self, block: TextBlock, name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
        if name not in self._numbers:
            return column
        if column.type == pa.float64():
            return column if _is_finite(column) else without_infinities(without_nan(column))
        try:
            return numbers_of(column, self._layout.decimal_mark)
        except NoNumber as error:
            raise cell_error(self._path, block, self._layout, error, name) from None

    def _refuse_zero_bytes(self, block: TextBlock) -> None:
        place = block.data.find(b"\0")
        if place >= 0:
            line = block.line + line_ends(block.data[:place])
            raise UserError(
                f"{self._path.name}, line {line}: there is a zero byte, so the file is damaged or no text; save it anew as CSV."
            )

    def _refuse_escapes(self, block: TextBlock) -> None:
        escape = _ESCAPE.search(block.data) if b'\\"' in block.data else None
        if escape:
            line = block.line + line_ends(block.data[: escape.start(1)])
            raise UserError(
                f"{self._path.name}, line {line}: a quotation mark in a cell has a backslash before it; write such marks twice instead."
            )

    def _refuse_trailing(self, block: TextBlock, column: pa.ChunkedArray) -> None:
        filled = pc.index(pc.equal(column, ""), False).as_py()
        if filled >= 0:
            raise structure_error(self._path, block, self._layout)


def _skip_blank(row: csv.InvalidRow) -> str:
    return "error" if row.text.strip() else "skip"


def _is_castable(texts: pa.ChunkedArray) -> bool:
    """Returns whether pyarrow's parser reads these cells as numbers."""
    try:
        pc.cast(pc.if_else(pc.is_in(texts, value_set=pa.array(MISSING_VALUES)), None, texts), pa.float64())
    except pa.ArrowInvalid:
        return False
    return True


def _is_finite(column: pa.ChunkedArray) -> bool:
    total = pc.sum(column).as_py()
    return total is None or abs(total) < float("inf")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
