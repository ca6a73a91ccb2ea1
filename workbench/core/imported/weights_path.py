"""Where the weights of a layer lie in a weights file of Keras 3."""

from __future__ import annotations

import re

from workbench.core.imported.graph import INPUT, MODEL, Graph, GraphLayer
from workbench.core.imported.layer_rows import OPERATION_ROWS


def weights_path(graph: Graph, layer: tuple[int, ...], store: str) -> str:
    """Returns the path of an array, such as `layers/sequential/layers/dense_1/vars/0`.

    Args:
        graph: The outer graph.
        layer: Indices of layers from it inwards.
        store: Where the array lies below the innermost.
    """
    path = ""
    for index in layer:
        path += f"layers/{group_names(graph)[index]}/"
        graph = graph.layers[index].graph or graph
    return path + store


def group_names(graph: Graph) -> tuple[str, ...]:
    """Returns the name of each layer's group: that of its class, numbered from the second on; operations have none."""
    used: dict[str, int] = {}
    names = []
    for layer in graph.layers:
        name = "" if layer.kind in OPERATION_ROWS else snake_case(class_name(layer))
        if graph.form == "sequential" and layer.kind == INPUT:
            name = ""
        used[name] = used.get(name, -1) + 1
        names.append(f"{name}_{used[name]}" if name and used[name] else name)
    return tuple(names)


def class_name(layer: GraphLayer) -> str:
    """Returns the name of the class that Keras has for a layer."""
    if layer.kind == MODEL and layer.graph is not None:
        return layer.graph.form.capitalize()
    return layer.kind


def snake_case(name: str) -> str:
    """Returns a class name as Keras writes it in files: `Conv2DTranspose` is `conv2d_transpose`."""
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()
