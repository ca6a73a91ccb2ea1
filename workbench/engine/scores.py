"""The table of metrics, computed with scikit-learn from labels and probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.probabilities import decisions


@dataclass(frozen=True)
class Answers:
    """Labels and what a network says of them.

    Attributes:
        truth: (n,) class index where exactly one holds, else (n, k) bool.
        said: The decisions in the same form as `truth`.
        probabilities: (n, k) float32.
    """

    truth: NDArray[Any]
    said: NDArray[Any]
    probabilities: NDArray[Any]


def answers(head: Head, labels: NDArray[Any], probabilities: NDArray[Any], threshold: float) -> Answers:
    """Returns labels (in the head's encoding) and decisions in one form."""
    said = decisions(head, probabilities, threshold)
    if head.decision == "threshold":
        return Answers(labels.astype(bool), said, probabilities)
    truth = labels if labels.ndim == 1 else labels.argmax(axis=1)
    return Answers(truth, said.argmax(axis=1), probabilities)


def _accuracy(given: Answers) -> float:
    return float(np.mean(given.truth == given.said))


def _top_3_accuracy(given: Answers) -> float:
    from sklearn.metrics import top_k_accuracy_score

    classes = np.arange(given.probabilities.shape[1])
    return float(top_k_accuracy_score(given.truth, given.probabilities, k=3, labels=classes))


def _f1(average: str) -> Callable[[Answers], float]:
    def score(given: Answers) -> float:
        from sklearn.metrics import f1_score

        labels = np.arange(given.probabilities.shape[1])
        if given.truth.ndim == 2 and given.truth.shape[1] == 1:
            return float(f1_score(given.truth[:, 0], given.said[:, 0], zero_division=0.0))
        return float(f1_score(given.truth, given.said, labels=labels, average=average, zero_division=0.0))

    return score


def _exact_match(given: Answers) -> float:
    return float(np.mean((given.truth == given.said).all(axis=1)))


def _hamming_loss(given: Answers) -> float:
    from sklearn.metrics import hamming_loss

    return float(hamming_loss(given.truth, given.said))


def _auc(given: Answers) -> float:
    """Mean over the labels that have both values; not a number where none has."""
    from sklearn.metrics import roc_auc_score

    both = given.truth.any(axis=0) & ~given.truth.all(axis=0)
    if not both.any():
        return math.nan
    return float(roc_auc_score(given.truth[:, both], given.probabilities[:, both], average="macro"))


SCORES: dict[str, Callable[[Answers], float]] = {
    "sparse_categorical_accuracy": _accuracy,
    "categorical_accuracy": _accuracy,
    "binary_accuracy": _accuracy,
    "top_3_accuracy": _top_3_accuracy,
    "macro_f1": _f1("macro"),
    "micro_f1": _f1("micro"),
    "f1_score": _f1("binary"),
    "exact_match": _exact_match,
    "hamming_loss": _hamming_loss,
    "auc": _auc,
}


def scores(head: Head, given: Answers) -> dict[str, float]:
    """Returns the head's metrics by full name."""
    return {name: SCORES[name](given) for name in head.metric_names(given.probabilities.shape[1])}


def baseline(name: str, given: Answers) -> float | None:
    """Returns the score of saying the same of every example, where a metric would flatter without it."""
    if name == "binary_accuracy":
        return (
            float(np.mean(~given.truth))
            if given.truth.shape[1] > 1
            else float(max(np.mean(given.truth), np.mean(~given.truth)))
        )
    if name in ("sparse_categorical_accuracy", "categorical_accuracy"):
        return float(np.bincount(given.truth).max() / len(given.truth))
    return None
