from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import pytest
from engine.opening.model_files import INPUTS, UNITS, archive, dense, dense_weights, hdf5, legacy, sequential

from workbench.core.errors import UserError
from workbench.engine.opening.open_model import open_model

KERNEL = np.arange(INPUTS * UNITS, dtype=np.float32).reshape(INPUTS, UNITS)


def test_the_paths_of_tensorflow_2_13_are_found(tmp_path: Path) -> None:
    def edit(file: h5py.File) -> None:
        dense_weights(KERNEL)(file)
        file.move("layers", "_layer_checkpoint_dependencies")

    archive(tmp_path / "old.keras", weights=hdf5(edit))
    assert np.array_equal(open_model(tmp_path / "old.keras").weights[0], KERNEL)


def test_weights_of_a_legacy_file_may_lie_at_its_root(tmp_path: Path) -> None:
    def edit(file: h5py.File) -> None:
        file.move("model_weights/dense", "dense")
        file.attrs["layer_names"] = file["model_weights"].attrs["layer_names"]
        del file["model_weights"]

    legacy(tmp_path / "root.h5", edit=edit)
    assert len(open_model(tmp_path / "root.h5").weights) == 2


def test_layers_without_weights_do_not_count(tmp_path: Path) -> None:
    def edit(file: h5py.File) -> None:
        weights = file["model_weights"]
        weights.attrs["layer_names"] = [b"dropout", b"dense"]
        weights.create_group("dropout").attrs["weight_names"] = np.array([], float)

    legacy(tmp_path / "model.h5", edit=edit)
    assert len(open_model(tmp_path / "model.h5").weights) == 2


def test_a_count_that_keras_2_kept_is_left_aside(tmp_path: Path) -> None:
    def edit(file: h5py.File) -> None:
        layer = file["model_weights/dense"]
        layer["dense/count"] = np.int64(7)
        layer.attrs["weight_names"] = [b"dense/kernel", b"dense/bias", b"dense/count"]

    legacy(tmp_path / "model.h5", edit=edit)
    assert [array.shape for array in open_model(tmp_path / "model.h5").weights] == [(INPUTS, UNITS), (UNITS,)]


@pytest.mark.parametrize("version, swapped", [("2.15.0", False), ("3.15.1", True)])
def test_names_tell_the_order_in_a_file_of_keras_2_only(version: str, swapped: bool, tmp_path: Path) -> None:
    """Keras 3 goes by the order alone, and here it does not fit."""

    def edit(file: h5py.File) -> None:
        file.attrs["keras_version"] = version
        file["model_weights/dense"].attrs["weight_names"] = [b"dense/bias", b"dense/kernel"]

    path = tmp_path / "model.h5"
    legacy(path, sequential(dense()), edit)
    if not swapped:
        assert open_model(path).weights[0].shape == (INPUTS, UNITS)
        return
    with pytest.raises(UserError, match="have the shape 3, but"):
        open_model(path)
