"""The loss of the probabilities on the screen, which an experiment shows beside the one that Keras reports."""

from __future__ import annotations

from dataclasses import replace

from workbench.data.blocks import RowSource
from workbench.data.prepared import PreparedData
from workbench.engine.epochs import Task
from workbench.engine.streamed_epochs import judge_for

SHOWN_LOSS = "shown_loss"


def shown_losses(task: Task, data: PreparedData) -> dict[str, float]:
    """Returns the loss of the probabilities of both parts, by name in the history; nothing unless it is another."""
    encoding = task.objective.encoding
    if task.objective.shown is None:
        return {}
    return {
        SHOWN_LOSS: shown_loss(task, data.training_source(encoding)),
        f"val_{SHOWN_LOSS}": shown_loss(task, data.validation_source(encoding)),
    }


def shown_loss(task: Task, source: RowSource) -> float:
    """Returns the mean loss of the probabilities of all rows of `source`. The task is an experiment's."""
    objective = task.objective
    assert objective.shown is not None
    by_itself = replace(objective, key=(*objective.key, "shown"), function=objective.shown)
    return judge_for(replace(task, objective=by_itself)).judge(source, task.cut).loss
