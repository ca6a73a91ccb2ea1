"""A new file is read as the data of the network was, with or without labels, and however it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from parquet_files import own_table, write_table

from workbench.core.errors import UserError
from workbench.core.own_data import Column, OwnData
from workbench.data.own.draft.draft_of import draft_of
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.new_rows.rows_like import batches_like, rows_like

NAN = np.nan
FLOWERS: dict[str, list[Any]] = {
    "length": [1.0, 2.0, 3.0, 4.0],
    "colour": ["red", "blue", "red", "blue"],
    "wild": ["yes", "no", "no", "yes"],
    "id": ["k1", "k2", "k3", "k4"],
    "species": ["rose", "lily", "rose", "iris"],
}


@pytest.fixture
def own(tmp_path: Path) -> OwnData:
    described = (
        Column("colour", kind="category"),
        Column("wild", kind="yes_no", categories=("no", "yes")),
        Column("id", "ignore", "text"),
    )
    return import_own(own_table(tmp_path / "flowers.parquet", FLOWERS, *described)).own


def test_the_same_file_gives_the_same_arrays(own: OwnData, tmp_path: Path) -> None:
    rows = rows_like(own, tmp_path / "flowers.parquet")
    data = import_own(own).dataset
    np.testing.assert_array_equal(rows.inputs, data.inputs)
    assert rows.labels is not None
    np.testing.assert_array_equal(rows.labels, data.labels)
    assert rows.labelled.all() and rows.notes == ()
    assert rows.columns.column("id").to_pylist() == FLOWERS["id"]
    assert rows.columns.column("length").to_pylist() == FLOWERS["length"]


def test_labels_may_be_missing_and_columns_in_another_order(own: OwnData, tmp_path: Path) -> None:
    new = write_table(
        tmp_path / "new.parquet",
        {
            "wild": ["no", None, "No"],
            "more": ["?", "?", "?"],
            "colour": ["blue", "red", ""],
            "length": [9.0, None, 7.0],
        },
    )
    rows = rows_like(own, new)
    np.testing.assert_array_equal(rows.inputs, [[9, 0, 1, 0], [NAN, 1, 0, NAN], [7, NAN, NAN, 0]])
    assert rows.labels is None and not rows.labelled.any()
    assert rows.columns.column_names == ["wild", "more", "colour", "length"]


def test_what_the_training_never_met_counts_as_missing(own: OwnData, tmp_path: Path) -> None:
    new = write_table(
        tmp_path / "new.parquet",
        {
            "length": [1.0, 2.0, 3.0, 4.0],
            "colour": ["red", "green", "red", "blue"],
            "wild": ["yes", "perhaps", "no", "no"],
            "species": ["iris", "fern", None, "rose"],
        },
    )
    rows = rows_like(own, new)
    np.testing.assert_array_equal(rows.inputs[1], [2, NAN, NAN, NAN])
    assert rows.labelled.tolist() == [True, False, False, True]
    assert rows.labels is not None
    assert [own.labels.class_names[rows.labels[row]] for row in (0, 3)] == ["iris", "rose"]
    assert rows.notes == (
        "“colour” holds “green”, which the training never met: taken as missing.",
        "“wild” holds “perhaps”, which the training never met: taken as missing.",
        "“species” holds “fern”, a label that the network does not know: such rows are not compared.",
    )


def test_rows_come_in_batches(own: OwnData, tmp_path: Path) -> None:
    parts = list(batches_like(own, tmp_path / "flowers.parquet"))
    assert sum(len(part.inputs) for part in parts) == 4
    assert parts[-1].bytes_done > 0


def test_a_file_without_an_input_is_refused(own: OwnData, tmp_path: Path) -> None:
    new = write_table(tmp_path / "new.parquet", {"length": [1.0], "wild": ["no"]})
    with pytest.raises(UserError, match=r"new\.parquet has no column “colour”"):
        rows_like(own, new)


@pytest.mark.parametrize("text", ["x,y\n2.5,1\n", "x;y\n2,5;1\n", "y\tx\n1\t2.5\n"])
def test_a_text_file_may_be_written_in_another_way(text: str, tmp_path: Path) -> None:
    (tmp_path / "train.csv").write_text("x,y,class\n1.5,2,a\n2,3,b\n3,1,a\n")
    own = import_own(draft_of(tmp_path / "train.csv", target=("class",)).own).own
    (tmp_path / "new.csv").write_text(text)
    rows = rows_like(own, tmp_path / "new.csv")
    assert rows.inputs.tolist() == [[2.5, 1]]


def test_a_file_of_another_kind_will_do(tmp_path: Path) -> None:
    (tmp_path / "train.csv").write_text("x,y,class\n1.5,2,a\n2,3,b\n3,1,a\n")
    own = import_own(draft_of(tmp_path / "train.csv", target=("class",)).own).own
    new = write_table(tmp_path / "new.parquet", {"y": [1], "x": [2.5]})
    assert rows_like(own, new).inputs.tolist() == [[2.5, 1]]
