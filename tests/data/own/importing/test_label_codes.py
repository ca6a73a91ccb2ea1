"""Rows of labels that are the same have the same number, whichever batch they come in."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from workbench.data.own.doctor.label_rows import LabelRows
from workbench.data.own.importing.label_codes import LabelCodes

CELLS = st.sampled_from(["", "a", "b", "NA", None])
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=30)


def table(rows: list[tuple[str | None, ...]]) -> pa.Table:
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in zip("xyz", zip(*rows))})


@given(ROWS, st.integers(1, 10))
def test_the_numbers_give_every_row_back(rows: list[tuple[str | None, ...]], together: int) -> None:
    labels = LabelCodes()
    parts = [table(rows[first : first + together]) for first in range(0, len(rows), together)]
    codes = np.concatenate([labels.codes(part) for part in parts])
    distinct = labels.rows()
    assert distinct.table.take(codes).equals(table(rows))
    expected = LabelRows.of(table(rows))
    assert distinct.table.equals(expected.table)
    np.testing.assert_array_equal(distinct.counts, expected.counts)
    np.testing.assert_array_equal(distinct.first_rows, expected.first_rows)
