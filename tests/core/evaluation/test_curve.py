"""ROC and precision–recall curves, against scikit-learn and their definitions."""

from __future__ import annotations

import numpy as np
import pytest
import sklearn.metrics as sk
from core.evaluation.made_predictions import made_predictions

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.curve import (
    Curve,
    curves_of_labels,
    macro_precision_recall_curve,
    macro_roc_curve,
    micro_curve,
    precision_recall_curve,
    roc_curve,
)
from workbench.core.heads import HEADS, Head, head_for
from workbench.core.labels import LabelKind

BY_HEAD = pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind}")


def answers_of(head: Head) -> Answers:
    return Answers.of(made_predictions(head))


@BY_HEAD
def test_the_roc_curve_of_each_label_is_that_of_scikit_learn(head: Head) -> None:
    answers = answers_of(head)
    for true, said, curve in zip(
        answers.true.T,
        answers.probabilities.T,
        curves_of_labels(roc_curve, answers.true, answers.probabilities),
        strict=True,
    ):
        if not true.any():
            assert not curve.is_defined and not len(curve.x)
            continue
        x, y, thresholds = sk.roc_curve(true, said, drop_intermediate=False)
        assert curve.x == pytest.approx(x, abs=1e-9) and curve.y == pytest.approx(y, abs=1e-9)
        assert curve.thresholds.tolist() == thresholds.tolist()
        assert curve.area == pytest.approx(sk.roc_auc_score(true, said), abs=1e-9)


@BY_HEAD
def test_the_precision_recall_curve_of_each_label_is_that_of_scikit_learn(head: Head) -> None:
    answers = answers_of(head)
    for true, said, curve in zip(
        answers.true.T,
        answers.probabilities.T,
        curves_of_labels(precision_recall_curve, answers.true, answers.probabilities),
        strict=True,
    ):
        if not true.any():
            assert not curve.is_defined and not len(curve.x)
            continue
        y, x, thresholds = (each[::-1] for each in sk.precision_recall_curve(true, said))
        assert curve.x == pytest.approx(x, abs=1e-9) and curve.y == pytest.approx(y, abs=1e-9)
        assert curve.thresholds[1:].tolist() == thresholds.tolist()
        assert curve.area == pytest.approx(sk.average_precision_score(true, said), abs=1e-9)
        assert curve.chance == pytest.approx(true.mean(), abs=1e-9)


@BY_HEAD
def test_micro_curves_take_all_decisions_together(head: Head) -> None:
    answers = answers_of(head)
    pair = answers.true, answers.probabilities
    flat = answers.true.ravel(), answers.probabilities.ravel()
    assert micro_curve(roc_curve, *pair).area == pytest.approx(sk.roc_auc_score(*flat), abs=1e-9)
    average = sk.average_precision_score(*flat)
    assert micro_curve(precision_recall_curve, *pair).area == pytest.approx(average, abs=1e-9)


def area_of_steps(curve: Curve) -> float:
    return float((np.diff(curve.x) * curve.y[1:]).sum())


@BY_HEAD
def test_the_area_under_an_averaged_curve_is_the_mean_of_the_areas(head: Head) -> None:
    answers = answers_of(head)
    held = answers.true.any(axis=0)
    pair = answers.true[:, held], answers.probabilities[:, held]
    curve = macro_roc_curve(curves_of_labels(roc_curve, answers.true, answers.probabilities))
    expected = sk.roc_auc_score(*pair, average="macro")
    assert (curve.area, np.trapezoid(curve.y, curve.x)) == pytest.approx((expected, expected), abs=1e-9)

    each = curves_of_labels(precision_recall_curve, answers.true, answers.probabilities)
    curve = macro_precision_recall_curve(each)
    expected = sk.average_precision_score(*pair, average="macro")
    assert (curve.area, area_of_steps(curve)) == pytest.approx((expected, expected), abs=1e-9)


def test_an_averaged_curve_has_the_mean_height_at_every_place() -> None:
    answers = answers_of(head_for("softmax", LabelKind.CLASS_INDEX))
    curves = [
        each for each in curves_of_labels(roc_curve, answers.true, answers.probabilities) if each.is_defined
    ]
    # Between the points of all curves none of them is upright, so that there is one height.
    places = np.unique(np.concatenate([each.x for each in curves]))
    between = (places[1:] + places[:-1]) / 2
    expected = np.mean([np.interp(between, each.x, each.y) for each in curves], axis=0)
    averaged = macro_roc_curve(curves)
    assert np.interp(between, averaged.x, averaged.y) == pytest.approx(expected, abs=1e-9)


def test_nothing_has_no_curve() -> None:
    nothing = np.zeros(0, bool), np.zeros(0)
    assert not roc_curve(*nothing).is_defined and not precision_recall_curve(*nothing).is_defined
    assert not macro_roc_curve([roc_curve(*nothing)]).is_defined
    assert not macro_precision_recall_curve([]).is_defined
    assert not roc_curve(np.ones(2, bool), np.ones(2)).is_defined
