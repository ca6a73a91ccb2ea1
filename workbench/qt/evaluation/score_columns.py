"""The columns of the tables of scores."""

from __future__ import annotations

import numpy as np

from workbench.core.evaluation.ratio import ratio, score_text
from workbench.core.evaluation.score_row import BASELINE_TITLES
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.figures_table_model import FigureColumn


def overall_columns(evaluated: EvaluatedPart) -> tuple[FigureColumn, ...]:
    """Returns the scores over all examples, each beside its baseline."""
    scores = evaluated.scores
    hints = [score.row.tool_tip for score in scores]
    baseline = BASELINE_TITLES[evaluated.answers.task]
    return (
        FigureColumn(
            "Score", "What is measured", [score.row.title for score in scores], hints=hints, is_number=False
        ),
        FigureColumn(
            "Network", "What the network scores", np.array([score.value for score in scores]), hints=hints
        ),
        FigureColumn(
            "Baseline",
            f"What the same answer to every example scores: {baseline}",
            # A score without a baseline has an empty cell: nothing there is undefined.
            [_baseline(score.row.has_baseline, score.baseline) for score in scores],
        ),
    )


def _baseline(has_one: bool, value: float) -> str:
    return score_text(value) if has_one else ""


def class_columns(evaluated: EvaluatedPart) -> tuple[FigureColumn, ...]:
    """Returns the scores of each class or label by itself, with the counts that they are made of."""
    each, names = evaluated.classes, evaluated.answers.by_class.names
    examples = np.full(len(names), each.examples)
    columns = [
        FigureColumn("Class" if evaluated.confusion else "Label", "Its name", names, is_number=False),
        FigureColumn("Precision", "Of the times that it was said, the share that were right", each.precision),
        FigureColumn(
            "Guessing", "The precision of guessing: its share of all examples", ratio(each.support, examples)
        ),
        FigureColumn("Recall", "Of the times that it was true, the share that were found", each.recall),
        FigureColumn("F1", "The harmonic mean of precision and recall", each.f1),
        FigureColumn("True", "Examples of which it is true, also called support", each.support),
        FigureColumn("Said", "Times that the network said it", each.said),
        FigureColumn("Hits", "Said and true", each.hits),
        FigureColumn("False alarms", "Said, but not true", each.false_alarms),
        FigureColumn("Misses", "True, but not said", each.misses),
    ]
    if evaluated.confusion is None:
        columns += [
            FigureColumn(
                "Accuracy", "Share of examples on which it was rightly said or left out", each.accuracy
            ),
            FigureColumn("Never said", "The accuracy of never saying it", each.all_zero_accuracy),
        ]
    return tuple(columns)
