"""Checks of the settings of training."""

from __future__ import annotations

from workbench.core.checking.problem import Problem
from workbench.core.checking.situation import Situation

ADAPTIVE_OPTIMIZERS = frozenset({"Adam", "AdamW", "Nadam", "RMSprop", "Adagrad", "Lion"})
LARGEST_ADAPTIVE_RATE = 1.0
LARGEST_RATE = 10.0


def batch_larger_than_data(situation: Situation) -> Problem | None:
    """Each epoch is a single step."""
    size, rows = situation.project.training.batch_size, situation.training_rows
    if size <= rows or rows == 0:
        return None
    return Problem(
        "warning",
        f"The batch size is {size:,}, but there are only {rows:,} training examples, so each epoch is a "
        f"single step. Lower it to {rows:,} or less.",
        "batchSizeSpin",
    )


def rate_too_large(situation: Situation) -> Problem | None:
    """The loss will likely overflow."""
    training = situation.project.training
    adaptive = training.optimizer in ADAPTIVE_OPTIMIZERS
    if training.learning_rate <= (LARGEST_ADAPTIVE_RATE if adaptive else LARGEST_RATE):
        return None
    return Problem(
        "warning",
        f"A learning rate of {training.learning_rate:g} is very large for {training.optimizer}: the loss will "
        "likely jump about or overflow. Try a rate of 0.1 or less.",
        "learningRateSpin",
    )


def patience_never_used(situation: Situation) -> Problem | None:
    """Early stopping never acts."""
    training = situation.project.training
    if not training.early_stopping or training.patience < training.epochs:
        return None
    return Problem(
        "hint",
        f"Early stopping waits {training.patience} epochs, but training lasts only {training.epochs}, so it "
        "never acts. Lower the patience or raise the epochs.",
        "epochsSpin",
    )
