"""Layers prepare raw inputs as the session does, however far from 1 a column lies."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.project import SCALINGS
from workbench.engine.export.scaling import scaling_layers

from .conftest import prepared_by

COLUMNS = {
    "ordinary": (3.0, 2.0),
    "a year": (2000.3, 5.0),
    "seconds since 1970": (1.7e9, 1e7),
    "capacities in farad": (4.7e-12, 1e-12),
    "smaller than a square can be": (0.0, 1e-25),
    "as small as single precision computes with": (0.0, 3e-36),  # numbers below 1.2e-38 would be taken for 0
    "larger than a square can be": (1e25, 1e24),
    "constant": (7.0, 0.0),
}


def rows(mean: float, scale: float) -> np.ndarray:
    drawn = np.random.default_rng(0).normal(size=(500, 2))
    return (drawn * [scale, 1] + [mean, 0]).astype(np.float32)


def applied(layers: list, inputs: np.ndarray) -> np.ndarray:
    for layer in layers:
        inputs = layer(inputs)
    return np.asarray(inputs)


@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_the_layers_scale_as_the_session_does(column: tuple[float, float], scaling: str) -> None:
    inputs = rows(*column)
    fitted = prepared_by(inputs, scaling)
    said = applied(scaling_layers(fitted, (2,)), inputs)
    np.testing.assert_allclose(said, fitted.apply(inputs), rtol=1e-6, atol=2e-6)


@pytest.mark.parametrize("scaling", ["standardise", "min_max"])
@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_the_layers_fill_missing_values_as_the_session_does(
    column: tuple[float, float], scaling: str
) -> None:
    inputs = rows(*column)
    inputs[::4, 0] = inputs[1::7] = np.nan
    fitted = prepared_by(inputs, scaling, may_miss=True)
    said = applied(scaling_layers(fitted, (2,)), inputs)
    np.testing.assert_allclose(said, fitted.apply(inputs), rtol=1e-6, atol=2e-6)


def test_what_is_taken_as_it_is_needs_no_layer() -> None:
    assert scaling_layers(prepared_by(rows(3, 2), "none"), (2,)) == []


def test_ordinary_columns_take_one_normalization_and_awkward_ones_two_rescalings() -> None:
    kinds = {}
    for name, column in COLUMNS.items():
        layers = scaling_layers(prepared_by(rows(*column)), (2,))
        kinds[name] = [type(layer).__name__ for layer in layers]
    assert kinds["ordinary"] == kinds["constant"] == ["Normalization"]
    assert kinds["capacities in farad"] == ["Rescaling", "Rescaling"]


def test_one_normalization_alone_would_be_wrong_for_small_scales() -> None:
    import keras

    inputs = rows(*COLUMNS["capacities in farad"])
    fitted = prepared_by(inputs)
    alone = keras.layers.Normalization(mean=fitted.shift.tolist(), variance=(fitted.scale**2).tolist())
    assert np.abs(np.asarray(alone(inputs)) - fitted.apply(inputs)).max() > 1


def test_examples_may_be_pictures() -> None:
    inputs = np.random.default_rng(0).uniform(0, 255, (50, 12)).astype(np.float32)
    fitted = prepared_by(inputs)
    said = applied(scaling_layers(fitted, (2, 3, 2)), inputs.reshape(-1, 2, 3, 2))
    np.testing.assert_allclose(said.reshape(-1, 12), fitted.apply(inputs), atol=2e-6)
