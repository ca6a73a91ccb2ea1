"""Losses and scores of both heads stand in rows that mean the same."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.both_heads.head_projects import head_projects
from workbench.core.both_heads.score_rows import score_rows
from workbench.core.both_heads.trained_head import TrainedHead
from workbench.core.heads import Activation
from workbench.core.history import History
from workbench.core.labels import LabelKind
from workbench.core.project import Project
from workbench.core.projects.head_of_project import head_of


def trained(activation: Activation, epoch: dict[str, float], chance: float) -> TrainedHead:
    project = head_projects(Project(), LabelKind.CLASS_INDEX)[activation]
    history = History()
    history.append(np.ones(3, np.float32))
    if epoch:
        history.end_epoch(epoch)
    baselines = {"val_sparse_categorical_accuracy": 0.1, "categorical_accuracy": 0.2}
    head = head_of(project, LabelKind.CLASS_INDEX)
    return TrainedHead(project, head, history, 1, 1, chance, baselines, np.zeros(10, np.float32))


def test_the_same_score_under_two_names_is_one_row_and_losses_are_shares_of_chance_too() -> None:
    heads: dict[Activation, TrainedHead] = {
        "softmax": trained(
            "softmax", {"loss": 1.0, "val_loss": 1.2, "val_sparse_categorical_accuracy": 0.9}, 2.0
        ),
        "sigmoid": trained("sigmoid", {"loss": 0.2, "val_loss": 0.3, "val_categorical_accuracy": 0.8}, 0.4),
    }
    rows = {row.title: row for row in score_rows(heads)}
    assert rows["training loss"].values == {"softmax": 1.0, "sigmoid": 0.2}
    assert rows["training loss"].guessing == {"softmax": 2.0, "sigmoid": 0.4}
    assert rows["validation loss ÷ chance"].values == pytest.approx({"softmax": 0.6, "sigmoid": 0.75})
    assert rows["categorical accuracy"].values == {"softmax": 0.9, "sigmoid": 0.8}
    assert rows["categorical accuracy"].guessing == {"softmax": 0.1, "sigmoid": 0.2}
    assert rows["top 3 accuracy"].guessing == {}


def test_before_the_first_epoch_there_are_no_values() -> None:
    rows = score_rows({"softmax": trained("softmax", {}, 2.0)})
    assert all(not row.values for row in rows) and rows[0].guessing == {"softmax": 2.0}
