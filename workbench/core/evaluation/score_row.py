"""The table of scores over all examples, each with what it is worth without having learned anything."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from workbench.core.evaluation.answers import Answers, Task
from workbench.core.evaluation.curve import (
    curves_of_labels,
    precision_recall_curve,
    roc_curve,
)
from workbench.core.evaluation.label_scores import LabelScores
from workbench.core.evaluation.ratio import Numbers, mean_of_defined
from workbench.core.evaluation.reliability import Reliability, cases_of

ONE_CLASS: tuple[Task, ...] = ("one_class",)
BY_THRESHOLD: tuple[Task, ...] = ("yes_no", "labels")
LABELS: tuple[Task, ...] = ("labels",)
SEVERAL: tuple[Task, ...] = ("one_class", "labels")
ALL: tuple[Task, ...] = ("one_class", "yes_no", "labels")


@dataclass(frozen=True)
class ScoreRow:
    """One score.

    Attributes:
        name: As files and the command line call it.
        title: What a person reads.
        tool_tip: What it says.
        tasks: What it can be asked of.
        value: Its value; not a number where it is undefined.
        has_baseline: Whether what the same answer to every example scores says anything.
        more_is_better: Whether a good network has a high one.
        fewest_classes: From how many classes on it says anything.
    """

    name: str
    title: str
    tool_tip: str
    tasks: tuple[Task, ...]
    value: Callable[[Answers], float]
    has_baseline: bool = True
    more_is_better: bool = True
    fewest_classes: int = 1


def _by_label(answers: Answers) -> LabelScores:
    return LabelScores.of(answers.true, answers.said)


def _macro(of: Callable[[LabelScores], Numbers]) -> Callable[[Answers], float]:
    return lambda answers: mean_of_defined(of(_by_label(answers)))


def _micro(of: Callable[[LabelScores], Numbers]) -> Callable[[Answers], float]:
    return lambda answers: float(of(_by_label(answers).pooled)[0])


def _precision(scores: LabelScores) -> Numbers:
    return scores.precision


def _recall(scores: LabelScores) -> Numbers:
    return scores.recall


def _f1(scores: LabelScores) -> Numbers:
    return scores.f1


def _accuracy(scores: LabelScores) -> Numbers:
    return scores.accuracy


def _exact_match(answers: Answers) -> float:
    return float((answers.true == answers.said).all(axis=1).mean()) if len(answers) else math.nan


def _top_3_accuracy(answers: Answers) -> float:
    """Of equal probabilities the later one counts as the larger, as scikit-learn has it."""
    largest = np.argsort(answers.probabilities, axis=1, kind="stable")[:, -3:]
    found = np.take_along_axis(answers.true, largest, axis=1).any(axis=1)
    return float(found.mean()) if len(answers) else math.nan


def _hamming_loss(answers: Answers) -> float:
    return float((answers.true != answers.said).mean()) if len(answers) else math.nan


def _auc(answers: Answers) -> float:
    curves = curves_of_labels(roc_curve, answers.true, answers.probabilities)
    return mean_of_defined(np.array([curve.area for curve in curves]))


def _average_precision(answers: Answers) -> float:
    curves = curves_of_labels(precision_recall_curve, answers.true, answers.probabilities)
    return mean_of_defined(np.array([curve.area for curve in curves]))


def _calibration(answers: Answers) -> float:
    return Reliability.of(*cases_of(answers)).expected_calibration_error


SCORES: tuple[ScoreRow, ...] = (
    ScoreRow("categorical_accuracy", "Accuracy", "The share of examples whose class was said.", ONE_CLASS, _exact_match),
    ScoreRow("top_3_accuracy", "Top-3 accuracy", "The share of examples whose class was among the three likeliest.", ONE_CLASS, _top_3_accuracy, fewest_classes=4),
    ScoreRow("binary_accuracy", "Binary accuracy", "The share of yes-or-no decisions that were right. Where yes is rare, never saying it scores high too.",
             BY_THRESHOLD, _micro(_accuracy)),
    ScoreRow("f1_score", "F1 of yes", "The harmonic mean of precision and recall of yes.", ("yes_no",), _micro(_f1)),
    ScoreRow("precision", "Precision of yes", "Of the times that yes was said, the share that were right.", ("yes_no",), _micro(_precision)),
    ScoreRow("recall", "Recall of yes", "Of the times that yes was true, the share that were found.", ("yes_no",), _micro(_recall)),
    ScoreRow("macro_f1", "Macro F1", "The mean of the F1 of each label: rare ones count as much as frequent ones. Labels that neither occur nor are said are left out.",
             SEVERAL, _macro(_f1)),
    ScoreRow("micro_f1", "Micro F1", "The F1 of all decisions on all labels together: frequent labels count more.", LABELS, _micro(_f1)),
    ScoreRow("macro_precision", "Macro precision", "The mean of the precision of each label that was said.", SEVERAL, _macro(_precision)),
    ScoreRow("macro_recall", "Macro recall", "The mean of the recall of each label that occurs, also called balanced accuracy.", SEVERAL, _macro(_recall)),
    ScoreRow("micro_precision", "Micro precision", "Of all labels said, the share that were right.", LABELS, _micro(_precision)),
    ScoreRow("micro_recall", "Micro recall", "Of all labels that hold, the share that were found.", LABELS, _micro(_recall)),
    ScoreRow("exact_match", "Exact match", "The share of examples of which every label is right.", LABELS, _exact_match),
    ScoreRow("hamming_loss", "Hamming loss", "The share of decisions on all labels that were wrong.", LABELS, _hamming_loss, more_is_better=False),
    ScoreRow("auc", "Area under ROC", "How often a random example with the label has a higher probability than one without it; the mean over the labels. Guessing has 0.5.",
             ALL, _auc),
    ScoreRow("average_precision", "Average precision", "The area under precision over recall; the mean over the labels. Guessing has the label's share.",
             ALL, _average_precision),
    ScoreRow("expected_calibration_error", "Calibration error", "How far probabilities lie from how often they come true, on average (ECE).",
             ALL, _calibration, has_baseline=False, more_is_better=False),
)  # fmt: skip


@dataclass(frozen=True)
class Score:
    """The value of one row, and of the same answer to every example; not a number where undefined."""

    row: ScoreRow
    value: float
    baseline: float


BASELINE_TITLES: dict[Task, str] = {
    "one_class": "always the most frequent class",
    "yes_no": "always the more frequent answer",
    "labels": "never any label",
}
"""What the same answer to every example is; its probabilities are the labels' shares, as good as chance."""


def same_answer_to_all(answers: Answers) -> Answers:
    """Returns what is said without looking: the most frequent class, the more frequent answer, or no label."""
    shares = (
        answers.true.mean(axis=0, keepdims=True) if len(answers) else np.zeros((1, answers.true.shape[1]))
    )
    if answers.task == "one_class":
        said = np.arange(shares.shape[1]) == shares.argmax(axis=1)[:, None]
    else:
        said = (shares > 0.5) & (answers.task == "yes_no")
    shape = answers.true.shape
    return replace(answers, said=np.broadcast_to(said, shape), probabilities=np.broadcast_to(shares, shape))


def scores_of(answers: Answers) -> tuple[Score, ...]:
    """Returns every score that can be asked of these answers."""
    unlearned = same_answer_to_all(answers)
    return tuple(
        Score(row, row.value(answers), row.value(unlearned) if row.has_baseline else math.nan)
        for row in SCORES
        if answers.task in row.tasks and answers.true.shape[1] >= row.fewest_classes
    )
