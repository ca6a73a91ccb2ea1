"""Data as training takes it."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.data.built_in import DATA_SETS, load
from workbench.data.prepared import prepare


@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize("name", DATA_SETS)
def test_every_data_set_can_be_prepared(name: str, standardise: bool) -> None:
    data = prepare(load(name), 0.2, 0, standardise)
    for inputs in (data.training_inputs, data.validation_inputs):
        assert inputs.dtype == np.float32 and inputs.flags.c_contiguous and np.isfinite(inputs).all()
    assert (data.standardiser is not None) == standardise


def test_only_training_rows_decide_the_scale() -> None:
    data = prepare(load("wine"), 0.3, 0, True)
    assert np.allclose(data.training_inputs.mean(axis=0), 0, atol=1e-5)
    assert not np.allclose(data.validation_inputs.mean(axis=0), 0, atol=1e-2)


def test_labels_follow_their_rows() -> None:
    iris = load("iris")
    data = prepare(iris, 0.2, 0, False)
    assert (data.training_labels("class_index") == iris.labels[data.split.training_rows]).all()
    assert data.validation_labels("one_hot").shape == (30, 3)
    assert (data.validation_inputs == iris.inputs[data.split.validation_rows]).all()


def test_a_refusal_counts_the_whole_data_set() -> None:
    with pytest.raises(UserError, match="of 1797 rows do not carry exactly one label"):
        prepare(load("digit-traits"), 0.2, 0, True).training_labels("class_index")


def test_without_validation_the_second_part_is_empty() -> None:
    data = prepare(load("moons"), 0, 0, True)
    assert data.validation_inputs.shape == (0, 2) and data.validation_labels("column").shape == (0, 1)
