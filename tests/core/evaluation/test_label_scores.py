"""Scores of each label by itself, against scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
import sklearn.metrics as sk
from core.evaluation.made_predictions import made_predictions

from workbench.core.evaluation.evaluation import Evaluation
from workbench.core.evaluation.label_scores import LabelScores
from workbench.core.heads import HEADS, Head


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind}")
def test_each_label_scores_as_in_scikit_learn(head: Head) -> None:
    evaluation = Evaluation.of(made_predictions(head))
    each, found = evaluation.answers.by_class, evaluation.classes
    precision, recall, f1, support = sk.precision_recall_fscore_support(
        each.true, each.said, average=None, zero_division=np.nan
    )
    assert found.precision == pytest.approx(precision, abs=1e-9, nan_ok=True)
    assert found.recall == pytest.approx(recall, abs=1e-9, nan_ok=True)
    assert found.f1 == pytest.approx(f1, abs=1e-9, nan_ok=True)
    assert found.support.tolist() == support.tolist()
    accuracy = [sk.accuracy_score(true, said) for true, said in zip(each.true.T, each.said.T, strict=True)]
    assert found.accuracy == pytest.approx(accuracy, abs=1e-9)
    assert found.all_zero_accuracy == pytest.approx(1 - each.true.mean(axis=0), abs=1e-9)


def test_what_divides_by_nothing_is_undefined() -> None:
    true = np.array([[1, 0, 0], [1, 0, 0]], bool)
    said = np.array([[0, 1, 0], [0, 0, 0]], bool)
    found = LabelScores.of(true, said)
    assert found.precision.tolist() == pytest.approx([np.nan, 0, np.nan], nan_ok=True)
    assert found.recall.tolist() == pytest.approx([0, np.nan, np.nan], nan_ok=True)
    assert found.f1.tolist() == pytest.approx([0, 0, np.nan], nan_ok=True)
    assert (found.misses.tolist(), found.false_alarms.tolist()) == ([2, 0, 0], [0, 1, 0])


def test_without_examples_nothing_is_defined() -> None:
    nothing = np.zeros((0, 2), bool)
    found = LabelScores.of(nothing, nothing)
    assert all(np.isnan(each).all() for each in (found.precision, found.f1, found.accuracy))
    assert np.isnan(found.pooled.f1).all()
