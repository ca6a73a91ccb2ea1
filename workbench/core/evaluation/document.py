"""An evaluation as JSON has it: what is undefined is null."""

from __future__ import annotations

import math
from typing import Any

from workbench.core.evaluation.co_occurrence import co_occurrence
from workbench.core.evaluation.evaluation import Evaluation
from workbench.core.evaluation.score_row import Score
from workbench.core.heads import Head

PER_CLASS = ("precision", "recall", "f1_score", "support", "predicted")
"""What is told of each class, after its name."""


def document_of(evaluation: Evaluation, head: Head) -> dict[str, Any]:
    """Returns scores, their baselines, those of each class, and which labels go with which.

    Args:
        evaluation: Of one part of the data.
        head: What names the share of right classes: Keras calls it by the form of the labels.
    """
    scores = {name_of(score, head): score for score in evaluation.scores}
    confusion, answers = evaluation.confusion, evaluation.answers
    document: dict[str, Any] = {
        "examples": len(answers),
        "scores": {name: number_or_null(score.value) for name, score in scores.items()},
        "baselines": {
            name: number_or_null(score.baseline) for name, score in scores.items() if score.row.has_baseline
        },
        "classes": _classes(evaluation),
        "confusion": None if confusion is None else confusion.counts.tolist(),
    }
    if confusion is None:
        both = {"true": answers.true, "predicted": answers.said}
        document["co_occurrence"] = {name: co_occurrence(flags).tolist() for name, flags in both.items()}
    return document


def name_of(score: Score, head: Head) -> str:
    """Returns the full name of a score."""
    return head.metrics[0] if score.row.name == "categorical_accuracy" else score.row.name


def _classes(evaluation: Evaluation) -> list[dict[str, Any]]:
    each, names = evaluation.classes, evaluation.answers.by_class.names
    columns = (each.precision, each.recall, each.f1, each.support, each.said)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        {"name": name, **{key: number_or_null(value) for key, value in zip(PER_CLASS, row, strict=True)}}
        for name, row in zip(names, rows, strict=True)
    ]


def number_or_null(value: float) -> float | None:
    """Returns the number, or nothing for not-a-number, which is no JSON."""
    return None if math.isnan(value) else value
