"""Every score over all examples, against scikit-learn or its definition."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import sklearn.metrics as sk
from core.evaluation.made_predictions import made_predictions

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.reliability import cases_of
from workbench.core.evaluation.score_row import SCORES, ScoreRow, same_answer_to_all, scores_of
from workbench.core.heads import HEADS, Head

BY_HEAD = pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind}")
BY_ROW = pytest.mark.parametrize("row", SCORES, ids=lambda row: row.name)

Reference = Callable[[Answers], float]


def averaged(score: Callable[..., float], average: str) -> Reference:
    def reference(answers: Answers) -> float:
        labels = None if average == "binary" else list(range(answers.true.shape[1]))
        return score(answers.true, answers.said, labels=labels, average=average, zero_division=np.nan)

    return reference


def classes(answers: Answers) -> tuple[np.ndarray, np.ndarray]:
    return answers.true.argmax(axis=1), answers.said.argmax(axis=1)


def over_labels(area: Callable[..., float], defined: Callable[[np.ndarray], bool]) -> Reference:
    def reference(answers: Answers) -> float:
        pairs = zip(answers.true.T, answers.probabilities.T, strict=True)
        return float(np.mean([area(true, said) for true, said in pairs if defined(true)]))

    return reference


def calibration_error(answers: Answers) -> float:
    said, held = cases_of(answers)
    total = 0.0
    for low in range(10):
        inside = (said > low / 10) & (said <= (low + 1) / 10) | ((said == 0) & (low == 0))
        if inside.any():
            total += inside.sum() * abs(said[inside].astype(float).mean() - held[inside].mean())
    return total / len(said)


REFERENCES: dict[str, Reference] = {
    "categorical_accuracy": lambda answers: sk.accuracy_score(*classes(answers)),
    "top_3_accuracy": lambda answers: sk.top_k_accuracy_score(
        classes(answers)[0], answers.probabilities, k=3, labels=range(answers.true.shape[1])
    ),
    "binary_accuracy": lambda answers: sk.accuracy_score(answers.true.ravel(), answers.said.ravel()),
    "f1_score": averaged(sk.f1_score, "binary"),
    "precision": averaged(sk.precision_score, "binary"),
    "recall": averaged(sk.recall_score, "binary"),
    "macro_f1": averaged(sk.f1_score, "macro"),
    "micro_f1": averaged(sk.f1_score, "micro"),
    "macro_precision": averaged(sk.precision_score, "macro"),
    "macro_recall": averaged(sk.recall_score, "macro"),
    "micro_precision": averaged(sk.precision_score, "micro"),
    "micro_recall": averaged(sk.recall_score, "micro"),
    "exact_match": lambda answers: sk.accuracy_score(answers.true, answers.said),
    "hamming_loss": lambda answers: sk.hamming_loss(answers.true, answers.said),
    "auc": over_labels(sk.roc_auc_score, lambda true: bool(true.any() and not true.all())),
    "average_precision": over_labels(sk.average_precision_score, lambda true: bool(true.any())),
    "expected_calibration_error": calibration_error,
}


@BY_HEAD
def test_every_score_is_that_of_an_independent_computation(head: Head) -> None:
    answers = Answers.of(made_predictions(head))
    found = {score.row.name: score.value for score in scores_of(answers)}
    expected = {name: REFERENCES[name](answers) for name in found}
    assert found == pytest.approx(expected, abs=1e-9)


@BY_HEAD
def test_every_baseline_is_what_the_same_answer_to_all_scores(head: Head) -> None:
    answers = Answers.of(made_predictions(head))
    same = same_answer_to_all(answers)
    assert (same.said == same.said[0]).all()
    for score in scores_of(answers):
        expected = REFERENCES[score.row.name](same) if score.row.has_baseline else math.nan
        assert score.baseline == pytest.approx(expected, abs=1e-9, nan_ok=True), score.row.name


def test_the_same_answer_is_the_most_frequent_class_the_more_frequent_answer_or_no_label() -> None:
    sums = {head.task: same_answer_to_all(Answers.of(made_predictions(head))).said.sum() for head in HEADS}
    assert sums == {
        "exactly one of K": 300,
        "yes or no": 300,
        "any subset of K": 0,
        "one against the rest": 300,
    }


@BY_HEAD
def test_guessing_has_half_the_area(head: Head) -> None:
    scores = {score.row.name: score for score in scores_of(Answers.of(made_predictions(head)))}
    assert scores["auc"].baseline == 0.5


@BY_HEAD
def test_without_examples_no_score_is_defined(head: Head) -> None:
    scores = scores_of(Answers.of(made_predictions(head, rows=0)))
    assert scores and all(math.isnan(score.value) and math.isnan(score.baseline) for score in scores)


@BY_HEAD
def test_rows_whose_truth_is_not_known_do_not_count(head: Head) -> None:
    whole = made_predictions(head)
    assert whole.truth is not None
    truth = whole.truth.copy()
    truth[::2] = np.nan
    half = Answers.of(replace(whole, truth=truth))
    assert half.places.tolist() == list(range(1, 300, 2))
    expected = scores_of(
        Answers.of(replace(whole, truth=whole.truth[1::2], probabilities=whole.probabilities[1::2]))
    )
    assert [score.value for score in scores_of(half)] == [score.value for score in expected]


@BY_ROW
def test_every_row_says_what_it_is(row: ScoreRow) -> None:
    assert row.title and row.tool_tip.endswith((".", "(ECE).")) and row.tasks
