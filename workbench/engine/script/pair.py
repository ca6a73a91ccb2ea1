"""The head and the loss that a script is written for: a row of the table of heads, or a pair that breaks it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.heads import Encoding, Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.labels import LabelKind
from workbench.core.project import HeadChoice, Project
from workbench.core.projects.head_of_project import head_of


@dataclass(frozen=True)
class Pair:
    """What the code of a head depends on.

    Attributes:
        head: A row of the table, or for an experiment one that is in no table.
        choice: Loss and settings.
        encoding: How the loss takes the labels; smoothing turns class indices into one-hot rows.
        is_experiment: Whether head, loss and labels do not fit each other, on purpose.
        threshold: Above which probability a label is said, where that is the same for all.
        has_own_thresholds: Whether each of several labels has a threshold of its own.
    """

    head: Head
    choice: HeadChoice
    encoding: Encoding
    is_experiment: bool
    threshold: float
    has_own_thresholds: bool


def pair_of(project: Project, label_kind: LabelKind, classes: int) -> Pair:
    """Returns the pair of a project.

    Raises:
        UserError: head, loss and labels do not fit each other, and the project does not ask for that.
    """
    head = head_of(project, label_kind)
    smoothed = project.head.label_smoothing and head.encoding == "class_index"
    encoding = "one_hot" if smoothed else head.encoding
    thresholds = thresholds_of(project.head, head.number_of_units(classes)).tolist()
    return Pair(
        head, project.head, encoding, head.mistake is not None, thresholds[0], len(set(thresholds)) > 1
    )
