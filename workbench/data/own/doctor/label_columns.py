"""The columns of labels, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from workbench.data.own.doctor.cells import Cells
from workbench.data.own.doctor.label_rows import text_columns
from workbench.data.own.doctor.wording import shortened

MOST_SHOWN = 6
"""Cells of a row that a sentence quotes."""


@dataclass(frozen=True, eq=False)
class LabelColumns:
    """What a form looks at and reads.

    Attributes:
        cells: At least one column, all of the same number of rows.
        tags: Whether a person has said that the cells hold tags.
    """

    cells: tuple[Cells, ...]
    tags: bool = False

    @classmethod
    def of(
        cls, table: pa.Table, declared: Mapping[str, tuple[str, ...]] | None = None, tags: bool = False
    ) -> LabelColumns:
        """Returns the columns of `table`, which holds the label columns alone."""
        spread = text_columns(table)
        columns = zip(spread.column_names, spread.columns)
        return cls(tuple(Cells.of(name, one, (declared or {}).get(name, ())) for name, one in columns), tags)

    @property
    def first(self) -> Cells:
        """The first column, which is the only one for many forms."""
        return self.cells[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(cells.name for cells in self.cells)

    @property
    def number_of_rows(self) -> int:
        """How many rows there are."""
        return len(self.first)

    @cached_property
    def is_empty(self) -> NDArray[np.bool_]:
        """Which cells are empty, shape (m, c)."""
        return np.column_stack([cells.is_empty for cells in self.cells])

    @property
    def has_empty(self) -> NDArray[np.bool_]:
        """Which rows have an empty cell, shape (m,)."""
        return np.asarray(self.is_empty.any(axis=1), bool)

    @property
    def all_empty(self) -> NDArray[np.bool_]:
        """Which rows have nothing but empty cells, shape (m,)."""
        return np.asarray(self.is_empty.all(axis=1), bool)

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """The number in each cell, NaN where there is none, shape (m, c)."""
        return np.column_stack([cells.in_rows(cells.numbers, np.nan) for cells in self.cells])

    @cached_property
    def answers(self) -> NDArray[np.float64]:
        """1 for each cell that says yes in words, 0 for one that says no, else NaN, shape (m, c)."""
        return np.column_stack([cells.in_rows(cells.answers, np.nan) for cells in self.cells])

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The different texts of all columns, each once, in the order of the columns."""
        return tuple(dict.fromkeys(text for cells in self.cells for text in cells.words))

    def row_text(self, row: int) -> str:
        """Returns what stands in a row, as a sentence quotes it."""
        shown = [f"“{shortened(cells.text(row))}”" for cells in self.cells[:MOST_SHOWN]]
        return ", ".join(shown) + (", …" if len(self.cells) > MOST_SHOWN else "")
