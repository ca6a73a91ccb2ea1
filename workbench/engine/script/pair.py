"""The head and the loss that a script is written for: a row of the table of heads, or a pair that breaks it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from workbench.core.heads import HEADS, Activation, Encoding, Head, fitting_activation, head_for
from workbench.core.labels import LabelKind
from workbench.core.project import HeadChoice, Project, head_of

ROWS_OF: dict[LabelKind, Encoding] = {
    LabelKind.CLASS_INDEX: "one_hot",
    LabelKind.ONE_HOT: "one_hot",
    LabelKind.YES_NO: "column",
    LabelKind.MULTI_HOT: "multi_hot",
}
"""The form with a number for each unit that labels have for a loss which takes no class index."""


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
    choice = project.head
    is_experiment = choice.experiment and not _fits(choice, label_kind)
    head = _experiment(choice, label_kind) if is_experiment else head_of(project, label_kind)
    smoothed = choice.label_smoothing and head.encoding == "class_index"
    return Pair(head, choice, "one_hot" if smoothed else head.encoding, is_experiment)


def _fits(choice: HeadChoice, label_kind: LabelKind) -> bool:
    rows = [head for head in HEADS if (head.activation, head.label_kind) == (choice.activation, label_kind)]
    return any(choice.loss in head.losses for head in rows)


def _experiment(choice: HeadChoice, label_kind: LabelKind) -> Head:
    """Returns what fits the labels, with the activation and the loss that were chosen in their place."""
    fitting = head_for(fitting_activation(label_kind), label_kind)
    activation = cast(Activation, choice.activation)
    encoding: Encoding = "class_index" if choice.loss.startswith("sparse") else ROWS_OF[label_kind]
    return replace(fitting, activation=activation, encoding=encoding, losses=(choice.loss,))
