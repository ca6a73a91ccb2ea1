"""A file's labels, each different row once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from tests.data.own.doctor.label_cases import texts
from workbench.data.own.doctor.label_rows import LabelRows


def test_every_row_stands_once_in_the_order_of_its_first_appearance() -> None:
    rows = LabelRows.of(texts(y=["b", "a", "b", None, "a", "b"]))
    assert rows.table.column("y").to_pylist() == ["b", "a", None]
    assert rows.counts.tolist() == [3, 2, 1]
    assert rows.first_rows.tolist() == [0, 1, 3]


def test_rows_of_several_columns_are_the_same_only_where_all_cells_are() -> None:
    rows = LabelRows.of(texts(a=["1", "1", "1"], b=["0", "1", "0"]))
    assert rows.counts.tolist() == [2, 1]


def test_parts_add_up_to_the_whole() -> None:
    table = texts(y=["b", "a", "b", "c", "a", None])
    parts = [LabelRows.of(table.slice(first, 2), first) for first in (0, 2, 4)]
    together, whole = LabelRows.merged(*parts), LabelRows.of(table)
    assert together.table.equals(whole.table)
    assert np.array_equal(together.counts, whole.counts)
    assert np.array_equal(together.first_rows, whole.first_rows)
    assert together.number_of_rows == 6


def test_columns_may_be_called_like_anything() -> None:
    rows = LabelRows.of(texts(first=["1", "1"], count=["a", "a"], **{"1": ["x", "x"]}))
    assert rows.table.column_names == ["first", "count", "1"]
    assert rows.counts.tolist() == [2]


def test_a_block_of_numbers_becomes_columns_of_texts() -> None:
    block = pa.array([[1, 0], [0.5, 0.5], [1, 0]], pa.list_(pa.float32(), 2))
    rows = LabelRows.of(pa.table({"y": block}))
    assert rows.table.to_pydict() == {"y 1": ["1", "0.5"], "y 2": ["0", "0.5"]}


def test_categories_of_a_file_are_texts_too() -> None:
    column = pa.array(["a", "b", "a"]).dictionary_encode()
    assert LabelRows.of(pa.table({"y": column})).table.schema.field("y").type == pa.string()


def test_no_rows() -> None:
    assert LabelRows.of(texts(y=[])).number_of_rows == 0
