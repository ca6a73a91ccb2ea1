"""What a session minimises, and what its losses and scores are measured against."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.heads import Head
from workbench.core.project import HeadChoice
from workbench.data.prepared import PreparedData
from workbench.engine.baselines import baselines
from workbench.engine.objective import Objective, build_objective


@dataclass(frozen=True)
class Goal:
    """What a session minimises on its data.

    Attributes:
        objective: The loss.
        chance: The loss of guessing.
        baselines: Scores of saying the same of every example, by full name.
    """

    objective: Objective
    chance: float
    baselines: dict[str, float]


def goal_of(head: Head, choice: HeadChoice, data: PreparedData, units: int, scored: bool) -> Goal:
    """Returns what `choice` minimises on `data`; without `scored` there are no baselines."""
    source = data.training_source(head.encoding)
    labels = source.labels[source.rows]
    objective = build_objective(head, choice, labels, data.dataset.number_of_classes)
    if objective.encoding != head.encoding:
        labels = data.training_labels(objective.encoding)
    return Goal(objective, objective.chance(labels, units), baselines(head, data, units) if scored else {})
