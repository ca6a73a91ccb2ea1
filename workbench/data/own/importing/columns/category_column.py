"""Categories as inputs."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.core.errors import UserError
from workbench.core.own_data import Column
from workbench.data.dataset import Inputs
from workbench.data.own.importing.columns.input_column import InputColumn
from workbench.data.own.importing.row_error import RowError
from workbench.data.own.missing_values import MISSING_VALUES

MOST_CATEGORIES = 100
"""Of one column: each is an input of its own."""


class CategoryColumn(InputColumn):
    """A category is one input for each of the categories, of which one is 1.

    Attributes:
        strange: How many cells so far hold what is no category, where no more categories may come.
    """

    may_grow: ClassVar[bool] = True

    def __init__(self, column: Column, is_closed: bool = False) -> None:
        super().__init__(column)
        self._is_closed = is_closed
        self.strange: Counter[str] = Counter()
        self._places = {text: place for place, text in enumerate(column.categories)}
        self._seen: set[int] = set()

    @property
    def column(self) -> Column:
        """The column with all categories met so far, new ones last."""
        return msgspec.structs.replace(self._column, categories=tuple(self._places))

    def numbers(self, cells: pa.ChunkedArray) -> Inputs:
        """Returns the place of each category."""
        encoded = pc.dictionary_encode(cells.combine_chunks(), null_encoding="encode")
        texts = encoded.dictionary.to_pylist()
        places = np.array([self._place(text) for text in texts], np.float32)
        indices = encoded.indices.to_numpy()
        for place in np.flatnonzero(places < 0):
            rows = np.flatnonzero(indices == place)
            if not self._is_closed:
                raise self._unknown(texts[place], int(rows[0]))
            self.strange[texts[place].strip()] += len(rows)
        places[places < 0] = np.nan
        numbers: Inputs = places[indices] if len(places) else np.zeros(len(cells), np.float32)
        self.missing += int(np.isnan(numbers).sum())
        self._seen.update(places[~np.isnan(places)].astype(int).tolist())
        return numbers.reshape(-1, 1)

    def _place(self, text: str | None) -> float:
        """Returns the number of the category, NaN for a missing value, -1 for what cannot be one."""
        text = None if text is None else text.strip()
        place = self._known(text)
        if place is not None:
            return place
        if text is None or text in MISSING_VALUES:
            return np.nan
        if self._is_closed or not self.may_grow or len(self._places) >= MOST_CATEGORIES:
            return -1
        return self._places.setdefault(text, len(self._places))

    def _known(self, text: str | None) -> int | None:
        return None if text is None else self._places.get(text)

    def _unknown(self, text: str, row: int) -> UserError:
        name = self._column.name
        return RowError(
            f"The column “{name}” holds more than {MOST_CATEGORIES} categories with “{text.strip()}”;"
            " leave the column out, or write groups in place of single values.",
            row,
        )

    def inputs(self, numbers: Inputs) -> Inputs:
        """Returns a 1 in the place of the category; NaN throughout where there is no value."""
        places = np.arange(len(self._places), dtype=np.float32)
        inputs: Inputs = (numbers == places).astype(np.float32)
        inputs[np.isnan(numbers[:, 0])] = np.nan
        return inputs

    @property
    def names(self) -> tuple[str, ...]:
        """Column and category."""
        return tuple(f"{self._column.name} = {text}" for text in self._places)

    @property
    def is_constant(self) -> bool:
        """Whether there are fewer than two categories in the rows."""
        return len(self._seen) < 2
