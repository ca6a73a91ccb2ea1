"""Logits for another number of units: what is exact, what is kept and what is new."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.logits_units import converted, same_probabilities

RNG = np.random.default_rng(0)
INPUTS = RNG.normal(size=(50, 7)).astype(np.float32)


def weights(units: int) -> tuple[np.ndarray, np.ndarray]:
    return RNG.normal(size=(7, units)).astype(np.float32), RNG.normal(size=units).astype(np.float32)


def logits(weights: tuple[np.ndarray, ...]) -> np.ndarray:
    return np.asarray(INPUTS.astype(np.float64) @ weights[0] + (weights[1] if len(weights) > 1 else 0))


def sigmoid(values: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-values))


def softmax(values: np.ndarray) -> np.ndarray:
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("with_bias", [True, False])
def test_one_sigmoid_unit_and_two_softmax_units_say_the_same(with_bias: bool) -> None:
    one = weights(1)[: 1 + with_bias]
    two = converted(one, "sigmoid", "softmax", 2)
    np.testing.assert_allclose(softmax(logits(two.weights))[:, 1], sigmoid(logits(one))[:, 0], rtol=1e-12)
    assert "exactly the same" in two.said
    back = converted(two.weights, "softmax", "sigmoid", 1)
    for before, after in zip(one, back.weights, strict=True):
        np.testing.assert_array_equal(before, after)


def test_two_softmax_units_become_their_difference() -> None:
    two = weights(2)
    one = same_probabilities(two, 1)
    np.testing.assert_allclose(sigmoid(logits(one))[:, 0], softmax(logits(two))[:, 1], rtol=1e-5)


def test_two_sigmoid_units_are_two_questions_and_not_converted_exactly() -> None:
    found = converted(weights(2), "sigmoid", "sigmoid", 1)
    assert found.said == "Of the 2 logits the first 1 stay as they are; the rest is gone."


def test_more_classes_keep_the_old_ones_bit_for_bit() -> None:
    old = weights(3)
    found = converted(old, "softmax", "softmax", 5, seed=1)
    kernel, bias = found.weights
    assert kernel.shape == (7, 5) and kernel.dtype == np.float32
    np.testing.assert_array_equal(kernel[:, :3], old[0])
    np.testing.assert_array_equal(bias[:3], old[1])
    assert np.abs(kernel[:, 3:]).max() > 0 and not bias[3:].any()
    assert found.said == "The 3 logits are kept; 2 are new and untrained."


def test_fewer_classes_keep_the_first_ones() -> None:
    old = weights(5)
    found = converted(old, "softmax", "sigmoid", 3)
    np.testing.assert_array_equal(found.weights[0], old[0][:, :3])


def test_as_many_units_are_the_same_arrays() -> None:
    old = weights(4)
    assert converted(old, "softmax", "sigmoid", 4).weights is old
