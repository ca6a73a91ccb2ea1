"""The same experiment under each head."""

from __future__ import annotations

from workbench.core.experiments import runnable_losses
from workbench.core.heads import ACTIVATIONS, HEADS, Activation
from workbench.core.labels import LabelKind
from workbench.core.project import Project
from workbench.core.projects.head_edits import with_experiment, with_head

HeadProjects = dict[Activation, Project]


def head_projects(project: Project, label_kind: LabelKind) -> HeadProjects:
    """Returns the project under each head; the head in use keeps its loss, the other gets what a toggle selects.

    A head that does not fit the labels becomes an experiment with the first loss that Keras would train it with.
    """
    return {name: _under(project, name, label_kind) for name in ACTIVATIONS}


def _under(project: Project, activation: Activation, label_kind: LabelKind) -> Project:
    if project.head.activation == activation:
        return project
    if fits_labels(activation, label_kind):
        return with_head(project, activation, label_kind)
    return with_experiment(project, activation, runnable_losses(activation, label_kind)[0], label_kind)


def fits_labels(activation: Activation, label_kind: LabelKind) -> bool:
    """Whether the table of heads has a row for this head on such labels."""
    return any((head.activation, head.label_kind) == (activation, label_kind) for head in HEADS)


def misfit(label_kind: LabelKind) -> Activation | None:
    """Returns the head that does not fit such labels; None where both do."""
    return next((name for name in ACTIVATIONS if not fits_labels(name, label_kind)), None)
