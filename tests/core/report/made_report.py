"""A report on made-up predictions."""

from __future__ import annotations

import numpy as np
from core.evaluation.made_predictions import made_predictions

from workbench.core.evaluation.evaluation import Evaluation
from workbench.core.heads import Head
from workbench.core.history import History
from workbench.core.projects.checked_project import starting_project
from workbench.core.projects.head_edits import with_head
from workbench.core.report.report import Report, ShownMistake

HOSTILE = '<script>alert("a")</script>'


def made_report(head: Head, epochs: int = 3, has_test: bool = False) -> Report:
    """Returns a report on a run of a few epochs, with one mistake that is a picture and one that is not."""
    name = head.metrics[0]
    rows = [
        {"loss": 1 / (i + 1), "val_loss": float("nan"), name: 0.5, f"val_{name}": 0.4} for i in range(epochs)
    ]
    history = History.of(
        np.ones(2 * epochs, np.float32), rows, [2 * i + 2 for i in range(epochs)], [], [(0, 1.6)]
    )
    return Report(
        name=HOSTILE,
        project=with_head(starting_project(), head.activation, head.label_kind),
        head=head,
        history=history,
        validation=Evaluation.of(made_predictions(head)),
        training=Evaluation.of(made_predictions(head, seed=1)),
        validation_loss=0.25,
        baselines={f"val_{name}": 0.2},
        mistakes=[ShownMistake(HOSTILE), ShownMistake("a picture", np.zeros((8, 8), np.uint8))],
        test=Evaluation.of(made_predictions(head, seed=2)) if has_test else None,
    )
