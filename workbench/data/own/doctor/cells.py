"""One column of labels as its different texts, and which of them stands in each row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from workbench.data.own.doctor.yes_no_words import ANSWERS

NUMBER = r"^[+-]?((0|[1-9]\d{0,14})([.,]\d+|\.)?|[.,]\d+)([eE][+-]?\d{1,2})?$"
"""Not what begins with a needless zero or has more digits than a float keeps: those are names."""

MOST_WORDS = 100
"""Different texts among which answers in words are looked for."""


@dataclass(frozen=True, eq=False)
class Cells:
    """A column without the blanks around its cells; a cell with nothing else in it is empty.

    Attributes:
        name: The name of the column.
        texts: The different texts, those that the file declares first, shape (t,).
        codes: Which text stands in each row, -1 for an empty cell, shape (m,).
        declared: The texts that the file declares for the column.
    """

    name: str
    texts: pa.StringArray
    codes: NDArray[np.int64]
    declared: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, column: pa.ChunkedArray, declared: tuple[str, ...] = ()) -> Cells:
        """Returns the column `name` of a table, with texts that the file declares for it."""
        trimmed = pc.utf8_trim_whitespace(column)
        kept = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)
        encoded = pa.chunked_array(kept, pa.string()).combine_chunks().dictionary_encode()
        codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
        return cls(name, encoded.dictionary, codes)._with(tuple(text.strip() for text in declared))

    def _with(self, declared: tuple[str, ...]) -> Cells:
        if not declared:
            return self
        present = self.texts.to_pylist()
        places = {text: place for place, text in enumerate(dict.fromkeys((*declared, *present)))}
        codes = np.array([*(places[text] for text in present), -1])[self.codes]
        return Cells(self.name, pa.array(places, pa.string()), codes, declared)

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def is_empty(self) -> NDArray[np.bool_]:
        """Which rows have nothing in this column, shape (m,)."""
        return self.codes < 0

    def text(self, row: int) -> str:
        """Returns what stands in a row; empty for nothing."""
        return "" if self.codes[row] < 0 else str(self.texts[int(self.codes[row])])

    def in_rows(self, of_texts: NDArray[Any], of_empty: Any) -> NDArray[Any]:
        """Returns a value for each row, given one for each text and one for empty cells."""
        return np.concatenate([of_texts, np.full_like(of_texts, of_empty, shape=(1, *of_texts.shape[1:]))])[
            self.codes
        ]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The different texts as Python's own."""
        return tuple(self.texts.to_pylist())

    def first_words(self, count: int) -> tuple[str, ...]:
        """Returns the first of the different texts: a million of them as Python's own take half a second."""
        return tuple(self.texts.slice(0, count).to_pylist())

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """The number that each text writes, NaN for one that is none, shape (t,)."""
        fits = pc.match_substring_regex(self.texts, NUMBER)
        plain = pc.replace_substring_regex(pc.replace_substring(self.texts, ",", "."), r"^\+", "")
        written = pc.if_else(fits, plain, pa.scalar(None, pa.string()))
        numbers: NDArray[np.float64] = pc.cast(written, pa.float64()).to_numpy(zero_copy_only=False)
        return numbers

    @cached_property
    def answers(self) -> NDArray[np.float64]:
        """1 for each text that says yes, 0 for one that says no, NaN for others, shape (t,)."""
        if len(self.texts) > MOST_WORDS:
            return np.full(len(self.texts), np.nan)
        return np.array([ANSWERS.get(text.casefold(), np.nan) for text in self.words], np.float64)
