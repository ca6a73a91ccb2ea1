"""Which weights a graph has and which shapes its tensors have, counted before anything is built."""

from __future__ import annotations

import math

from workbench.core.imported.graph import Graph
from workbench.core.imported.layer_row import Shapes
from workbench.core.imported.sizes import MOST_PARAMETERS, sizes
from workbench.core.imported.weight_spec import WeightSpec

__all__ = ["MOST_PARAMETERS", "WeightSpec", "output_shapes", "parameter_count", "weight_specs"]


def weight_specs(graph: Graph) -> tuple[WeightSpec, ...]:
    """Returns every array of weights, in the order of those that belong to a graph.

    Raises:
        UserError: a layer cannot be called as it is, or the model is too large.
    """
    return tuple(spec for specs in sizes(graph).weights for spec in specs)


def parameter_count(graph: Graph) -> int:
    """Returns how many numbers the weights are.

    Raises:
        UserError: as `weight_specs`.
    """
    return sum(math.prod(spec.shape) for spec in weight_specs(graph))


def output_shapes(graph: Graph) -> tuple[Shapes, ...]:
    """Returns for each call the shapes of its outputs without the batch's axis; a size that is open is None.

    Raises:
        UserError: as `weight_specs`.
    """
    return sizes(graph).outputs
