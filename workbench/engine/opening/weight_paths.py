"""Tells where in a weights file each array of a graph lies, in the forms that Keras 2 and Keras 3 write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.core.errors import UserError
from workbench.core.imported.graph import Graph, GraphLayer
from workbench.core.imported.weight_spec import WeightSpec
from workbench.core.imported.weights_path import group_names
from workbench.engine.opening.file_kind import SAVE_AGAIN
from workbench.engine.opening.legacy_order import legacy_order
from workbench.engine.opening.weights_file import WeightsFile

OLD_LAYERS = "_layer_checkpoint_dependencies/"
"""What TensorFlow 2.12 and 2.13 wrote for `layers`."""

WHOLE_MODEL = "model_weights"


def archive_paths(file: WeightsFile, graph: Graph, specs: Sequence[WeightSpec]) -> list[str]:
    """Returns the path of each weight in the `model.weights.h5` of a `.keras` file.

    Raises:
        UserError: one is missing.
    """
    layers = dict(_layer_paths(graph))
    return [_existing(file, layers[spec.layer], spec.store) for spec in specs]


def _layer_paths(
    graph: Graph, above: tuple[int, ...] = (), path: str = ""
) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yields for each layer, those of models within too, the indices that lead to it and its path."""
    for index, (layer, name) in enumerate(zip(graph.layers, group_names(graph), strict=True)):
        here, below = (*above, index), f"{path}layers/{name}/"
        yield here, below
        if layer.graph is not None:
            yield from _layer_paths(layer.graph, here, below)


def _existing(file: WeightsFile, layer: str, store: str) -> str:
    for path in _candidates(layer, store):
        if file.has(path):
            return path
    raise UserError(f"The weights '{layer}{store}' are missing. {SAVE_AGAIN}.")


def _candidates(layer: str, store: str) -> Iterator[str]:
    # Keras 2 names the layers inside attention by their private attributes.
    for below in (store, f"_{store}"):
        yield layer + below
        yield layer.replace("layers/", OLD_LAYERS) + below


def legacy_paths(file: WeightsFile, graph: Graph, specs: Sequence[WeightSpec]) -> list[str]:
    """Returns the path of each weight in a `.h5` file of a whole model.

    Such a file lists the layers that have weights, and for each layer of the outer graph what is trained before
    what is not.

    Raises:
        UserError: the lists do not fit the graph.
    """
    root = f"{WHOLE_MODEL}/" if file.has(WHOLE_MODEL) else ""
    is_keras_2 = _is_keras_2(file)
    groups = legacy_order(graph, specs, is_keras_2)
    stored = list(_stored(file, root))
    if len(stored) != len(groups):
        raise UserError(
            f"The number of layers whose weights it holds is {len(stored)}, but the model needs those of "
            f"{len(groups)}. {SAVE_AGAIN}."
        )
    paths = [""] * len(specs)
    for numbers, (layer, names) in zip(groups, stored, strict=True):
        found = _floats(file, layer, names, len(numbers))
        # Keras 2 does not write whether a model within is frozen, which the order depends on; names tell.
        by_name = _by_name(graph, [specs[number] for number in numbers], found) if is_keras_2 else None
        for number, path in zip(numbers, by_name or found, strict=True):
            paths[number] = path
    return paths


def _is_keras_2(file: WeightsFile) -> bool:
    return (file.text("keras_version") or b"2").startswith((b"1", b"2"))


def _stored(file: WeightsFile, root: str) -> Iterator[tuple[str, list[str]]]:
    """Yields each layer that has weights: its path, and the names of its weights below it."""
    for layer in file.texts(root.rstrip("/"), "layer_names") or ():
        names = file.texts(root + layer, "weight_names")
        if names:
            yield root + layer, names


def _floats(file: WeightsFile, layer: str, names: list[str], expected: int) -> list[str]:
    paths = [f"{layer}/{name}" for name in names]
    if len(paths) > expected:
        # Keras 2 keeps a count beside the means of a normalization, which nothing needs afterwards.
        paths = [path for path in paths if not file.is_whole_number(path)]
    if len(paths) != expected:
        raise UserError(
            f"Its layer {layer[-60:]!r} has {len(paths)} weights, but {expected} are needed. {SAVE_AGAIN}."
        )
    return paths


def _by_name(graph: Graph, specs: Sequence[WeightSpec], paths: Sequence[str]) -> list[str] | None:
    """Returns for each weight the path that has its name and its layer's, or nothing if one has not just one."""
    fitting: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        *above, last = path.split("/")
        for layer in set(above):
            fitting.setdefault((layer, last.partition(":")[0]), []).append(path)
    found = [fitting.get((_layer_of(graph, spec).name, spec.name), []) for spec in specs]
    if any(len(one) != 1 for one in found):
        return None
    by_name = [one[0] for one in found]
    return by_name if len(set(by_name)) == len(paths) else None


def _layer_of(graph: Graph, spec: WeightSpec) -> GraphLayer:
    layer = graph.layers[spec.layer[0]]
    for index in spec.layer[1:]:
        layer = layer.graph.layers[index] if layer.graph is not None else layer
    return layer
