"""A step as tables to be saved: one for each part of it."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.step.step_trace import StepTrace
from workbench.views.understanding.save_button import Table


def forward_table(trace: StepTrace) -> Table:
    """Returns every value of the forward pass."""
    rows = [
        (stage.title, unit + 1, value)
        for stage in trace.stages
        for unit, value in enumerate(stage.values.tolist())
    ]
    return ("layer", "unit", "value"), rows


def loss_table(trace: StepTrace, names: Sequence[str]) -> Table:
    """Returns loss and gradient of each class; `names` has one for each unit."""
    heads = ("class", "target", "logit", "probability", "loss term", "gradient at the logit")
    return heads, trace.table(names)


def weight_table(trace: StepTrace) -> Table:
    """Returns what happens to each array of weights."""
    heads = ("weights", "shape", "size", "gradient", "change", "largest change")
    rows = [
        (
            change.title,
            " x ".join(map(str, change.shape)),
            change.weights,
            change.gradient,
            change.change,
            change.largest,
        )
        for change in trace.changes
    ]
    return heads, rows
