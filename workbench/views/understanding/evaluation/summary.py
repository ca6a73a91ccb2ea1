"""The sentence above a view of scores: how good it is, beside what it is worth without having learned anything."""

from __future__ import annotations

from workbench.core.evaluation.ratio import score_text
from workbench.core.evaluation.score_row import BASELINE_TITLES, SCORES, same_answer_to_all
from workbench.qt.evaluation.evaluated_part import EvaluatedPart

HEADLINES = {"one_class": "categorical_accuracy", "yes_no": "binary_accuracy", "labels": "micro_f1"}


def summary_of(evaluated: EvaluatedPart) -> str:
    """Returns the first score beside its baseline, and of how many examples they are."""
    row = next(row for row in SCORES if row.name == HEADLINES[evaluated.answers.task])
    value, baseline = row.value(evaluated.answers), row.value(same_answer_to_all(evaluated.answers))
    scores = f"{row.title} {score_text(value)} (baseline {score_text(baseline)})"
    return f"{scores}, {evaluated.rows_in_words}"


def baseline_of(evaluated: EvaluatedPart) -> str:
    """Returns what the baseline in `summary_of` is, in words."""
    return f"The baseline is what one answer to all scores: {BASELINE_TITLES[evaluated.answers.task]}."
