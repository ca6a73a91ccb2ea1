"""The formulas of the losses: terms that sum to the loss, and gradients that are its slope."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from workbench.core.project import HeadChoice
from workbench.core.step.loss_terms import (
    FORMULAS,
    SIGMOID_CROSS_ENTROPY,
    SOFTMAX_CROSS_ENTROPY,
    LossFormula,
    formula_of,
)

LOGITS = np.array([1.5, -2.0, 0.25, 800.0])
CASES = ((SOFTMAX_CROSS_ENTROPY, [0, 1, 0]), (SIGMOID_CROSS_ENTROPY, [1, 0, 1]))


@pytest.mark.parametrize(("formula", "target"), CASES, ids=["softmax", "sigmoid"])
@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_the_gradient_is_the_slope_of_the_sum_of_the_terms(
    formula: LossFormula, target: list[int], smoothing: float
) -> None:
    logits, step = LOGITS[:3], 1e-6
    targets = formula.smoothed(np.array(target, float), smoothing)
    slopes = [
        (
            formula.term_values(targets, logits + shift).sum()
            - formula.term_values(targets, logits - shift).sum()
        )
        / (2 * step)
        for shift in step * np.eye(3)
    ]
    np.testing.assert_allclose(formula.gradient_values(targets, logits), slopes, atol=1e-8)


def test_softmax_pushes_sum_to_nothing_and_sigmoid_ones_are_k_times_smaller() -> None:
    logits, one_hot = LOGITS[:3], np.array([0.0, 1.0, 0.0])
    assert abs(SOFTMAX_CROSS_ENTROPY.gradient_values(one_hot, logits).sum()) < 1e-15
    alone = 1 / (1 + np.exp(-logits)) - one_hot
    np.testing.assert_allclose(SIGMOID_CROSS_ENTROPY.gradient_values(one_hot, logits), alone / 3)


@pytest.mark.parametrize(("formula", "target"), CASES, ids=["softmax", "sigmoid"])
def test_extreme_logits_keep_the_terms_finite(formula: LossFormula, target: list[int]) -> None:
    terms = formula.term_values(np.array([*target, 0.0]), LOGITS)
    assert np.isfinite(terms).all() and terms.sum() > 100


@pytest.mark.parametrize("loss", FORMULAS)
def test_a_loss_has_its_formula_under_its_own_head_and_unweighted_alone(loss: str) -> None:
    formula = FORMULAS[loss]
    choice = HeadChoice(activation=formula.activation, loss=loss)
    other = "sigmoid" if formula.activation == "softmax" else "softmax"
    assert formula_of(choice) is formula
    for change in ({"activation": other}, {"weighting": "balanced"}, {"experiment": True}):
        assert formula_of(msgspec.structs.replace(choice, **change)) is None
