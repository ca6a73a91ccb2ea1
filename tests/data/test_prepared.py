"""Data as training takes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.project import SCALINGS
from workbench.core.shares import Shares
from workbench.data import prepared
from workbench.data.built_in import DATA_SETS, load
from workbench.data.fitting import Fitted, fit
from workbench.data.mapped import write_mapped
from workbench.data.prepared import prepare


@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("name", DATA_SETS)
def test_every_data_set_can_be_prepared(name: str, scaling: str) -> None:
    data = prepare(load(name), Shares(0.2), 0, scaling)
    for inputs in (data.training_inputs, data.validation_inputs):
        assert inputs.dtype == np.float32 and inputs.flags.c_contiguous and np.isfinite(inputs).all()
    assert data.preprocessing.is_identity == (scaling == "none")


def test_only_training_rows_decide_the_scale() -> None:
    data = prepare(load("wine"), Shares(0.3), 0, "standardise")
    assert np.allclose(data.training_inputs.mean(axis=0), 0, atol=1e-5)
    assert not np.allclose(data.validation_inputs.mean(axis=0), 0, atol=1e-2)


def test_labels_follow_their_rows() -> None:
    iris = load("iris")
    data = prepare(iris, Shares(0.2), 0, "none")
    assert (data.training_labels("class_index") == iris.labels[data.split.training_rows]).all()
    assert data.validation_labels("one_hot").shape == (30, 3)
    assert (data.validation_inputs == iris.inputs[data.split.validation_rows]).all()


def test_the_test_part_is_prepared_with_what_the_training_part_says() -> None:
    wine = load("wine")
    data = prepare(wine, Shares(0.2, 0.2), 0, "standardise")
    rows = data.split.test_rows
    assert len(rows) == 36 and data.test_inputs.flags.c_contiguous
    np.testing.assert_array_equal(data.test_inputs, data.preprocessing.apply(wine.inputs[rows]))
    train = wine.inputs[data.split.training_rows].astype(np.float64)
    np.testing.assert_allclose(data.preprocessing.shift, train.mean(axis=0))
    inputs, labels = data.test_source("class_index").take(np.arange(36))
    np.testing.assert_array_equal(inputs, data.test_inputs)
    assert labels.tolist() == wine.labels[rows].tolist()


def test_a_refusal_counts_the_whole_data_set() -> None:
    with pytest.raises(UserError, match="of 1797 rows do not carry exactly one label"):
        prepare(load("digit-traits"), Shares(0.2), 0, "standardise").training_labels("class_index")


def test_without_validation_the_second_part_is_empty() -> None:
    data = prepare(load("moons"), Shares(0), 0, "standardise")
    assert data.validation_inputs.shape == (0, 2) and data.validation_labels("column").shape == (0, 1)


@pytest.mark.parametrize("scaling", SCALINGS)
def test_missing_values_are_filled_the_same_in_memory_and_from_a_file(scaling: str, tmp_path: Path) -> None:
    wine = load("wine")
    inputs = wine.inputs.copy()
    inputs[np.random.default_rng(0).random(inputs.shape) < 0.1] = np.nan
    dataset = replace(wine, inputs=inputs, may_miss=True)
    there, mapped = (
        prepare(one, Shares(0.2), 0, scaling) for one in (dataset, write_mapped(dataset, tmp_path))
    )
    for part in ("training_source", "validation_source"):
        rows, from_file = (
            source.take(np.arange(len(source)))[0]
            for source in (getattr(data, part)("class_index") for data in (there, mapped))
        )
        assert np.isfinite(rows).all()
        np.testing.assert_allclose(from_file, rows, rtol=1e-6, atol=1e-6)


def test_a_mapped_file_is_measured_once_for_each_way_of_preparing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wine = load("wine")
    measured: list[str] = []

    def noted(inputs: np.ndarray, rows: np.ndarray, scaling: str, may_miss: bool) -> Fitted:
        measured.append(scaling)
        return fit(inputs, rows, scaling, may_miss)

    monkeypatch.setattr(prepared, "fit", noted)
    mapped = write_mapped(wine, tmp_path)
    first, again = (prepare(mapped, Shares(0.2), 0, "min_max").preprocessing for _ in range(2))
    assert first is again and measured == ["min_max"]
    prepare(mapped, Shares(0.2), 1, "min_max")
    prepare(mapped, Shares(0.2), 1, "standardise")
    assert measured == ["min_max", "min_max", "standardise"]
