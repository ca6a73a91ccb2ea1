"""The cells of one column of texts, counted by what they look like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.own.missing_values import INFINITE_VALUES, MISSING_VALUES

NUMBERS = {
    ".": r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$",
    ",": r"^[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?$",
}
"""What a number looks like with each decimal mark."""

CODE = r"^[+-]?(0\d+|\d{16,})$"
"""A whole number that would come back changed: zeros in front, or more digits than a float keeps."""

DATE = (
    r"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([T ]\d{1,2}:\d{2}.*)?$"
    r"|^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$"
)

# Made once: each conversion of a Python value looks for an optional package anew.
_NOTHING = pa.scalar("")
_MISSING = pa.array(MISSING_VALUES)
_INFINITE = pa.array(INFINITE_VALUES)

NO_LABEL = pa.array([""])
"""All that means “no value” in a column of labels: there “NA” and “None” are classes."""


@dataclass(frozen=True, eq=False)
class Cells:
    """The different cells of a column that hold something, without the blanks around them, and how often each comes.

    Attributes:
        values: The different texts.
        counts: How many rows hold each.
        missing: Rows with a mark of “no value”, or with nothing.
        empty: Rows with nothing: all that is missing in a column of labels.
        decimal_mark: What stands before the tenths.
    """

    values: pa.Array
    counts: pa.Array
    missing: int
    empty: int
    decimal_mark: str

    @classmethod
    def of(
        cls,
        column: pa.ChunkedArray,
        decimal_mark: str,
        declared: tuple[str, ...] = (),
        marks: pa.Array = _MISSING,
    ) -> Cells:
        """Counts the cells of `column`.

        Args:
            column: Texts.
            decimal_mark: What stands before the tenths.
            declared: What the file declares to be a value, and is not missing therefore.
            marks: What says that there is no value.
        """
        counted = pc.value_counts(pc.fill_null(pc.utf8_trim_whitespace(column), _NOTHING))
        values, counts = counted.field("values"), counted.field("counts")
        absent = pc.is_in(values, value_set=marks)
        if declared:
            absent = pc.and_not(absent, pc.is_in(values, value_set=pa.array(declared)))
        empty = pc.equal(values, _NOTHING)
        present = pc.invert(absent)
        return cls(
            values.filter(present),
            counts.filter(present),
            _total(counts, absent),
            _total(counts, empty),
            decimal_mark,
        )

    @property
    def present(self) -> int:
        """How many rows hold something."""
        return int(pc.sum(self.counts).as_py() or 0)

    @cached_property
    def infinite(self) -> int:
        """How many rows say that a number is infinite."""
        return _total(self.counts, pc.is_in(self.values, value_set=_INFINITE))

    @cached_property
    def numeric(self) -> pa.Array:
        """Which of the values are finite numbers."""
        return pc.match_substring_regex(self.values, NUMBERS[self.decimal_mark])

    @cached_property
    def numbers(self) -> pa.Array:
        """The values that are numbers, as float64."""
        texts = self.values.filter(self.numeric)
        if self.decimal_mark == ",":
            texts = pc.replace_substring(texts, ",", ".")
        return texts.cast(pa.float64())

    def share(self, pattern: str) -> float:
        """Returns which part of the rows that hold something looks like `pattern`."""
        return _total(self.counts, pc.match_substring_regex(self.values, pattern)) / max(self.present, 1)

    def first(self, mask: pa.Array) -> str:
        """Returns the first value that `mask` marks, or nothing."""
        marked = self.values.filter(mask)
        return str(marked[0]) if len(marked) else ""

    def first_like(self, pattern: str) -> str:
        """Returns the first value that looks like `pattern`, or nothing."""
        return self.first(pc.match_substring_regex(self.values, pattern))

    @cached_property
    def are_numbers(self) -> bool:
        """Whether every value is a number, though perhaps an infinite one."""
        if not len(self.values):
            return False
        return bool(_total(self.counts, self.numeric) + self.infinite == self.present)


def _total(counts: pa.Array, mask: pa.Array) -> int:
    return int(pc.sum(counts.filter(mask)).as_py() or 0)
