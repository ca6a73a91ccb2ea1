"""Checks of the data."""

from __future__ import annotations

from workbench.core.checking.problem import Problem
from workbench.core.checking.situation import Situation
from workbench.core.imported.on_bench import DataFacts, misfit
from workbench.core.labels import LabelKind
from workbench.core.painted_data import FEWEST_POINTS


def no_training_rows(situation: Situation) -> Problem | None:
    """There is nothing to learn from."""
    painted = situation.project.data.painted
    if painted is not None and len(painted.points) < FEWEST_POINTS:
        words = (
            f"Training needs at least {FEWEST_POINTS} points: one to learn from, one to check. Paint more."
        )
        return Problem("error", words, "paintCanvas")
    if situation.training_rows > 0:
        return None
    return Problem("error", "There are no examples to train on. Choose other data.", "datasetCombo")


def single_class(situation: Situation) -> Problem | None:
    """There is nothing to tell apart."""
    if situation.number_of_classes > 1 or situation.label_kind in (LabelKind.YES_NO, LabelKind.MULTI_HOT):
        return None
    return Problem(
        "error",
        "All examples have the same class, so there is nothing to tell apart. Choose data with two or more.",
        "datasetCombo",
    )


def opened_model_does_not_fit(situation: Situation) -> Problem | None:
    """The opened model takes other data."""
    if situation.project.imported is None:
        return None
    facts = DataFacts(situation.label_kind, situation.number_of_inputs, situation.number_of_classes)
    reason = misfit(situation.project, facts)
    return Problem("error", reason, "openedTable") if reason else None
