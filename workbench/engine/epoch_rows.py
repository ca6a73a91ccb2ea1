"""The scores of epochs that ended, one row of the history each."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.prepared import PreparedData
from workbench.engine.epochs import EpochEnds, Task
from workbench.engine.scores import AUC, auc, scores
from workbench.engine.shown_loss import shown_losses


def epoch_rows(task: Task, data: PreparedData, ends: EpochEnds | None, ended: int) -> list[dict[str, float]]:
    """Returns the scores of each of the `ended` epochs by full name, validation ones with `val_` before them.

    Args:
        task: What is trained; its head says which scores there are.
        data: What an experiment is looked at on.
        ends: What was counted at the ends; None where nothing is judged.
        ended: How many epochs ended.
    """
    if ends is None:
        return [{} for _ in range(ended)]
    columns: dict[str, NDArray[Any]] = dict(scores(task.head, ends.training))
    columns["val_loss"] = ends.losses
    columns |= {f"val_{name}": values for name, values in scores(task.head, ends.validation).items()}
    if ends.logits is not None:
        columns[f"val_{AUC}"] = np.array([auc(as_table(ends.labels), said) for said in ends.logits])
    # An experiment is looked at after each epoch, so these are the losses of the one that ended.
    columns |= {name: np.array([loss]) for name, loss in shown_losses(task, data).items()}
    lists = {name: np.asarray(values, np.float64).tolist() for name, values in columns.items()}
    return [dict(zip(lists, values, strict=True)) for values in zip(*lists.values(), strict=True)]


def as_table(labels: NDArray[Any]) -> NDArray[Any]:
    """Returns labels as (n, k), a single column where they are (n,)."""
    return labels if labels.ndim == 2 else labels[:, None]
