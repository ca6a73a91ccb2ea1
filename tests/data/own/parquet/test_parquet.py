"""Parquet files as text for the preview and as numbers for the import."""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from workbench.core.errors import UserError
from workbench.core.own_data import Reading
from workbench.data.own.parquet.parquet import PARQUET
from workbench.data.own.reader import SAMPLE_ROWS

READING = Reading("parquet", {})


def _written(folder: Path, columns: dict[str, Any], **options: Any) -> Path:
    path = folder / "flowers.parquet"
    pq.write_table(pa.table(columns), path, **options)
    return path


def _read(path: Path, columns: tuple[str, ...], numbers: tuple[str, ...] = ()) -> pa.Table:
    return pa.concat_tables(
        batch.table for batch in PARQUET.batches(path, READING, columns, frozenset(numbers))
    )


def test_a_sample_is_text_with_null_where_the_file_has_no_value(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        {
            "size": [0.1, None, 3.0],
            "count": pa.array([1, 2**63, None], pa.uint64()),
            "open": [True, False, None],
            "day": [datetime.date(2020, 1, 2)] * 3,
            "kind": pa.array(["NA", "None", None]).dictionary_encode(),
        },
    )
    sample = PARQUET.sample(path, PARQUET.propose(path, {}), None)
    assert sample.table.to_pydict() == {
        "size": ["0.1", None, "3"],
        "count": ["1", "9223372036854775808", None],
        "open": ["true", "false", None],
        "day": ["2020-01-02"] * 3,
        "kind": ["NA", "None", None],
    }
    assert sample.is_whole and sample.labels == () and sample.notes == ()


def test_a_number_that_is_nan_has_no_value_but_a_text_that_says_nan_does(tmp_path: Path) -> None:
    path = _written(tmp_path, {"label": [1.0, math.nan], "name": ["nan", "x"]})
    assert PARQUET.sample(path, READING, None).table.to_pydict() == {
        "label": ["1", None],
        "name": ["nan", "x"],
    }


def test_numbers_come_as_they_are_and_infinite_ones_as_nan(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        {
            "a": [0.1, math.nan, math.inf],
            "b": pa.array([1, 2, None], pa.int8()),
            "c": [True, False, None],
            "d": [" 1.5 ", "NA", "inf"],
        },
    )
    table = _read(path, ("d", "c", "b", "a"), ("a", "b", "c", "d"))
    assert table.column_names == ["d", "c", "b", "a"]
    assert all(type_ == pa.float64() for type_ in table.schema.types)
    assert str(table.to_pydict()) == str(
        {"d": [1.5, None, math.nan], "c": [1.0, 0.0, None], "b": [1.0, 2.0, None], "a": [0.1, None, math.nan]}
    )


def test_batches_give_all_rows_in_order_and_end_at_the_size_of_the_file(tmp_path: Path) -> None:
    numbers = np.random.default_rng(0).random(300_000)
    path = _written(tmp_path, {f"x{i}": numbers + i for i in range(20)}, row_group_size=70_000)
    columns = tuple(f"x{i}" for i in range(20))
    batches = list(PARQUET.batches(path, READING, columns, frozenset(columns)))
    assert len(batches) > 2
    assert np.array_equal(np.concatenate([b.table["x3"].to_numpy() for b in batches]), numbers + 3)
    done = [batch.bytes_done for batch in batches]
    assert done == sorted(done) and done[-1] == path.stat().st_size


def test_a_sample_of_a_long_file_is_its_beginning(tmp_path: Path) -> None:
    path = _written(tmp_path, {"a": list(range(5000))}, row_group_size=300)
    sample = PARQUET.sample(path, READING, None)
    assert not sample.is_whole
    assert sample.table["a"].to_pylist() == [str(i) for i in range(sample.table.num_rows)]
    assert sample.table.num_rows == SAMPLE_ROWS


def test_a_text_that_is_no_number_is_named_with_its_row(tmp_path: Path) -> None:
    texts = ["1"] * 9_000 + ["tall"] + ["2"] * 90
    path = _written(tmp_path, {"size": texts})
    with pytest.raises(UserError, match=r"flowers.parquet, row 9001, column 'size': 'tall' is no number"):
        _read(path, ("size",), ("size",))


