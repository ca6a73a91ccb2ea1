"""One output of a model that has several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

from workbench.core.imported.graph import Graph
from workbench.core.imported.graph_edits import only_output
from workbench.core.imported.weight_specs import weight_specs


def with_output(
    graph: Graph, weights: Sequence[NDArray[Any]], output: int
) -> tuple[Graph, list[NDArray[Any]]]:
    """Returns the model with one of its outputs, and the weights of the layers that this one needs."""
    alone = only_output(graph, output)
    needed = {layer.name for layer in alone.layers}
    specs = weight_specs(graph)
    kept = [
        array
        for spec, array in zip(specs, weights, strict=True)
        if graph.layers[spec.layer[0]].name in needed
    ]
    return alone, kept
