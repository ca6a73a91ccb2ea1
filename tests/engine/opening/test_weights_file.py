from __future__ import annotations

from math import prod
from pathlib import Path
from typing import Any

import h5py
import ml_dtypes
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.errors import UserError
from workbench.engine.opening import weights_file
from workbench.engine.opening.weights_file import WeightsFile, slabs

VALUES = np.random.default_rng(0).normal(size=(30, 7)).astype(np.float32)

STORED: dict[str, dict[str, Any]] = {
    "contiguous": {},
    "gzip": {"compression": "gzip", "shuffle": True, "fletcher32": True, "chunks": (4, 3)},
    "lzf": {"compression": "lzf"},
    "half": {"dtype": "<f2"},
    "double": {"dtype": "<f8"},
    "big-endian": {"dtype": ">f4"},
}


def read(path: Path, name: str, shape: tuple[int, ...]) -> Any:
    with WeightsFile(path) as file:
        return np.concatenate(list(file.array(name, shape))).reshape(shape)


@pytest.mark.parametrize("way", STORED)
def test_an_array_is_read_however_keras_or_a_person_stored_it(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights_file, "SLAB", 10)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("a", data=VALUES, **STORED[way])
        expected = file["a"][:]
    assert np.array_equal(read(tmp_path / "a.h5", "a", VALUES.shape), expected)


def test_bfloat16_becomes_single_precision_exactly(tmp_path: Path) -> None:
    narrow = VALUES.astype(ml_dtypes.bfloat16)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("a", data=narrow).attrs["dtype"] = "bfloat16"
    found = read(tmp_path / "a.h5", "a", VALUES.shape)
    assert found.dtype == np.float32
    assert np.array_equal(found, narrow.astype(np.float32))


def test_a_single_number_is_read(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["a"] = np.float32(3.5)
    assert read(tmp_path / "a.h5", "a", ()) == 3.5


def test_a_list_of_names_that_was_cut_in_pieces_is_put_together(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.attrs["names0"], file.attrs["names1"] = [b"a", b"b"], [b"c"]
        file.attrs["none"] = np.array([], float)
        file.attrs["long"] = ["ä", "longer"]
    with WeightsFile(tmp_path / "a.h5") as file:
        assert file.texts("", "names") == ["a", "b", "c"]
        assert file.texts("", "none") == []
        assert file.texts("", "long") == ["ä", "longer"]
        assert file.texts("", "missing") is None


def test_numbers_are_never_read_as_text(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.attrs["names"] = [1.0, 2.0]
    with WeightsFile(tmp_path / "a.h5") as file, pytest.raises(UserError, match="no text"):
        file.texts("", "names")


def test_a_group_is_no_array(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_group("a")
    with pytest.raises(UserError, match="missing"):
        read(tmp_path / "a.h5", "a", (1,))


@given(st.lists(st.integers(0, 7), max_size=4), st.integers(1, 20))
def test_slabs_cover_an_array_in_order_and_are_small(shape: list[int], most: int) -> None:
    array = np.arange(prod(shape)).reshape(shape)
    pieces = [array[slab].ravel() for slab in slabs(tuple(shape), most)]
    assert np.concatenate(pieces).tolist() == list(range(array.size))
    assert max(piece.size for piece in pieces) <= most
