"""Reliability, temperature and the surest mistakes."""

from __future__ import annotations

import numpy as np
import pytest
from core.evaluation.made_predictions import made_predictions
from scipy.optimize import minimize_scalar
from sklearn.calibration import calibration_curve
from sklearn.metrics import log_loss

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.reliability import Reliability, cases_of
from workbench.core.evaluation.surest_mistakes import surest_mistakes
from workbench.core.evaluation.temperature import HIGHEST, LOWEST, fit_temperature
from workbench.core.heads import ACTIVATIONS, HEADS, Activation, Head
from workbench.core.probabilities import sigmoid, softmax

BY_HEAD = pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind}")


@BY_HEAD
def test_the_diagram_is_that_of_scikit_learn(head: Head) -> None:
    said, held = cases_of(Answers.of(made_predictions(head)))
    found = Reliability.of(said, held)
    share, confidence = calibration_curve(held, said, n_bins=10)
    filled = found.counts > 0
    assert found.counts.sum() == len(said)
    assert found.share[filled] == pytest.approx(share, abs=1e-9)
    assert found.confidence[filled] == pytest.approx(confidence, abs=1e-9)


def test_bins_without_cases_are_undefined() -> None:
    found = Reliability.of(np.array([0.05, 0.95]), np.array([False, True]))
    assert np.isnan(found.share[1:9]).all() and found.share[[0, 9]].tolist() == [0, 1]
    assert found.expected_calibration_error == pytest.approx(0.05, abs=1e-9)
    assert np.isnan(Reliability.of(np.zeros(0), np.zeros(0, bool)).expected_calibration_error)


def overconfident(activation: Activation) -> tuple[np.ndarray, np.ndarray]:
    """Returns three times the logits that the labels were drawn from."""
    random = np.random.default_rng(1)
    logits = random.normal(size=(2000, 4))
    if activation == "sigmoid":
        truth = random.random(logits.shape) < sigmoid(logits)
    else:
        drawn = (softmax(logits).cumsum(axis=1) < random.random((2000, 1))).sum(axis=1)
        truth = np.arange(4) == drawn[:, None]
    return 3 * logits, truth.astype(np.float64)


def cross_entropy(activation: Activation, logits: np.ndarray, truth: np.ndarray) -> float:
    if activation == "softmax":
        return log_loss(truth, softmax(logits))
    return log_loss(truth.ravel(), sigmoid(logits).ravel())


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_no_other_temperature_has_a_lower_cross_entropy(activation: Activation) -> None:
    logits, truth = overconfident(activation)
    found = fit_temperature(activation, logits, truth)
    assert found == pytest.approx(3, rel=0.1)
    best = minimize_scalar(
        lambda temperature: cross_entropy(activation, logits / temperature, truth),
        bounds=(1, 6),
        method="bounded",
        options={"xatol": 1e-9},
    )
    assert found == pytest.approx(best.x, rel=1e-6)
    fitted = cross_entropy(activation, logits / found, truth)
    assert fitted == pytest.approx(best.fun, abs=1e-9)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_temperature_lowers_the_calibration_error_and_changes_no_arg_max(activation: Activation) -> None:
    logits, truth = overconfident(activation)
    temperature = fit_temperature(activation, logits[:1000], truth[:1000])
    head = softmax if activation == "softmax" else sigmoid
    held_out, held = logits[1000:], truth[1000:].astype(bool)
    errors = [
        Reliability.of(head(each).ravel(), held.ravel()).expected_calibration_error
        for each in (held_out, held_out / temperature)
    ]
    assert errors[1] < errors[0] / 2
    assert (held_out.argmax(axis=1) == (held_out / temperature).argmax(axis=1)).all()


def test_a_temperature_stays_in_its_range_where_nothing_is_wrong_or_nothing_is_known() -> None:
    logits, truth = np.array([[5.0, -5.0]]), np.array([[1.0, 0.0]])
    assert fit_temperature("softmax", logits, truth) == pytest.approx(LOWEST)
    assert fit_temperature("softmax", logits, truth[:, ::-1]) == pytest.approx(HIGHEST)
    assert fit_temperature("softmax", logits[:0], truth[:0]) == 1.0


@BY_HEAD
def test_the_surest_mistakes_are_wrong_and_in_order(head: Head) -> None:
    predictions = made_predictions(head)
    answers = Answers.of(predictions)
    found = surest_mistakes(answers, 10_000)
    assert {mistake.place for mistake in found} == set(np.flatnonzero(predictions.wrong))
    sure = [mistake.sureness for mistake in found]
    assert sure == sorted(sure, reverse=True) and surest_mistakes(answers, 3) == found[:3]
    for mistake in found:
        said = answers.said[mistake.place, mistake.label]
        probability = float(answers.probabilities[mistake.place, mistake.label])
        assert said != answers.true[mistake.place, mistake.label]
        assert mistake.sureness == pytest.approx(probability if said else 1 - probability)
