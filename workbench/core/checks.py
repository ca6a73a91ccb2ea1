"""The table of checks that tell what is wrong, or only doubtful, in a project before it is trained."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.core.checking import data_checks, head_checks, layer_checks, training_checks
from workbench.core.checking.problem import Problem
from workbench.core.checking.situation import Situation
from workbench.core.labels import LabelKind
from workbench.core.project import Project

Check = Callable[[Situation], Problem | None]

CHECKS: tuple[Check, ...] = (
    head_checks.head_does_not_fit,
    head_checks.loss_does_not_fit,
    data_checks.opened_model_does_not_fit,
    data_checks.no_training_rows,
    data_checks.single_class,
    training_checks.batch_larger_than_data,
    training_checks.rate_too_large,
    layer_checks.normalization_of_single_examples,
    layer_checks.constant_weights,
    layer_checks.network_too_large,
    layer_checks.squashed_logits,
    layer_checks.stacked_linear_layers,
    layer_checks.strong_dropout_at_the_end,
    head_checks.strong_smoothing,
    training_checks.patience_never_used,
)
"""In the order in which they are shown: errors first."""


def problems(
    project: Project,
    label_kind: LabelKind,
    training_rows: int,
    number_of_classes: int,
    number_of_inputs: int = 1,
    contradiction: str = "",
) -> tuple[Problem, ...]:
    """Returns what is wrong or doubtful in a checked project, the worst first.

    Args:
        project: What `checked` has returned.
        label_kind: The labels of the chosen data.
        training_rows: How many examples are trained on.
        number_of_classes: How many classes the data has.
        number_of_inputs: How many inputs an example has.
        contradiction: How many rows contradict the head, as a sentence; empty where it fits.
    """
    situation = Situation(
        project, label_kind, training_rows, number_of_classes, number_of_inputs, contradiction
    )
    return tuple(_found(situation))


def _found(situation: Situation) -> Iterator[Problem]:
    for check in CHECKS:
        problem = check(situation)
        if problem is not None:
            yield problem
