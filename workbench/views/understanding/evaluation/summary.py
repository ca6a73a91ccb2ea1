"""The sentence above a view of scores: how good it is, beside what it is worth without having learned anything."""

from __future__ import annotations

from workbench.core.evaluation.ratio import score_text
from workbench.core.evaluation.score_row import BASELINE_TITLES, SCORES, same_answer_to_all
from workbench.qt.evaluation.evaluated_part import EvaluatedPart

HEADLINES = {"one_class": "categorical_accuracy", "yes_no": "binary_accuracy", "labels": "micro_f1"}


def summary_of(evaluated: EvaluatedPart) -> str:
    """Returns how many examples there are, and their first score beside its baseline."""
    task = evaluated.answers.task
    row = next(row for row in SCORES if row.name == HEADLINES[task])
    value, baseline = row.value(evaluated.answers), row.value(same_answer_to_all(evaluated.answers))
    title = row.title
    return (
        f"{evaluated.rows_in_words}: {title[0].lower()}{title[1:]} {score_text(value)} "
        f"({BASELINE_TITLES[task]}: {score_text(baseline)})"
    )
