"""What every kind of file promises, shown on the same flowers written in each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.core.own_data import Reading
from workbench.data.own.reader import Reader
from workbench.data.own.readers import READERS, reader_for

ROWS = [(index / 8, ("rose", "NA", "None")[index % 3]) for index in range(60)]
LINES = "".join(f"{size},{kind}\n" for size, kind in ROWS)
HEADER = "@relation flowers\n@attribute size numeric\n@attribute kind {rose,NA,None}\n@data\n"


def _parquet(path: Path) -> None:
    sizes, kinds = zip(*ROWS)
    pq.write_table(pa.table({"size": sizes, "kind": kinds}), path)


def _arrays(path: Path) -> None:
    sizes, kinds = zip(*ROWS)
    with path.open("wb") as file:
        np.savez(file, x=sizes, y=kinds)


def _pictures(path: Path) -> None:
    for index, (size, kind) in enumerate(ROWS):
        (path / kind).mkdir(parents=True, exist_ok=True)
        Image.new("L", (8, 8), round(size * 8)).save(path / kind / f"{index:02}.png")


WRITERS: dict[str, Callable[[Path], Any]] = {
    "parquet": _parquet,
    "arff": lambda path: path.write_text(HEADER + LINES),
    "arrays": _arrays,
    "pictures": _pictures,
    "delimited": lambda path: path.write_text("size,kind\n" + LINES),
}


@pytest.fixture(params=READERS)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Reader, Path, Reading]:
    """A reader, the flowers in its form, and what it proposes for them."""
    reader, path = READERS[request.param], tmp_path / "flowers"
    WRITERS[reader.name](path)
    return reader, path, reader.propose(path, {})


def _whole(reader: Reader, path: Path, reading: Reading, columns: Any, numbers: Any = ()) -> pa.Table:
    return pa.concat_tables(
        b.table for b in reader.batches(path, reading, tuple(columns), frozenset(numbers))
    )


def test_it_alone_is_asked_whatever_the_name(written: tuple[Reader, Path, Reading]) -> None:
    reader, path, _ = written
    assert reader_for(path) is reader
    assert path.is_dir() == reader.is_folder


def test_a_proposal_answers_every_field_and_is_a_fixed_point(written: tuple[Reader, Path, Reading]) -> None:
    reader, path, reading = written
    assert reading.format == reader.name
    assert set(reading.options) == {field.name for field in reader.fields}
    assert all(field.check(reading.options[field.name]) is not None for field in reader.fields)
    assert reader.propose(path, reading.options) == reading


def test_a_setting_that_it_does_not_have_is_refused(written: tuple[Reader, Path, Reading]) -> None:
    reader, path, reading = written
    options: dict[str, Value] = {**reading.options, "colour of the paper": 1}
    with pytest.raises(UserError, match="colour of the paper"):
        reader.propose(path, options)


def test_the_sample_is_what_the_batches_give(written: tuple[Reader, Path, Reading]) -> None:
    reader, path, reading = written
    sample = reader.sample(path, reading, None)
    assert sample.is_whole and sample.table.num_rows == 60
    assert _whole(reader, path, reading, sample.table.column_names).equals(sample.table)


def test_columns_come_in_the_order_asked_for(written: tuple[Reader, Path, Reading]) -> None:
    reader, path, reading = written
    names = reader.sample(path, reading, None).table.column_names
    assert _whole(reader, path, reading, names[::-1]).column_names == names[::-1]
    for name in names:
        assert _whole(reader, path, reading, [name]).column_names == [name]


def test_no_label_is_lost_or_changed(written: tuple[Reader, Path, Reading]) -> None:
    reader, path, reading = written
    names = reader.sample(path, reading, None).table.column_names
    table = _whole(reader, path, reading, names)
    assert table[1].null_count == 0
    assert sorted(table[1].to_pylist()) == sorted(kind for _, kind in ROWS)


def test_numbers_are_what_was_written(written: tuple[Reader, Path, Reading]) -> None:
    reader, path, reading = written
    names = reader.sample(path, reading, None).table.column_names
    if reader.is_folder:
        first = _whole(reader, path, reading, names[:1])[0].combine_chunks().flatten().to_numpy()[::64] / 8
    else:
        column = _whole(reader, path, reading, names[:1], names[:1])[0]
        assert column.type == pa.float64()
        first = column.to_numpy()
    assert sorted(first) == [size for size, _ in ROWS]


def test_the_progress_never_goes_back_and_ends_at_all_bytes(written: tuple[Reader, Path, Reading]) -> None:
    reader, path, reading = written
    names = tuple(reader.sample(path, reading, None).table.column_names)
    done = [batch.bytes_done for batch in reader.batches(path, reading, names, frozenset())]
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    assert done == sorted(done) and done[-1] == sum(file.stat().st_size for file in files)
