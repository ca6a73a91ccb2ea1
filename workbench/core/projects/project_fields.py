"""The fields of a project that a person sets, with their ranges and what they are for."""

from __future__ import annotations

from workbench.core.fields import Field
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.project import PACES, SCALINGS

SEED = Field(
    "seed",
    "Seed",
    "integer",
    0,
    0,
    2**31 - 1,
    tool_tip="Decides the split, the first weights and the order of the examples.",
)

DATA_FIELDS: tuple[Field, ...] = (
    Field(
        "validation_fraction",
        "Validation share",
        "number",
        0.2,
        0.05,
        0.9,
        tool_tip="Share of the examples that is kept out of training, to judge it while you work on it.",
    ),
    Field(
        "test_fraction",
        "Test share",
        "number",
        0.0,
        0.0,
        0.8,
        tool_tip="Share of the examples that is kept for a last, honest test: neither training nor any choice "
        "looks at them. They come out of those that would train. 0 keeps none.",
    ),
    Field(
        "scaling",
        "Scaling",
        "choice",
        "standardise",
        choices=tuple(SCALINGS),
        tool_tip="Standardise brings each input to mean 0 and spread 1, min-max to the range from 0 to 1; "
        "both are measured on the training part only.",
    ),
)

THRESHOLD = Field(
    "threshold",
    "Threshold",
    "number",
    0.5,
    0.01,
    0.99,
    tool_tip="From which probability on a label counts as present.",
)

HEAD_FIELDS: tuple[Field, ...] = (
    Field("label_smoothing", "Label smoothing", "number", 0.0, 0.0, 0.5, tool_tip="Moves the targets a little away from 0 and 1, against overconfidence."),
    Field("weighting", "Weights", "choice", "none", choices=("none", "balanced"),
          tool_tip="Balanced gives rare classes (softmax) or rare positives (sigmoid) as much say as frequent ones."),
    THRESHOLD,
    Field("temperature", "Temperature", "number", 1.0, 0.05, 20.0,
          tool_tip="What the logits are divided by after training: above 1 makes an overconfident network less sure, and changes no largest class."),
)  # fmt: skip

TRAINING_FIELDS: tuple[Field, ...] = (
    Field(
        "epochs",
        "Epochs",
        "integer",
        50,
        1,
        1_000_000,
        tool_tip="How often the training part is gone through.",
    ),
    Field(
        "batch_size", "Batch size", "integer", 32, 1, 65536, tool_tip="How many examples each step looks at."
    ),
    Field(
        "optimizer",
        "Optimizer",
        "choice",
        "Adam",
        choices=tuple(OPTIMIZERS),
        tool_tip="How the weights follow the gradients.",
    ),
    Field(
        "learning_rate",
        "Learning rate",
        "number",
        0.001,
        1e-8,
        1e9,
        tool_tip="The size of the steps. Can be changed during training.",
    ),
    Field(
        "schedule",
        "Schedule",
        "choice",
        "constant",
        choices=tuple(SCHEDULES),
        tool_tip="How the learning rate moves over the epochs.",
    ),
    Field(
        "early_stopping",
        "Early stopping",
        "flag",
        False,
        tool_tip="Stops when the validation loss stops falling, and puts the best weights back.",
    ),
    Field(
        "patience",
        "Patience",
        "integer",
        10,
        1,
        10000,
        tool_tip="Epochs without a better validation loss before training stops.",
    ),
    Field(
        "clip_norm",
        "Clip gradients at",
        "number",
        0.0,
        0.0,
        1e6,
        tool_tip="Largest norm of each gradient; 0 means no clipping.",
    ),
    Field("pace", "Pace", "choice", "watch", choices=tuple(PACES), tool_tip="How fast training is shown."),
)
