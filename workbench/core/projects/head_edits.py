"""Projects with another head."""

from __future__ import annotations

import msgspec

from workbench.core.errors import UserError
from workbench.core.experiments import experiment_head, fits
from workbench.core.heads import fitting_activation, head_for
from workbench.core.labels import LabelKind
from workbench.core.project import Project


def with_head(project: Project, activation: str, label_kind: LabelKind) -> Project:
    """Returns the project with another head, and the loss that the table selects for it.

    Raises:
        UserError: the head does not fit labels of this kind.
    """
    head, before = head_for(activation, label_kind), project.head
    # A temperature is fitted for one function; only on yes or no both heads say the same of the same logits.
    stays = before.activation == activation or label_kind is LabelKind.YES_NO
    choice = msgspec.structs.replace(
        before,
        activation=activation,
        loss=head.losses[0],
        temperature=before.temperature if stays else 1.0,
        experiment=False,
    )
    return msgspec.structs.replace(project, head=choice)


def with_experiment(project: Project, activation: str, loss: str, label_kind: LabelKind) -> Project:
    """Returns the project with this pair, marked as an experiment unless it fits the labels after all.

    Raises:
        UserError: there is no such loss, or Keras would stop at the pair.
    """
    wrong = not fits(activation, loss, label_kind)
    if wrong:
        experiment_head(activation, loss, label_kind)
    choice = msgspec.structs.replace(
        project.head, activation=activation, loss=loss, temperature=1.0, experiment=wrong
    )
    return msgspec.structs.replace(project, head=choice)


def mended(project: Project, label_kind: LabelKind) -> Project:
    """Returns the project with a head that fits: the present one if it can, with the loss that goes with it."""
    try:
        return with_head(project, project.head.activation, label_kind)
    except UserError:
        return with_head(project, fitting_activation(label_kind), label_kind)
