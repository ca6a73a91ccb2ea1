"""The static rule: what is compiled how, from sizes and kinds of layers alone, never from a clock.

The same seed must give the same curve, bit for bit, on a fast machine and on a slow one, with a busy processor
and with an idle one. The plain graph and XLA differ in the last bits of their sums, so which of them takes a step,
and where one hands over to the other, follows from numbers that are in the project.

The constants were measured on two cores; elsewhere the rule is as deterministic, if not as well tuned.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.layers import LAYERS
from workbench.core.project import Layer, Project
from workbench.core.projects.layer_sizes import parameter_count

GRAPH_MICROSECONDS = 20.0
"""Of a step on the plain graph, whatever the network."""

LAYER_MICROSECONDS = 35.0
"""More for each layer, the logits included: the graph starts about twenty kernels for it and its optimizer."""

FLOPS_PER_MICROSECOND = 80_000.0
"""Of the matrix products, forwards and back."""

COMPILE_MICROSECONDS = 1_000_000.0
"""That XLA takes to compile, whatever the network, while the graph trains."""

COMPILE_LAYER_MICROSECONDS = 100_000.0
"""More for each layer."""

MOST_RESIDENT = 2**20
"""Numbers in an epoch, labels and logits included, up to which it is gathered inside the compiled call: 4 MB."""


@dataclass(frozen=True)
class Plan:
    """How a run is compiled.

    Attributes:
        handover: Steps of the run that the graph takes; XLA takes those after them. None: all are the graph's.
    """

    handover: int | None

    def is_xla(self, step: int) -> bool:
        """Whether XLA takes the step after `step` steps of the run."""
        return self.handover is not None and step >= self.handover


def planned(project: Project, inputs: int, units: int, steps: int, steps_per_epoch: int) -> Plan:
    """Returns how a run of `project` is compiled, see `plan`."""
    if project.imported is not None or project.data.painted is not None:
        # Nothing but its sizes is known of an opened model, and they do not tell how long XLA compiles; and it
        # would compile anew for each number of painted points.
        return Plan(None)
    return plan(project.layers, inputs, units, project.training.batch_size, steps, steps_per_epoch)


def plan(
    layers: Sequence[Layer], inputs: int, units: int, batch_size: int, steps: int, steps_per_epoch: int
) -> Plan:
    """Returns how a run of `steps` steps is compiled.

    Random layers stay on the graph: XLA works a random number out anew wherever it is used, which made a step with
    Dropout ten times as slow. Other runs go over to XLA at the first end of an epoch after as many steps as the
    graph does while XLA compiles, if as many again are left.

    Args:
        layers: Of the trunk.
        inputs: Columns of the data.
        units: Logits.
        batch_size: Examples a step.
        steps: Planned for the run.
        steps_per_epoch: The run can change over at multiples of this only.
    """
    if any(LAYERS[layer.kind].random for layer in layers):
        return Plan(None)
    compiling = COMPILE_MICROSECONDS + COMPILE_LAYER_MICROSECONDS * (len(layers) + 1)
    needed = compiling / graph_microseconds(layers, inputs, units, batch_size)
    handover = math.ceil(needed / steps_per_epoch) * steps_per_epoch
    return Plan(handover if steps >= 2 * handover else None)


def graph_microseconds(layers: Sequence[Layer], inputs: int, units: int, batch_size: int) -> float:
    """Returns about what a step takes on the plain graph.

    Each weight is multiplied and added for an example once forwards and twice back: six operations.
    """
    flops = 6.0 * parameter_count(tuple(layers), inputs, units) * batch_size
    return GRAPH_MICROSECONDS + LAYER_MICROSECONDS * (len(layers) + 1) + flops / FLOPS_PER_MICROSECOND


def is_resident(rows: int, numbers_per_row: int) -> bool:
    """Whether an epoch is small enough to be gathered inside the compiled call."""
    return rows * numbers_per_row <= MOST_RESIDENT
