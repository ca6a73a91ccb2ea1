"""The code that prepares inputs gives what the program trains on, bit for bit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from workbench.core.project import SCALINGS
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.prepared import prepare
from workbench.engine.script.preparing_sections import SCALED, preparing_sections


def test_every_scaling_has_its_code() -> None:
    assert SCALED.keys() == SCALINGS.keys()


@pytest.mark.parametrize("may_miss", [False, True])
@pytest.mark.parametrize("scaling", SCALINGS)
def test_the_code_prepares_as_the_program_does(scaling: str, may_miss: bool) -> None:
    dataset = load("wine")
    inputs = dataset.inputs.copy()
    inputs[:, 0] = 7
    if may_miss:
        inputs[np.random.default_rng(0).random(inputs.shape) < 0.2] = np.nan
    data = prepare(replace(dataset, inputs=inputs, may_miss=may_miss), Shares(0.2, 0.1), 0, scaling)
    variables = {
        "np": np,
        "x_train": inputs[data.split.training_rows],
        "x_validation": inputs[data.split.validation_rows],
        "x_test": inputs[data.split.test_rows],
    }
    for section in preparing_sections(scaling, may_miss, has_test=True):
        exec(section.code, variables)
    np.testing.assert_array_equal(variables["x_train"], data.training_inputs)
    np.testing.assert_array_equal(variables["x_validation"], data.validation_inputs)
    np.testing.assert_array_equal(variables["x_test"], data.test_inputs)
