"""NumPy's files as tables: which array is what, and what cannot be one."""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from workbench.core.errors import UserError
from workbench.core.own_data import Reading
from workbench.data.own.arrays import stored_arrays
from workbench.data.own.arrays.arrays import ARRAYS
from workbench.data.own.reader import SAMPLE_ROWS, Sample
from workbench.data.own.readers import reader_for

READING = Reading("arrays", {})


def _npz(folder: Path, *unnamed: Any, **arrays: Any) -> Path:
    np.savez(folder / "flowers.npz", *unnamed, **arrays)
    return folder / "flowers.npz"


def _npy(folder: Path, array: Any) -> Path:
    np.save(folder / "flowers.npy", array)
    return folder / "flowers.npy"


def _sampled(path: Path) -> Sample:
    return ARRAYS.sample(path, ARRAYS.propose(path, {}), None)


def _read(path: Path, columns: tuple[str, ...], numbers: tuple[str, ...] = ()) -> pa.Table:
    return pa.concat_tables(b.table for b in ARRAYS.batches(path, READING, columns, frozenset(numbers)))


def test_inputs_become_columns_and_labels_declare_themselves(tmp_path: Path) -> None:
    x = np.array([[0.1, np.nan], [np.inf, -2.0]], np.float32)
    path = _npz(tmp_path, X=x, y=np.array([3, 7]))
    sample = _sampled(path)
    assert sample.table.to_pydict() == {"x0": ["0.1", "inf"], "x1": [None, "-2"], "y": ["3", "7"]}
    assert sample.labels == ("y",) and sample.is_whole and sample.image_shape is None
    table = _read(path, ("y", "x1", "x0"), ("x0", "x1"))
    assert table["y"].to_pylist() == ["3", "7"]
    assert table["x1"].to_pylist() == [None, -2.0]
    assert table["x0"][0].as_py() == pytest.approx(0.1, abs=1e-8) and math.isnan(table["x0"][1].as_py())
    assert reader_for(path) is ARRAYS


NAMES = [
    ("x", "y"),
    ("X", "Y"),
    ("inputs", "labels"),
    ("data", "target"),
    ("images", "labels"),
    ("Features", "classes"),
]


@pytest.mark.parametrize(("inputs", "labels"), NAMES)
def test_the_usual_names_tell_inputs_from_labels(inputs: str, labels: str, tmp_path: Path) -> None:
    path = _npz(tmp_path, **{labels: np.array(["a", "b"]), inputs: np.zeros((2, 3))})
    sample = _sampled(path)
    assert sample.labels == ("y",) and sample.table["y"].to_pylist() == ["a", "b"]
    assert sample.table.column_names == ["x0", "x1", "x2", "y"]


LABELS = {
    "texts": (np.array(["NA", "é"]), ["NA", "é"]),
    "bytes": (np.array([b"NA", b"b"]), ["NA", "b"]),
    "truth values": (np.array([True, False]), ["true", "false"]),
    "numbers with one missing": (np.array([1.0, np.nan]), ["1", None]),
    "small numbers": (np.array([1, 200], np.uint8), ["1", "200"]),
    "large numbers": (np.array([2**63, 1], np.uint64), ["9223372036854775808", "1"]),
    "numbers of another machine": (np.array([1, 2], ">i4"), ["1", "2"]),
    "half numbers": (np.array([0.5, np.nan], np.float16), ["0.5", None]),
    "long numbers": (np.array([0.5, 2], np.longdouble), ["0.5", "2"]),
    "one column": (np.array([[1], [2]]), ["1", "2"]),
}


@pytest.mark.parametrize("case", LABELS)
def test_labels_of_every_type_are_text(case: str, tmp_path: Path) -> None:
    labels, texts = LABELS[case]
    assert _sampled(_npz(tmp_path, x=np.zeros((2, 2)), y=labels)).table["y"].to_pylist() == texts


def test_rows_of_labels_are_columns_of_their_own(tmp_path: Path) -> None:
    sample = _sampled(_npz(tmp_path, x=np.zeros((2, 1)), y=np.eye(2)))
    assert sample.labels == ("y0", "y1")
    assert sample.table.to_pydict() == {"x": ["0", "0"], "y0": ["1", "0"], "y1": ["0", "1"]}


