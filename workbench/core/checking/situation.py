"""What checks look at."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.labels import LabelKind
from workbench.core.project import Project


@dataclass(frozen=True)
class Situation:
    """What the checks look at: a project and the data that it stands on.

    Attributes:
        project: A checked one.
        label_kind: The labels of the data.
        training_rows: How many examples are trained on.
        number_of_classes: How many classes the data has.
        number_of_inputs: How many inputs an example has.
        contradiction: How many rows contradict the head, as a sentence; empty where it fits.
    """

    project: Project
    label_kind: LabelKind
    training_rows: int
    number_of_classes: int
    number_of_inputs: int
    contradiction: str = ""
