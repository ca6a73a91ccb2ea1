"""An import turns a file into the arrays that a network trains on, and says what it did."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from parquet_files import own_table, write_table

from workbench.core.errors import Cancelled, UserError
from workbench.core.labels import LabelKind
from workbench.core.own_data import Column, FileReference
from workbench.data.own.file_reference import reference_of
from workbench.data.own.importing.array_file import ArrayFile
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.importing.store import store_folder
from workbench.data.own.reader import Batch
from workbench.data.own.readers import READERS

NAN = np.nan
FLOWERS: dict[str, list[Any]] = {
    "length": [1.0, 2.0, 3.0, 4.0, 5.0],
    "width": [0.5, 0.25, 0.5, 0.75, 1.0],
    "species": ["rose", "lily", "rose", "iris", "lily"],
}


def test_numbers_and_names_become_inputs_and_classes(tmp_path: Path) -> None:
    data = import_own(own_table(tmp_path / "flowers.parquet", FLOWERS)).dataset
    assert data.title == "flowers"
    assert data.input_names == ("length", "width")
    assert data.inputs.tolist() == [[1, 0.5], [2, 0.25], [3, 0.5], [4, 0.75], [5, 1]]
    assert data.label_kind is LabelKind.CLASS_INDEX
    assert [data.class_names[label] for label in data.labels] == FLOWERS["species"]
    assert not data.is_mapped and data.may_miss and data.validation_rows is None


def test_it_comes_back_complete(tmp_path: Path) -> None:
    own = own_table(tmp_path / "flowers.parquet", FLOWERS)
    complete = import_own(own).own
    assert complete.file == reference_of(tmp_path / "flowers.parquet")
    assert set(complete.labels.class_names) == {"rose", "lily", "iris"}
    assert import_own(complete).own == complete


def test_a_path_may_be_written_in_any_way(tmp_path: Path) -> None:
    own = own_table(tmp_path / "flowers.parquet", FLOWERS)
    written = msgspec.structs.replace(own, file=FileReference(f"{tmp_path}//./flowers.parquet"))
    assert import_own(written).own == import_own(own).own


def test_categories_that_come_late_are_found(tmp_path: Path) -> None:
    columns = {"colour": ["red", "blue", "red ", None, "green"], "answer": ["no", "yes", "yes", "no", "no"]}
    own = own_table(
        tmp_path / "a.parquet", columns, Column("colour", kind="category", categories=("red", "pink"))
    )
    imported = import_own(own)
    assert imported.own.columns[0].categories == ("red", "pink", "blue", "green")
    assert imported.dataset.input_names == (
        "colour = red",
        "colour = pink",
        "colour = blue",
        "colour = green",
    )
    np.testing.assert_array_equal(
        imported.dataset.inputs, [[1, 0, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0], [NAN] * 4, [0, 0, 0, 1]]
    )
    assert imported.dataset.may_miss
    assert imported.dataset.label_kind is LabelKind.YES_NO


def test_yes_and_no_are_one_input(tmp_path: Path) -> None:
    columns = {"smokes": ["yes", "No", "YES", "n/a"], "class": ["a", "b", "a", "b"]}
    column = Column("smokes", kind="yes_no", categories=("no", "yes"))
    data = import_own(own_table(tmp_path / "a.parquet", columns, column)).dataset
    np.testing.assert_array_equal(data.inputs, [[1], [0], [1], [NAN]])
    assert data.input_names == ("smokes",)


def test_the_texts_of_missing_values_are_classes_in_a_label_column(tmp_path: Path) -> None:
    columns = {"x": [1.0, 2.0, 3.0, 4.0, 5.0], "class": ["NA", "None", "nan", None, "NA"]}
    imported = import_own(own_table(tmp_path / "a.parquet", columns))
    assert set(imported.dataset.class_names) == {"NA", "None", "nan"}
    assert imported.dataset.inputs[:, 0].tolist() == [1, 2, 3, 5]
    assert any("1 of 5 rows has no label" in found.sentence for found in imported.diagnosis.findings)
    assert "1 of 5 rows has no label" in imported.dataset.description


def test_missing_values_stay_for_the_median(tmp_path: Path) -> None:
    columns = {
        "x": [1.0, None, float("inf"), 1e300],
        "y": [4.0, 3.0, 2.0, 1.0],
        "class": ["a", "b", "a", "b"],
    }
    imported = import_own(own_table(tmp_path / "a.parquet", columns))
    np.testing.assert_array_equal(imported.dataset.inputs, [[4], [3], [2], [1]])
    columns["x"][0:2] = [None, 2.0]
    columns["x"].append(3.0)
    columns["y"].append(0.0)
    columns["class"].append("a")
    imported = import_own(own_table(tmp_path / "b.parquet", columns))
    np.testing.assert_array_equal(imported.dataset.inputs, [[NAN, 4], [2, 3], [NAN, 2], [NAN, 1], [3, 0]])
    assert imported.dataset.may_miss
    assert imported.notes == (
        "2 values of “x” are infinite, and counted as missing.",
        "1 value of “x” is missing.",
        "Missing values become the median of the training part.",
    )


def test_rows_with_missing_values_can_go(tmp_path: Path) -> None:
    columns = {
        "x": [1.0, None, 3.0, 4.0],
        "empty": [None, None, None, 1.0],
        "class": ["a", "b", "a", "b"],
    }
    own = own_table(tmp_path / "a.parquet", columns, Column("empty", "ignore"), missing="drop")
    imported = import_own(own)
    assert imported.dataset.inputs.tolist() == [[1], [3], [4]]
    assert imported.dataset.labels.tolist() == [0, 0, 1]
    # Rows that come later may lack a value all the same.
    assert imported.dataset.may_miss
    assert "1 row with a missing value is left out." in imported.notes


def test_a_constant_column_is_left_out_before_rows_are(tmp_path: Path) -> None:
    columns = {
        "x": [1.0, 2.0, 3.0],
        "same": [7.0, None, 7.0],
        "one": ["k", "k", "k"],
        "class": ["a", "b", "a"],
    }
    own = own_table(tmp_path / "a.parquet", columns, Column("one", kind="category"), missing="drop")
    imported = import_own(own)
    assert imported.dataset.inputs.tolist() == [[1], [2], [3]]
    assert [column.role for column in imported.own.columns] == ["input", "ignore", "ignore", "label"]
    assert imported.notes == (
        "“same” and “one” hold the same value in every row, and nothing can be learned from that: left out.",
    )


def test_a_column_says_which_rows_check(tmp_path: Path) -> None:
    columns = {
        "x": [1.0, 2.0, 3.0, 4.0],
        "set": ["train", "Test ", "train", "val"],
        "class": ["a", "b", "a", None],
    }
    imported = import_own(own_table(tmp_path / "a.parquet", columns, Column("set", "part", "text")))
    assert imported.dataset.input_names == ("x",)
    assert imported.dataset.validation_rows is not None
    assert imported.dataset.validation_rows.tolist() == [1]


@pytest.mark.parametrize(
    ("words", "apart", "checking", "testing"),
    [
        (["train", "val", "test", "train", "Testing"], True, [1], [2, 4]),
        (["train", "val", "test", "train", "Testing"], False, [1, 2, 4], None),
        (["train", "test", "test", "train", "holdout"], True, [1, 2, 4], None),
        (["train", "val", "dev", "train", "eval"], True, [1, 2, 4], None),
    ],
    ids=["both are named", "in a project of before", "only test is named", "only validation is named"],
)
def test_rows_named_test_are_kept_apart_where_others_check(
    words: list[str], apart: bool, checking: list[int], testing: list[int] | None, tmp_path: Path
) -> None:
    columns = {"x": [1.0, 2.0, 3.0, 4.0, 5.0], "set": words, "class": ["a", "b", "a", "b", "a"]}
    own = own_table(tmp_path / "a.parquet", columns, Column("set", "part", "text"), tests_apart=apart)
    dataset = import_own(own).dataset
    assert dataset.validation_rows is not None
    assert dataset.validation_rows.tolist() == checking
    assert (None if dataset.test_rows is None else dataset.test_rows.tolist()) == testing


def test_a_second_file_checks_whatever_its_rows_are_named(tmp_path: Path) -> None:
    columns = {"x": [1.0, 2.0, 3.0], "set": ["train", "val", "test"], "class": ["a", "b", "a"]}
    more = write_table(tmp_path / "more.parquet", columns)
    own = own_table(
        tmp_path / "a.parquet",
        columns,
        Column("set", "part", "text"),
        tests_apart=True,
        test_file=FileReference(str(more)),
    )
    dataset = import_own(own).dataset
    assert dataset.validation_rows is not None and dataset.test_rows is not None
    assert (dataset.validation_rows.tolist(), dataset.test_rows.tolist()) == ([1, 3, 4, 5], [2])


def test_a_second_file_checks(tmp_path: Path) -> None:
    more = write_table(
        tmp_path / "more.parquet", {**FLOWERS, "species": ["rose", "lily", "rose", "fern", "lily"]}
    )
    own = own_table(tmp_path / "flowers.parquet", FLOWERS, test_file=FileReference(str(more)))
    imported = import_own(own)
    assert imported.dataset.number_of_examples == 10
    assert imported.dataset.validation_rows is not None
    assert imported.dataset.validation_rows.tolist() == [5, 6, 7, 8, 9]
    assert "fern" in imported.dataset.class_names
    assert imported.own.test_file == reference_of(more)


def test_several_columns_of_labels(tmp_path: Path) -> None:
    columns = {"x": [1.0, 2.0, 3.0, 4.0], "calm": ["1", "0", "1", "0"], "sad": ["0", "0", "1", "1"]}
    imported = import_own(own_table(tmp_path / "a.parquet", columns, Column("calm", "label", "text")))
    assert imported.dataset.label_kind is LabelKind.MULTI_HOT
    assert imported.dataset.labels.tolist() == [[1, 0], [0, 0], [1, 1], [0, 1]]


REFUSED: dict[str, tuple[dict[str, list[Any]], Column, str]] = {
    "date": ({"x": ["1", "2", "3"], "class": ["a", "b", "a"]}, Column("x", kind="date"), "dates"),
    "answer": (
        {"x": ["yes", "no", "maybe"], "class": ["a", "b", "a"]},
        Column("x", kind="yes_no", categories=("no", "yes")),
        "row 3: The column “x” holds “maybe”",
    ),
    "part": (
        {"x": [1.0, 2.0, 3.0], "set": ["train", "test", "B"], "class": ["a", "b", "a"]},
        Column("set", "part", "text"),
        "row 3: The column “set” says “B”",
    ),
    "all check": (
        {"x": [1.0, 2.0, 3.0], "set": ["test", "test", "test"], "class": ["a", "b", "a"]},
        Column("set", "part", "text"),
        "No row of .* is left to train with",
    ),
    "all check or test": (
        {"x": [1.0, 2.0, 3.0], "set": ["val", "test", "val"], "class": ["a", "b", "a"]},
        Column("set", "part", "text"),
        "No row of .* is left to train with",
    ),
    "constant": ({"x": [1.0, 1.0, 1.0], "class": ["a", "b", "a"]}, Column("x"), "hold the same value"),
    "categories": (
        {"x": [f"text {row}" for row in range(200)], "class": ["a", "b"] * 100},
        Column("x", kind="category"),
        "row 101: The column “x” holds more than 100 categories",
    ),
    "one class": ({"x": [1.0, 2.0, 3.0], "class": ["a", "a", "a"]}, Column("x"), "class"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(case: str, tmp_path: Path) -> None:
    columns, described, message = REFUSED[case]
    own = own_table(tmp_path / "a.parquet", columns, described)
    with pytest.raises(UserError, match=message):
        import_own(own)
    assert list(store_folder().iterdir()) == []


def test_a_second_file_without_a_column_is_refused(tmp_path: Path) -> None:
    more = write_table(tmp_path / "more.parquet", {"length": [1.0], "species": ["rose"]})
    own = own_table(tmp_path / "flowers.parquet", FLOWERS, test_file=FileReference(str(more)))
    with pytest.raises(
        UserError, match=r"more\.parquet has no column “width”; its columns are length, species\."
    ):
        import_own(own)


def test_no_label_and_no_input_are_refused(tmp_path: Path) -> None:
    for described in (Column("species", "ignore"),), (Column("length", "ignore"), Column("width", "ignore")):
        with pytest.raises(UserError, match=r"No column of flowers\.parquet is"):
            import_own(own_table(tmp_path / "flowers.parquet", FLOWERS, *described))


@pytest.mark.usefixtures("row_by_row")
def test_a_file_is_not_read_to_its_end_where_the_labels_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.data.own.importing.read_rows.MANY_LABELS", 1001)
    columns = {"x": list(range(1500)), "id": [f"row {row}" for row in range(1500)]}
    own = own_table(tmp_path / "a.parquet", columns)
    shares: list[float] = []
    with pytest.raises(UserError, match="more than 1,000 classes"):
        import_own(own, shares.append)
    assert 0 < max(shares) < 0.9


def test_differences_that_32_bits_cannot_tell_are_spoken_of(tmp_path: Path) -> None:
    columns = {
        "seconds": [1.7e9 + row for row in range(4)],
        "year": [2020.0 + row for row in range(4)],
        "class": ["a", "b", "a", "b"],
    }
    imported = import_own(own_table(tmp_path / "a.parquet", columns))
    assert imported.dataset.input_names == ("year",)
    columns["seconds"][3] += 1000
    imported = import_own(own_table(tmp_path / "a.parquet", columns))
    assert imported.dataset.input_names == ("seconds", "year")
    assert imported.notes == (
        "The numbers of “seconds” differ by less than a network's 32 bits can tell well;"
        " subtract a constant from them in the file.",
    )


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: ArrayFile, rows: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ArrayFile, "append", full)
    with pytest.raises(UserError, match=r"no room on the disk for the rows of flowers\.parquet"):
        import_own(own_table(tmp_path / "flowers.parquet", FLOWERS))
    assert list(store_folder().iterdir()) == []


def test_a_file_that_cannot_be_read_is_told_apart_from_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*reading: object) -> Iterator[Batch]:
        yield from ()
        raise OSError(errno.EIO, "Input/output error")

    own = own_table(tmp_path / "flowers.parquet", FLOWERS)
    monkeypatch.setitem(READERS, "parquet", replace(READERS["parquet"], batches=broken))
    with pytest.raises(UserError, match=r"flowers\.parquet cannot be read: Input/output error"):
        import_own(own)


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    shares: list[float] = []
    import_own(own_table(tmp_path / "flowers.parquet", FLOWERS), shares.append)
    assert shares == sorted(shares) and shares[-1] == pytest.approx(1.0)


@pytest.fixture
def row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets an import handle one row at a time."""
    for module in ("read_rows", "write_arrays"):
        monkeypatch.setattr(f"workbench.data.own.importing.{module}.PIECE_BYTES", 1)


