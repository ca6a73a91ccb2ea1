"""The tables of optimizers and learning-rate schedules."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.core.fields import Field, Value

_BETA_1 = Field(
    "beta_1",
    "Beta 1",
    "number",
    0.9,
    0.0,
    0.9999,
    tool_tip="How long the mean of the gradients is remembered.",
)
_BETA_2 = Field(
    "beta_2",
    "Beta 2",
    "number",
    0.999,
    0.0,
    0.99999,
    tool_tip="How long the mean square of the gradients is remembered.",
)
_EPSILON = Field(
    "epsilon", "Epsilon", "number", 1e-7, 1e-12, 1.0, tool_tip="Keeps the division from blowing up."
)
_WEIGHT_DECAY = Field(
    "weight_decay",
    "Weight decay",
    "number",
    0.004,
    0.0,
    1.0,
    tool_tip="Share of each weight that is taken away per unit of learning rate.",
)


@dataclass(frozen=True)
class OptimizerKind:
    """One row: a Keras optimizer class, its fields and the rate that it begins with."""

    name: str
    learning_rate: float
    fields: tuple[Field, ...]
    tool_tip: str


OPTIMIZERS: dict[str, OptimizerKind] = {
    row.name: row
    for row in (
        OptimizerKind("Adam", 0.001, (_BETA_1, _BETA_2, _EPSILON), "Adapts the step of each weight; the usual first choice."),
        OptimizerKind(
            "SGD", 0.1,
            (
                Field("momentum", "Momentum", "number", 0.9, 0.0, 0.9999, tool_tip="How much of the last step is carried on."),
                Field("nesterov", "Nesterov", "flag", False, tool_tip="Looks ahead along the momentum before measuring the slope."),
            ),
            "Plain steps down the slope, with momentum.",
        ),
        OptimizerKind(
            "RMSprop", 0.001,
            (
                Field("rho", "Rho", "number", 0.9, 0.0, 0.9999, tool_tip="How long the mean square of the gradients is remembered."),
                Field("momentum", "Momentum", "number", 0.0, 0.0, 0.9999, tool_tip="How much of the last step is carried on."),
                _EPSILON,
            ),
            "Divides each step by the recent size of the gradient.",
        ),
        OptimizerKind("AdamW", 0.001, (_WEIGHT_DECAY, _BETA_1, _BETA_2, _EPSILON), "Adam with weights that decay towards zero."),
        OptimizerKind("Nadam", 0.001, (_BETA_1, _BETA_2, _EPSILON), "Adam that looks ahead along its momentum."),
        OptimizerKind(
            "Adagrad", 0.01,
            (
                Field("initial_accumulator_value", "Initial accumulator", "number", 0.1, 0.0, 10.0, tool_tip="Where the sum of squared gradients begins."),
                _EPSILON,
            ),
            "Steps shrink with all that was learned so far; suits rare inputs.",
        ),
        OptimizerKind(
            "Lion", 0.0003,
            (_BETA_1, Field("beta_2", "Beta 2", "number", 0.99, 0.0, 0.99999, tool_tip="How long the momentum is remembered.")),
            "Steps by the sign of the momentum: every weight moves equally far.",
        ),
    )
}  # fmt: skip

Rate = Callable[[Mapping[str, Value], int, int], float]


@dataclass(frozen=True)
class Schedule:
    """One row: how the learning rate moves over the epochs.

    Attributes:
        name: The key in files.
        title: What the list shows.
        fields: What a person can set.
        factor: From the options, the epoch (from 0) and the number of epochs, what the rate is multiplied by.
        tool_tip: What it is for.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    factor: Rate
    tool_tip: str


def _constant(options: Mapping[str, Value], epoch: int, epochs: int) -> float:
    return 1.0


def _cosine(options: Mapping[str, Value], epoch: int, epochs: int) -> float:
    """Half a cosine down to `alpha` (Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983)."""
    alpha = float(options["alpha"])
    progress = min(epoch / max(epochs, 1), 1.0)
    return alpha + (1 - alpha) * 0.5 * (1 + math.cos(math.pi * progress))


def _exponential(options: Mapping[str, Value], epoch: int, epochs: int) -> float:
    return float(options["decay_rate"]) ** epoch


def _step(options: Mapping[str, Value], epoch: int, epochs: int) -> float:
    return float(options["decay_rate"]) ** (epoch // int(options["every"]))


SCHEDULES: dict[str, Schedule] = {
    row.name: row
    for row in (
        Schedule("constant", "Constant", (), _constant, "The rate stays as it is."),
        Schedule("cosine", "Cosine", (Field("alpha", "Final share", "number", 0.0, 0.0, 1.0, tool_tip="What is left of the rate at the end."),),
                 _cosine, "Falls gently to a small share at the last epoch."),
        Schedule("exponential", "Exponential", (Field("decay_rate", "Factor per epoch", "number", 0.95, 0.01, 1.0, tool_tip="What the rate is multiplied by each epoch."),),
                 _exponential, "Multiplied by a factor each epoch."),
        Schedule("step", "Step", (Field("decay_rate", "Factor", "number", 0.5, 0.01, 1.0, tool_tip="What the rate is multiplied by at each step down."),
                                  Field("every", "Every … epochs", "integer", 10, 1, 10000, tool_tip="How many epochs between two steps down.")),
                 _step, "Multiplied by a factor every few epochs."),
        Schedule("reduce_on_plateau", "Reduce on plateau",
                 (Field("factor", "Factor", "number", 0.5, 0.01, 0.99, tool_tip="What the rate is multiplied by when nothing improves."),
                  Field("patience", "Patience", "integer", 5, 1, 10000, tool_tip="Epochs without a better validation loss before the rate falls.")),
                 _constant, "Falls when the validation loss has stopped falling."),
    )
}  # fmt: skip
