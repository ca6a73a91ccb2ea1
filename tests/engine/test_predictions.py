"""The error of a row of predictions is what Keras computes as its loss."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.heads import HEADS, Head
from workbench.core.predictions import Predictions

NAMES = ("cat", "dog", "owl")


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation} {head.label_kind.value}")
def test_the_mean_of_the_errors_is_the_loss_that_keras_computes(head: Head) -> None:
    import keras

    generator = np.random.default_rng(1)
    units = head.number_of_units(2 if head.units == "two" else 3)
    logits = generator.normal(size=(20, units)).astype(np.float32)
    truth = (generator.random((20, units)) < 0.5).astype(np.float32)
    if head.activation == "softmax":
        truth = np.eye(units, dtype=np.float32)[generator.integers(units, size=20)]
        probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        expected = keras.losses.CategoricalCrossentropy()(truth, probabilities)
    else:
        probabilities = 1 / (1 + np.exp(-logits))
        expected = keras.losses.BinaryCrossentropy()(truth, probabilities)
    found = Predictions(head, 0.5, NAMES[-max(units, 2) :], probabilities, truth)
    assert float(found.errors.mean()) == pytest.approx(float(expected), rel=1e-5)
