"""What one column of a sample holds, and what it can therefore be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.core.own_data import Kind
from workbench.data.own.draft.cells import NO_LABEL, Cells
from workbench.data.own.draft.kind_proposals import PROPOSALS, yes_no_pair
from workbench.data.own.draft.plain_numbers import PlainNumbers, plain_numbers
from workbench.data.own.importing.columns.category_column import MOST_CATEGORIES

MARKS = frozenset("x✓✔☑✅*•")
"""What people write into a cell that is else left empty."""

EXAMPLES = 5


@dataclass(frozen=True)
class ColumnProfile:
    """One column in numbers, as far as the sample goes.

    Attributes:
        kind: What it is proposed to be.
        kinds: Everything it can be chosen to be.
        missing: Rows without a value, marks such as `NA` included.
        empty: Rows with nothing at all: what is missing where the column holds labels.
        infinite: Rows with an infinite number.
        smallest: The smallest finite number, if these are numbers.
        largest: The largest finite number, if these are numbers.
        distinct: How many different values there are.
        present: How many rows hold something.
        whole: Whether all values are whole numbers.
        values: The different texts in their order, where there are few enough to be categories.
        examples: Some values.
        reason: Why the column is no input, or no number, as a sentence with advice; empty where it is as expected.
    """

    kind: Kind
    kinds: tuple[Kind, ...]
    missing: int
    empty: int
    infinite: int
    smallest: float | None
    largest: float | None
    distinct: int
    present: int
    whole: bool
    values: tuple[str, ...]
    examples: tuple[str, ...]
    reason: str = ""

    @property
    def is_binary(self) -> bool:
        """Whether the column says yes or no: in words, by 0 and 1, or by a mark and nothing."""
        if self.kind == "yes_no":
            return True
        return self.kind != "text" and bool(self.values) and ({*self.values} <= {"0", "1"} or self._is_marked)

    @property
    def _is_marked(self) -> bool:
        return bool(self.empty) and {text.casefold() for text in self.values} <= MARKS


def profile(
    column: pa.ChunkedArray, declared: tuple[str, ...] = (), decimal_mark: str = "."
) -> ColumnProfile:
    """Returns what `column` holds.

    Args:
        column: Texts as they stand in the file, or a block of numbers.
        declared: The values that the file itself declares for the column.
        decimal_mark: What stands before the tenths.
    """
    if not pa.types.is_string(column.type):
        return _block_profile(column)
    plain = None if declared else plain_numbers(column, MOST_CATEGORIES)
    if plain:
        return _number_profile(column, plain)
    return _text_profile(Cells.of(column, decimal_mark, declared), declared)


def label_profile(column: pa.ChunkedArray, declared: tuple[str, ...] = ()) -> ColumnProfile:
    """Returns what a column of texts holds as labels, where only an empty cell says nothing."""
    return _text_profile(Cells.of(column, ".", declared, NO_LABEL), declared)


def _text_profile(cells: Cells, declared: tuple[str, ...]) -> ColumnProfile:
    row = next(row for row in PROPOSALS if row.fits(cells, declared))
    few = len(cells.values) <= MOST_CATEGORIES
    numbers = cells.numbers if cells.are_numbers else pa.array([], pa.float64())
    limits = pc.min_max(numbers.filter(pc.is_finite(numbers))).as_py()
    return ColumnProfile(
        kind=row.kind,
        kinds=_possible(cells, row.kind, few),
        missing=cells.missing,
        empty=cells.empty,
        infinite=cells.infinite,
        smallest=limits["min"],
        largest=limits["max"],
        distinct=len(cells.values),
        present=cells.present,
        whole=cells.are_numbers
        and not cells.infinite
        and bool(pc.all(pc.equal(pc.floor(numbers), numbers)).as_py()),
        values=declared or (_in_order(cells) if few else ()),
        examples=tuple(cells.values[:EXAMPLES].to_pylist()),
        reason=row.reason(cells),
    )


def _number_profile(column: pa.ChunkedArray, plain: PlainNumbers) -> ColumnProfile:
    return ColumnProfile(
        kind="number",
        kinds=("number", "text"),
        missing=0,
        empty=0,
        infinite=0,
        smallest=plain.smallest,
        largest=plain.largest,
        distinct=plain.distinct,
        present=len(column),
        whole=plain.whole,
        values=(),
        examples=tuple(text.strip() for text in column[:EXAMPLES].to_pylist()),
    )


def _block_profile(column: pa.ChunkedArray) -> ColumnProfile:
    values = column.combine_chunks().flatten().to_numpy(zero_copy_only=False)
    finite = values[np.isfinite(values)]
    return ColumnProfile(
        kind="number",
        kinds=("number",),
        missing=int(np.isnan(values).sum()),
        empty=0,
        infinite=int(np.isinf(values).sum()),
        smallest=float(finite.min()) if finite.size else None,
        largest=float(finite.max()) if finite.size else None,
        distinct=len(column),
        present=len(column),
        whole=False,
        values=(),
        examples=(),
    )


def _possible(cells: Cells, kind: Kind, few: bool) -> tuple[Kind, ...]:
    fitting: dict[Kind, bool] = {
        "number": cells.are_numbers,
        "category": few and len(cells.values) > 0,
        "yes_no": kind == "yes_no" or len(cells.values) == 2,
        "text": True,
        "date": kind == "date",
    }
    return tuple(name for name, fits in fitting.items() if fits)


def _in_order(cells: Cells) -> tuple[str, ...]:
    """Returns the values as a person sorts them: no before yes, numbers by size, texts by letters."""
    texts = [str(text) for text in cells.values.to_pylist()]
    pair = yes_no_pair(texts)
    if pair and len(texts) == 2:
        return pair
    if cells.are_numbers and not cells.infinite:
        sizes = dict(zip(texts, cells.numbers.to_pylist(), strict=True))
        return tuple(sorted(texts, key=lambda text: (sizes[text], text)))
    return tuple(sorted(texts))
