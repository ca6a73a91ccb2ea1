"""The order in which a legacy `.h5` file has the weights of a layer: what is trained before what is not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from workbench.core.imported.graph import Graph
from workbench.core.imported.weight_spec import WeightSpec

Numbers = list[int]


def legacy_order(graph: Graph, specs: Sequence[WeightSpec], is_keras_2: bool) -> list[Numbers]:
    """Returns for each layer of the outer graph that has weights their numbers, in the order of the file.

    Args:
        graph: The whole model.
        specs: Its weights.
        is_keras_2: Which of the two orders: they differ where a frozen model holds layers that are not frozen.
    """
    ordered = []
    for index, numbers in _by_layer(range(len(specs)), specs, 0):
        trained, rest = _split(graph, index, numbers, specs, 0, is_keras_2)
        ordered.append(trained + rest)
    return ordered


def _by_layer(numbers: Sequence[int], specs: Sequence[WeightSpec], depth: int) -> list[tuple[int, Numbers]]:
    groups = groupby(numbers, lambda number: specs[number].layer[depth])
    return [(index, list(group)) for index, group in groups]


def _split(
    graph: Graph, index: int, numbers: Numbers, specs: Sequence[WeightSpec], depth: int, is_keras_2: bool
) -> tuple[Numbers, Numbers]:
    """Returns what of a layer's weights is trained, and the rest."""
    layer = graph.layers[index]
    trained: Numbers = []
    rest: Numbers = []
    if layer.graph is None:
        trained = [number for number in numbers if specs[number].trainable]
        rest = [number for number in numbers if not specs[number].trainable]
    else:
        for inner, group in _by_layer(numbers, specs, depth + 1):
            inner_trained, inner_rest = _split(layer.graph, inner, group, specs, depth + 1, is_keras_2)
            trained, rest = trained + inner_trained, rest + inner_rest
    if layer.trainable or (layer.graph is not None and depth > 0 and not is_keras_2):
        # Keras 3 asks each variable, and of the models only the outermost.
        return trained, rest
    return [], trained + rest if is_keras_2 else sorted(numbers)
