"""The wrong answers that were given with most confidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.core.evaluation.answers import Answers


@dataclass(frozen=True)
class SureMistake:
    """One wrong answer.

    Attributes:
        place: The row in the predictions.
        label: The column that was wrongly said; where each label is decided by itself also one wrongly left out.
        sureness: The probability that was given to what is wrong.
    """

    place: int
    label: int
    sureness: float


def surest_mistakes(answers: Answers, most: int) -> list[SureMistake]:
    """Returns up to `most` wrong answers, the surest first; of equally sure ones the earlier row."""
    wrong = answers.said & ~answers.true
    sureness = answers.probabilities
    if answers.task != "one_class":
        wrong = answers.said != answers.true
        sureness = np.where(answers.said, answers.probabilities, 1 - answers.probabilities)
    rows, labels = np.nonzero(wrong)
    sure = sureness[rows, labels]
    order = np.argsort(-sure, kind="stable")[:most]
    return [SureMistake(int(answers.places[rows[i]]), int(labels[i]), float(sure[i])) for i in order]
