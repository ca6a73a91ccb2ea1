"""The row of the table of heads that a project uses."""

from __future__ import annotations

from workbench.core.experiments import experiment_head, fits
from workbench.core.heads import Head, check_loss, head_for
from workbench.core.labels import LabelKind
from workbench.core.project import Project


def head_of(project: Project, label_kind: LabelKind) -> Head:
    """Returns the row of the table of heads that `project` uses, or what its experiment is trained as.

    Raises:
        UserError: head, loss and labels do not fit each other, and that is no experiment.
    """
    choice = project.head
    if choice.experiment and not fits(choice.activation, choice.loss, label_kind):
        return experiment_head(choice.activation, choice.loss, label_kind)
    head = head_for(choice.activation, label_kind)
    check_loss(head, choice.loss)
    return head
