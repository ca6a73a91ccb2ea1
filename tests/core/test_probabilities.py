"""Probabilities and decisions from logits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbench.core.heads import HEADS, Head, head_for
from workbench.core.labels import LabelKind
from workbench.core.probabilities import decisions, logits_for, probabilities, sigmoid, softmax

LOGITS = arrays(np.float64, (3, 4), elements=st.floats(-1e4, 1e4))


@given(LOGITS)
def test_softmax_sums_to_one_and_never_overflows(logits: np.ndarray) -> None:
    result = softmax(logits)
    assert np.isfinite(result).all() and np.allclose(result.sum(axis=-1), 1)


@given(LOGITS)
def test_sigmoid_stays_between_zero_and_one(logits: np.ndarray) -> None:
    result = sigmoid(logits)
    assert ((result >= 0) & (result <= 1)).all()
    assert np.allclose(result + sigmoid(-logits), 1)


@given(arrays(np.float64, (3, 1), elements=st.floats(-500, 500)))
def test_one_sigmoid_unit_and_two_softmax_units_say_the_same(logits: np.ndarray) -> None:
    two = logits_for(logits, 2)
    assert np.allclose(softmax(two)[:, 1:], sigmoid(logits))
    assert np.allclose(logits_for(two, 1), logits)


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind.value}")
def test_every_head_gives_its_units_and_a_decision(head: Head) -> None:
    units = head.number_of_units(5)
    result = probabilities(head, np.linspace(-2, 2, 3 * units).reshape(3, units), 5)
    assert result.shape == (3, units)
    said = decisions(head, result, 0.5)
    assert said.shape == result.shape and said.dtype == bool
    if head.decision == "arg_max":
        assert (said.sum(axis=-1) == 1).all()


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind.value}")
def test_a_temperature_divides_the_logits(head: Head) -> None:
    logits = np.linspace(-2, 3, 15).reshape(3, 5)[:, : head.number_of_units(5)]
    cooler = probabilities(head, logits, 5, 2.0)
    assert np.allclose(cooler, probabilities(head, logits / 2, 5))
    assert (cooler.argmax(axis=1) == probabilities(head, logits, 5).argmax(axis=1)).all()


def test_each_label_can_have_a_threshold_of_its_own() -> None:
    head = head_for("sigmoid", LabelKind.MULTI_HOT)
    said = decisions(head, np.array([[0.3, 0.5, 0.9]]), np.array([0.2, 0.6, 0.9]))
    assert said.tolist() == [[True, False, False]]


def test_the_threshold_decides_where_the_head_says_so() -> None:
    head = head_for("sigmoid", LabelKind.MULTI_HOT)
    values = np.array([[0.3, 0.5, 0.9]])
    assert decisions(head, values, 0.5).tolist() == [[False, False, True]]
    assert decisions(head, values, 0.2).all()
