"""Layers scale raw inputs as the standardiser does, however far from 1 a column lies."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.data.preprocessing import Standardiser
from workbench.engine.export.scaling import scaling_layers

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


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_the_layers_scale_as_the_standardiser_does(column: tuple[float, float]) -> None:
    inputs = rows(*column)
    standardiser = Standardiser.fit(inputs)
    said = applied(scaling_layers(standardiser, (2,)), inputs)
    np.testing.assert_allclose(said, standardiser.apply(inputs), rtol=1e-6, atol=2e-6)


def test_ordinary_columns_take_one_normalization_and_awkward_ones_two_rescalings() -> None:
    kinds = {}
    for name, column in COLUMNS.items():
        layers = scaling_layers(Standardiser.fit(rows(*column)), (2,))
        kinds[name] = [type(layer).__name__ for layer in layers]
    assert kinds["ordinary"] == kinds["constant"] == ["Normalization"]
    assert kinds["capacities in farad"] == ["Rescaling", "Rescaling"]


def test_one_normalization_alone_would_be_wrong_for_small_scales() -> None:
    import keras

    inputs = rows(*COLUMNS["capacities in farad"])
    fitted = Standardiser.fit(inputs)
    alone = keras.layers.Normalization(mean=fitted.mean.tolist(), variance=(fitted.scale**2).tolist())
    assert np.abs(np.asarray(alone(inputs)) - fitted.apply(inputs)).max() > 1


def test_examples_may_be_pictures() -> None:
    inputs = np.random.default_rng(0).uniform(0, 255, (50, 12)).astype(np.float32)
    fitted = Standardiser.fit(inputs)
    said = applied(scaling_layers(fitted, (2, 3, 2)), inputs.reshape(-1, 2, 3, 2))
    np.testing.assert_allclose(said.reshape(-1, 12), fitted.apply(inputs), atol=2e-6)
