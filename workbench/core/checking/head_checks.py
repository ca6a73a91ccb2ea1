"""Checks of the head and its loss."""

from __future__ import annotations

from workbench.core.checking.problem import Problem
from workbench.core.checking.situation import Situation
from workbench.core.errors import UserError
from workbench.core.heads import check_loss, head_for
from workbench.core.projects.head_of_project import head_of

STRONG_SMOOTHING = 0.4


def head_does_not_fit(situation: Situation) -> Problem | None:
    """The head is not for labels of this kind."""
    try:
        head_for(situation.project.head.activation, situation.label_kind)
    except UserError as error:
        reason = f"{situation.contradiction} {error}".strip()
        return _misfit(situation, Problem("error", reason, "headSigmoid"))
    return None


def _misfit(situation: Situation, problem: Problem) -> Problem:
    """Returns the problem, or in its place what an experiment warns of."""
    choice = situation.project.head
    if not choice.experiment:
        return problem
    try:
        mistake = head_of(situation.project, situation.label_kind).mistake
    except UserError as error:
        return Problem("error", str(error), problem.control)
    reason = mistake.reason if mistake else ""
    unweighted = " Its loss takes no class weights." if choice.weighting != "none" else ""
    counted = f" {situation.contradiction}" if situation.contradiction else ""
    return Problem(
        "warning",
        f"This is an experiment: {reason[:1].lower()}{reason[1:]}{counted}{unweighted} Press Mend it when you have seen enough.",
        "mendHeadButton",
    )


def loss_does_not_fit(situation: Situation) -> Problem | None:
    """The loss does not go with the head."""
    choice = situation.project.head
    try:
        head = head_for(choice.activation, situation.label_kind)
    except UserError:
        return None
    try:
        check_loss(head, choice.loss)
    except UserError as error:
        return _misfit(situation, Problem("error", str(error), "lossCombo"))
    return None


def strong_smoothing(situation: Situation) -> Problem | None:
    """Little difference is left between right and wrong targets."""
    smoothing = situation.project.head.label_smoothing
    if smoothing < STRONG_SMOOTHING:
        return None
    return Problem(
        "hint",
        f"A label smoothing of {smoothing:g} leaves little difference between right and wrong targets. "
        "Values near 0.1 are usual.",
        "labelSmoothingSpin",
    )
