"""The sentence above a view of scores: how good it is, beside what it is worth without having learned anything."""

from __future__ import annotations

from workbench.core.evaluation.ratio import score_text
from workbench.core.evaluation.score_row import BASELINE_TITLES
from workbench.qt.evaluation.evaluated_part import EvaluatedPart

HEADLINES = {"one_class": "categorical_accuracy", "yes_no": "binary_accuracy", "labels": "micro_f1"}


def summary_of(evaluated: EvaluatedPart) -> str:
    """Returns how many examples there are, and their first score beside its baseline."""
    task = evaluated.answers.task
    score = next(one for one in evaluated.evaluation.scores if one.row.name == HEADLINES[task])
    title = score.row.title
    return (
        f"{evaluated.rows_in_words}: {title[0].lower()}{title[1:]} {score_text(score.value)} "
        f"({BASELINE_TITLES[task]}: {score_text(score.baseline)})"
    )