def test_a_file_in_parts_says_for_every_row_which_it_belongs_to(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    x_test, x_train = rng.random((20, 2)), rng.random((4000, 2))
    path = _npz(tmp_path, x_test=x_test, y_test=np.ones(20), y_train=np.zeros(4000), x_train=x_train)
    sample = _sampled(path)
    assert sample.table.column_names == ["x0", "x1", "y", "part"]
    assert set(sample.table["part"].to_pylist()) == {"train", "test"}
    assert sample.table.num_rows == SAMPLE_ROWS and not sample.is_whole
    table = _read(path, ("x1", "part", "y"), ("x1",))
    assert table["part"].to_pylist() == ["train"] * 4000 + ["test"] * 20
    assert table["y"].to_pylist() == ["0"] * 4000 + ["1"] * 20
    assert np.array_equal(table["x1"].to_numpy(), np.concatenate([x_train[:, 1], x_test[:, 1]]))


@pytest.mark.parametrize(("word", "text"), [("val", "validation"), ("valid", "validation"), ("test", "test")])
def test_each_word_for_a_part_is_understood(word: str, text: str, tmp_path: Path) -> None:
    arrays = {
        "train_images": np.zeros((2, 2)),
        "train_labels": [0, 1],
        f"{word}_images": np.ones((1, 2)),
        f"{word}_labels": [1],
    }
    assert _sampled(_npz(tmp_path, **arrays)).table["part"].to_pylist() == ["train", "train", text]


PICTURES = {"grey": (5, 4, 3), "grey with a channel": (5, 4, 3, 1), "colour": (5, 4, 3, 3)}


@pytest.mark.parametrize("case", PICTURES)
def test_pictures_are_one_column_of_pixels(case: str, tmp_path: Path) -> None:
    images = np.arange(np.prod(PICTURES[case])).reshape(PICTURES[case]).astype(np.uint8)
    path = _npz(tmp_path, images=images, labels=np.arange(5))
    sample = _sampled(path)
    assert sample.image_shape == (4, 3) and sample.table.column_names == ["pixels", "y"]
    for table in (sample.table, _read(path, ("pixels", "y"))):
        assert table["pixels"].type == pa.list_(pa.float32(), images[0].size)
        assert np.array_equal(table["pixels"].combine_chunks().values.to_numpy(), images.ravel())


def test_many_inputs_are_one_column_without_a_shape(tmp_path: Path) -> None:
    sample = _sampled(_npz(tmp_path, x=np.ones((3, 300)), y=[0, 1, 0]))
    assert sample.table.column_names == ["x", "y"] and sample.image_shape is None
    assert sample.table["x"].type == pa.list_(pa.float32(), 300)


def test_an_array_alone_is_columns_without_a_declared_label(tmp_path: Path) -> None:
    sample = _sampled(_npy(tmp_path, np.arange(6).reshape(2, 3)))
    assert sample.table.to_pydict() == {"x0": ["0", "3"], "x1": ["1", "4"], "x2": ["2", "5"]}
    assert sample.labels == ()


def test_two_arrays_without_names_are_told_by_their_shapes(tmp_path: Path) -> None:
    sample = _sampled(_npz(tmp_path, np.zeros((3, 2)), np.array([0, 1, 2])))
    assert sample.labels == ("y",) and sample.table["y"].to_pylist() == ["0", "1", "2"]


@pytest.mark.parametrize("order", "CF")
@pytest.mark.parametrize("form", ["npy", "npz", "packed"])
def test_every_order_and_form_gives_the_same_rows_in_batches(
    form: str, order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.data.own.arrays.array_table.BATCH_CELLS", 1000)
    numbers = np.asarray(np.random.default_rng(1).random((1234, 3)), order=order)
    path = tmp_path / ("flowers.npy" if form == "npy" else "flowers.npz")
    {"npy": np.save, "npz": np.savez, "packed": np.savez_compressed}[form](path, numbers)
    columns = ("x0", "x1", "x2")
    batches = list(ARRAYS.batches(path, READING, columns, frozenset(columns)))
    assert len(batches) == 4
    read = pa.concat_tables(batch.table for batch in batches)
    assert np.array_equal(np.column_stack([read[name].to_numpy() for name in columns]), numbers)
    done = [batch.bytes_done for batch in batches]
    assert done == sorted(done) and done[-1] == path.stat().st_size


def test_arrays_that_are_not_used_are_told_even_those_of_objects(tmp_path: Path) -> None:
    path = _npz(tmp_path, x=np.zeros((2, 2)), y=[0, 1], notes=np.array([{}, None], object))
    assert _sampled(path).notes == ("The array 'notes' is not used.",)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "objects": ({"x": np.array([[{}], [1]], object)}, "'x', holds Python objects"),
    "objects as labels": ({"x": np.zeros((2, 1)), "y": np.array(["a", None], object)}, "'y', holds Python objects"),
    "complex": ({"x": np.zeros((2, 2), complex)}, "holds complex128"),
    "dates": ({"x": np.zeros((2, 2), "M8[s]")}, "holds datetime64"),
    "records": ({"x": np.zeros(2, [("a", int), ("b", float)])}, "cannot be read"),
    "no rows": ({"x": np.zeros((0, 2))}, "is empty"),
    "no columns": ({"x": np.zeros((2, 0))}, "is empty"),
    "a single number": ({"x": 3}, "no array with rows"),
    "names that do not tell": ({"a": np.zeros((2, 2)), "b": np.zeros((2, 2))}, "name the inputs x"),
    "different rows": ({"x": np.zeros((2, 2)), "y": np.zeros(3)}, "do not belong together"),
    "different columns": ({"x_train": np.zeros((2, 2)), "x_test": np.zeros((2, 3))}, "do not belong together"),
    "labels of one part": ({"x_train": np.zeros((2, 2)), "y_train": [0, 1], "x_test": np.zeros((1, 2))}, "one of its parts"),
    "a sparse matrix": ({"data": [1.0], "indices": [0], "indptr": [0, 1], "shape": [1, 1]}, "sparse matrix"),
    "a part and none": ({"x": np.zeros((2, 2)), "x_test": np.zeros((2, 2))}, "name the inputs x"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_a_table_is_refused_in_a_sentence(case: str, tmp_path: Path) -> None:
    arrays, message = REFUSED[case]
    with pytest.raises(UserError, match=f"^flowers.npz.*{message}"):
        ARRAYS.propose(_npz(tmp_path, **arrays), {})


def _header(shape: tuple[int, ...], descr: str = "<f8") -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": descr, "fortran_order": False, "shape": shape})
    return file.getvalue()


HOSTILE = {
    "a length that is not there": _header((10**12, 1000)) + b"\0" * 64,
    "elements without a size": _header((10**12, 2), "<U0"),
    "negative": _header((-1, 2)) + b"\0" * 64,
    "cut off": _header((8, 2))[:40],
    "nested": b"\x93NUMPY\x01\x00" + (9000).to_bytes(2, "little") + b"(" * 9000,
    "another version": b"\x93NUMPY\x09\x00" + b"\0" * 64,
    "calls": b"\x93NUMPY\x01\x00"
    + (40).to_bytes(2, "little")
    + b"__import__('os').system('touch owned')  \n",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_header_is_refused_before_anything_is_read(case: str, tmp_path: Path) -> None:
    (tmp_path / "flowers.npy").write_bytes(HOSTILE[case])
    with zipfile.ZipFile(tmp_path / "flowers.npz", "w") as archive:
        archive.writestr("x.npy", HOSTILE[case])
    for name in ("flowers.npy", "flowers.npz"):
        with pytest.raises(UserError, match=f"^{name}"):
            list(ARRAYS.batches(tmp_path / name, READING, ("x0",), frozenset()))


def test_an_archive_that_unpacks_to_too_much_is_refused_by_its_headers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_arrays, "LARGEST_UNPACKED", 1 << 20)
    np.savez_compressed(tmp_path / "flowers.npz", x=np.zeros((1 << 18, 1)))
    with pytest.raises(UserError, match="save the inputs as .npy"):
        ARRAYS.propose(tmp_path / "flowers.npz", {})


def test_a_packed_array_stored_by_columns_has_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_arrays, "LARGEST_BY_COLUMNS", 1 << 10)
    path = _npz(tmp_path, x=np.zeros((1000, 2), order="F"))
    with pytest.raises(UserError, match="ascontiguousarray"):
        ARRAYS.propose(path, {})
    ARRAYS.propose(_npz(tmp_path, x=np.zeros((1000, 2))), {})


def test_damage_among_the_rows_is_a_sentence(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "flowers.npz", x=np.random.default_rng(0).random((5000, 2)))
    content = bytearray((tmp_path / "flowers.npz").read_bytes())
    content[20_000:30_000] = bytes(10_000)
    (tmp_path / "flowers.npz").write_bytes(content)
    with pytest.raises(UserError, match="^flowers.npz cannot be read"):
        _read(tmp_path / "flowers.npz", ("x0",))


def test_a_text_among_the_numbers_is_named_with_its_row(tmp_path: Path) -> None:
    path = _npz(tmp_path, x=np.array([["1", "2"], ["3", "tall"]]), y=[0, 1])
    with pytest.raises(UserError, match="row 2, column 'x1': 'tall' is no number"):
        _read(path, ("x0", "x1"), ("x0", "x1"))


def test_recognises_never_raises(tmp_path: Path) -> None:
    (tmp_path / "cut.npz").write_bytes(b"PK\x03\x04 cut off")
    assert not any(ARRAYS.recognises(tmp_path / name) for name in ("", "gone.npz", "cut.npz"))


def test_the_smallest_part_is_in_the_sample(tmp_path: Path) -> None:
    path = _npz(tmp_path, x_train=np.zeros((50_000, 1)), x_val=np.zeros((3, 1)), x_test=np.zeros((2, 1)))
    sample = _sampled(path)
    assert sample.table.num_rows == SAMPLE_ROWS
    assert set(sample.table["part"].to_pylist()) == {"train", "validation", "test"}