@pytest.mark.parametrize("asked", range(0, 10, 3))
@pytest.mark.usefixtures("row_by_row")
def test_it_stops_wherever_it_is_and_leaves_nothing(asked: int, tmp_path: Path) -> None:
    answers = iter([False] * asked)
    own = own_table(tmp_path / "flowers.parquet", FLOWERS)
    with pytest.raises(Cancelled):
        import_own(own, cancelled=lambda: next(answers, True))
    assert list(store_folder().iterdir()) == []


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    own = own_table(tmp_path / "flowers.parquet", FLOWERS)

    def write_again(share: float) -> None:
        with (tmp_path / "flowers.parquet").open("ab") as file:
            file.write(b"more")

    with pytest.raises(UserError, match="changed while it was read"):
        import_own(own, progress=write_again)


@pytest.mark.usefixtures("row_by_row")
def test_large_inputs_stay_in_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.data.own.importing.entry.LARGEST_IN_MEMORY", 10)
    data = import_own(own_table(tmp_path / "flowers.parquet", FLOWERS)).dataset
    assert data.is_mapped
    assert data.inputs.tolist() == [[1, 0.5], [2, 0.25], [3, 0.5], [4, 0.75], [5, 1]]


def test_numbers_that_are_the_same_in_32_bits_alone_are_not_called_the_same(tmp_path: Path) -> None:
    columns = {
        "seconds": [1.7e15, 1.7e15 + 1, 1.7e15 + 2],
        "one": [0.1, 0.1, 0.1],
        "x": [1.0, 2.0, 3.0],
        "class": ["a", "b", "a"],
    }
    imported = import_own(own_table(tmp_path / "a.parquet", columns))
    assert imported.dataset.input_names == ("x",)
    assert imported.notes == (
        "“one” holds the same value in every row, and nothing can be learned from that: left out.",
        "The numbers of “seconds” differ by less than a network's 32 bits can tell: left out;"
        " subtract a constant from them in the file.",
    )
