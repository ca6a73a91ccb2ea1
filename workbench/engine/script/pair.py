"""The head and the loss that a script is written for: a row of the table of heads, or a pair that breaks it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.heads import Encoding, Head
from workbench.core.labels import LabelKind
from workbench.core.project import HeadChoice, Project, head_of


@dataclass(frozen=True)
class Pair:
    """What the code of a head depends on.

    Attributes:
        head: A row of the table, or for an experiment one that is in no table.
        choice: Loss and settings.
        encoding: How the loss takes the labels; smoothing turns class indices into one-hot rows.
        is_experiment: Whether head, loss and labels do not fit each other, on purpose.
    """

    head: Head
    choice: HeadChoice
    encoding: Encoding
    is_experiment: bool


def pair_of(project: Project, label_kind: LabelKind) -> Pair:
    """Returns the pair of a project.

    Raises:
        UserError: head, loss and labels do not fit each other, and the project does not ask for that.
    """
    head = head_of(project, label_kind)
    smoothed = project.head.label_smoothing and head.encoding == "class_index"
    encoding = "one_hot" if smoothed else head.encoding
    return Pair(head, project.head, encoding, head.mistake is not None)
