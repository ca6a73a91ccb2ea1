"""Loss and scores of a part of the data."""

from __future__ import annotations

from workbench.data.blocks import RowSource
from workbench.engine.epoch_rows import as_table
from workbench.engine.epochs import Task
from workbench.engine.scores import AUC, auc, scores
from workbench.engine.shown_loss import SHOWN_LOSS, shown_loss
from workbench.engine.streamed_epochs import judge_for


def evaluate(task: Task, source: RowSource, metric_names: tuple[str, ...]) -> dict[str, float]:
    """Returns the loss and the scores of all rows of `source`, whose labels are encoded for the objective."""
    verdict = judge_for(task).judge(source, task.cut)
    result = {"loss": verdict.loss}
    result |= {name: float(values[0]) for name, values in scores(task.head, verdict.counts).items()}
    if task.ranked:
        result[AUC] = auc(as_table(source.labels[source.rows]), verdict.logits)
    shown = {SHOWN_LOSS: shown_loss(task, source)} if task.objective.shown else {}
    return {name: result[name] for name in ("loss", *metric_names)} | shown