def test_a_date_is_no_number(tmp_path: Path) -> None:
    path = _written(tmp_path, {"day": [None, datetime.date(2020, 1, 2)]})
    with pytest.raises(UserError, match="row 2, column 'day': '2020-01-02' is no number"):
        _read(path, ("day",), ("day",))


LEFT_OUT = {
    "lists": (pa.array([[1.0, 2.0]]), "lists or records"),
    "records": (pa.array([{"x": 1}]), "lists or records"),
    "bytes": (pa.array([b"\xff\x00"]), "bytes"),
    "durations": (pa.array([datetime.timedelta(days=1)]), "durations"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_column_of_another_type_is_left_out_with_advice(name: str, tmp_path: Path) -> None:
    values, advice = LEFT_OUT[name]
    sample = PARQUET.sample(_written(tmp_path, {"a": [1], name: values}), READING, None)
    assert sample.table.column_names == ["a"]
    assert name in sample.notes[0] and advice in sample.notes[0]
    with pytest.raises(UserError, match=f"no column that can be read.*{advice}"):
        PARQUET.propose(_written(tmp_path, {name: values}), {})


def test_columns_that_share_a_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"]), path)
    with pytest.raises(UserError, match="share the name 'a'"):
        PARQUET.propose(path, {})


def test_a_file_without_rows_gives_its_columns(tmp_path: Path) -> None:
    path = _written(tmp_path, {"a": pa.array([], pa.int32()), "b": pa.array([], pa.string())})
    assert PARQUET.sample(path, READING, None).table.to_pydict() == {"a": [], "b": []}
    assert [batch.table.num_rows for batch in PARQUET.batches(path, READING, ("a",), frozenset())] in (
        [],
        [0],
    )


@pytest.mark.parametrize("cut", [20, 200, 600])
def test_a_damaged_file_is_refused_in_a_sentence(cut: int, tmp_path: Path) -> None:
    path = _written(tmp_path, {"a": list(range(1000)), "b": ["x"] * 1000})
    content = bytearray(path.read_bytes())
    path.write_bytes(content[:cut])
    with pytest.raises(UserError, match="cannot be read as Parquet"):
        PARQUET.propose(path, {})


def test_damage_among_the_rows_is_a_sentence_too(tmp_path: Path) -> None:
    path = _written(tmp_path, {"a": [f"text {i}" for i in range(50_000)]}, use_dictionary=False)
    content = bytearray(path.read_bytes())
    content[1000:60_000] = bytes(59_000)
    path.write_bytes(content)
    with pytest.raises(UserError, match="cannot be read as Parquet"):
        _read(path, ("a",))


def test_options_that_it_does_not_have_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="delimiter"):
        PARQUET.propose(_written(tmp_path, {"a": [1]}), {"delimiter": ","})


def test_recognises_never_raises(tmp_path: Path) -> None:
    assert not PARQUET.recognises(tmp_path)
    assert not PARQUET.recognises(tmp_path / "gone")


@pytest.mark.parametrize("row_group_size", [20_000, 1_500_000])
def test_a_long_file_takes_no_memory_of_its_length(row_group_size: int, tmp_path: Path) -> None:
    numbers = np.random.default_rng(0).random((3, 1_500_000))
    path = _written(tmp_path, {f"x{i}": row for i, row in enumerate(numbers)}, row_group_size=row_group_size)
    del numbers
    columns = ("x0", "x1", "x2")
    before, most = pa.total_allocated_bytes(), 0
    for _ in PARQUET.batches(path, READING, columns, frozenset(columns)):
        most = max(most, pa.total_allocated_bytes() - before)
    assert 0 < most < path.stat().st_size // 2


def test_texts_and_names_that_are_not_utf_8_are_damage(tmp_path: Path) -> None:
    path = _written(tmp_path, {"colour": ["yellow", "green"]}, use_dictionary=False, compression="none")
    content = path.read_bytes()
    for text in (b"yellow", b"colour"):
        path.write_bytes(content.replace(text, text[:-1] + b"\xe9"))
        with pytest.raises(UserError, match="cannot be read as Parquet"):
            PARQUET.sample(path, PARQUET.propose(path, {}), None)
